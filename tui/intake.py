"""Puts what was read from a source into a study, with what the user says about it.

It does not know which sources are read, or on which thread.
"""

from collections.abc import Mapping

import msgspec

from annotations.reading.source import Source
from annotations.study import Study
from annotations.study.articles import Added, is_date
from annotations.tag import tag_name
from tui.paths import writable


class Given(msgspec.Struct, frozen=True):
    """What the user says about an article when adding it: settable fields, and tags by name.

    `where` is the place in a table that it comes from, if any.
    """

    fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    tags: tuple[str, ...] = ()
    where: str = ""

    def over(self, other: "Given") -> "Given":
        """This merged with `other`: where both set a field, this one wins; tags are combined."""
        tags = tuple(dict.fromkeys((*other.tags, *self.tags)))
        return Given({**other.fields, **self.fields}, tags, self.where or other.where)


NOTHING = Given()


def put_in(
    study: Study, found: Source, source: str, given: Given = NOTHING, *, sha256: str = ""
) -> Added:
    """Put what was found at a source into the study as an article.

    `given` takes precedence over what the source says about itself, and is also set on an article
    that the study already holds. `sha256` is that of the text, if known. Raises `Refused` for what
    the study cannot take, and then adds nothing.
    """
    for name in given.tags:
        tag_name(name)
    fields = {"outlet": found.outlet or "", "byline": found.byline or ""}
    # A page's own date may be invalid; that is no reason to refuse the article.
    if is_date(found.published or ""):
        fields["published"] = found.published or ""
    fields |= given.fields
    title = fields.pop("title", "") or writable(found.title)
    added = study.articles.add(
        found.text, title=title, source=source, media_type=found.media_type, sha256=sha256,
        **{name: value for name, value in fields.items() if value},
    )  # fmt: skip
    article = added.article
    if not added.new and given.fields:
        study.articles.set(article.id, **given.fields)
    if given.tags:
        study.articles.retag([article.id], [*study.codebook.names(article.tags), *given.tags])
    return added
