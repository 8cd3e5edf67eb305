"""Putting what was read from a source into a study, with what somebody says about it.

Which sources are read, and on which thread, is not known here.
"""

from collections.abc import Mapping

import msgspec

from annotations.reading.source import Source
from annotations.study import Study
from annotations.study.articles import Added, is_date
from annotations.tag import tag_name
from tui.paths import writable


class Given(msgspec.Struct, frozen=True):
    """What is said about an article when it is added: settable fields, and tags by name.

    `where` is the place in a table that says it, if one does.
    """

    fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    tags: tuple[str, ...] = ()
    where: str = ""

    def over(self, other: "Given") -> "Given":
        """All that this says, and of the other what this leaves open; the tags of both."""
        tags = tuple(dict.fromkeys((*other.tags, *self.tags)))
        return Given({**other.fields, **self.fields}, tags, self.where or other.where)


NOTHING = Given()


def put_in(
    study: Study, found: Source, source: str, given: Given = NOTHING, *, sha256: str = ""
) -> Added:
    """Put what was found at a source into the study as an article.

    What is `given` counts more than what the source says of itself, and is set on an article that
    the study holds already. `sha256` is the text's, where it is known. Raises `Refused` for what
    the study cannot take; then nothing of it is in there.
    """
    for name in given.tags:
        tag_name(name)
    fields = {"outlet": found.outlet or "", "byline": found.byline or ""}
    # A page's own date may be no date; the article is worth more.
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
