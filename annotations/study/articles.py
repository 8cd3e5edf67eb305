"""The repository of articles: adding, naming, setting what can be set, removing."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from annotations.article import SETTABLE, STATUSES, Article, digest
from annotations.change import Change, Sweep
from annotations.errors import Refused, UnknownRecord, WrongField
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.study.draft import Draft, Making
from annotations.study.edits import check, deaths, step
from annotations.study.index import SOUGHT
from annotations.study.repository import Repository, unknown

SETTABLE_AS_TEXT = tuple(name for name in SETTABLE if name != "tags")
"""The fields that may be given when an article is added."""

PUBLISHED = r"\d{4}(-\d\d(-\d\d(T[0-9:.]+(Z|[+-]\d\d:?\d\d)?)?)?)?"
"""A year, a month, a day, or a moment, as ISO 8601 writes them."""


class Added(msgspec.Struct, frozen=True):
    """The result of adding a text: the article that holds it, and whether it is a new one.

    For a new one, `twin` is an article with the same text, `earlier` the last from the same source.
    """

    article: Article
    new: bool
    twin: Article | None = None
    earlier: Article | None = None

    @property
    def remark(self) -> str:
        """A sentence for the reader when another article shares the text or the source."""
        if self.twin:
            return f"The same text is in the study as {self.twin.id}, from {self.twin.source}."
        if self.earlier:
            return f"The text of this source has changed since {self.earlier.id} was added."
        return ""


class Articles(Repository[Article]):
    """The articles of a study, in study order."""

    table = "articles"

    def named(self, name: str) -> Article:
        """The article with this id, unique id prefix, or title.

        Raises `UnknownRecord` when several match, listing their ids, or when none does, giving the
        first title that contains `name`.
        """
        if name in self.state.articles:
            return self.state.articles[name]
        found = [a for a in self if a.title == name]
        found = found or ([a for a in self if a.id.startswith(name)] if name else [])
        if len(found) > 1:
            told = (" ".join(filter(None, [a.id, a.outlet and f"({a.outlet})"])) for a in found)
            ids = ", ".join(told)
            raise UnknownRecord(
                f"{len(found):,} articles go by {name!r}; name one by its id: {ids}."
            )
        if not found:
            raise self._unknown(name)
        return found[0]

    def _unknown(self, name: str) -> UnknownRecord:
        """The error for an article not found; it gives the first title that contains the name."""
        part = name.strip().casefold()
        near = (a for a in self if part and part in a.title.casefold())
        meant = next(near, None)
        if meant is None:
            return unknown("article", name)
        return UnknownRecord(
            f"There is no article {name!r} in this study; {meant.title!r} is there."
        )

    def add(
        self,
        text: str,
        *,
        title: str,
        source: str,
        media_type: str,
        sha256: str = "",
        **more: str,
    ) -> Added:
        """Put a text into the study, unless it holds this text from this source already.

        `more` are settable fields other than tags. Adding cannot be undone. Removing can; undoing
        it brings back a second article if the same text was added again meanwhile. `sha256` is the
        text's `fingerprint`, if it is already known. Raises `Refused` for a text that is empty or
        cannot be stored, or a field or value that cannot be set.
        """
        sha256 = sha256 or fingerprint(text)
        same_source = self.state.from_source(source)
        for article in same_source:
            if article.sha256 == sha256:
                return Added(article, new=False)
        twin = next(iter(self.state.with_text(sha256)), None)
        earlier = same_source[-1] if same_source else None
        article = Article(
            id=self.study.make_id(),
            title=_line(title) or "untitled",
            source=source,
            media_type=media_type,
            sha256=sha256,
            text=text,
            added=self.study.clock(),
            **_checked(more, SETTABLE_AS_TEXT),
        )
        check(article)
        come = Sweep("articles", Records(), Records([article]), checked=True)
        self.study.commit(f"add {article.title}", [come], undoable=False)
        return Added(article, new=True, twin=twin, earlier=earlier)

    def set(self, id: str, **fields: Any) -> Change:
        """Set fields of an article (`SETTABLE`), as one change; `tags` are ids.

        An empty text unsets a field. Raises `Refused` for a field or value that cannot be set.
        """
        return self.set_all([id], **fields)

    def set_all(self, ids: list[str], **fields: Any) -> Change:
        """Set the same fields of several articles, as one change."""
        checked = _checked(fields, SETTABLE)
        for tag in checked.get("tags", ()):
            if tag not in self.state.tags:
                raise unknown("tag", tag)
        edits = [
            step("articles", article, msgspec.structs.replace(article, **checked))
            for article in map(self.get, dict.fromkeys(ids))
        ]
        return self.commit(f"set {', '.join(fields)}", edits)

    def retag(self, ids: Iterable[str], tags: Sequence[str]) -> Change:
        """Give articles exactly these tags, by name, as one change; missing tags are created."""
        names, edits = self.study.codebook.ensure(tags)
        wanted = tuple(dict.fromkeys(names[name] for name in tags))
        edits += [
            step("articles", article, msgspec.structs.replace(article, tags=wanted))
            for article in map(self.get, dict.fromkeys(ids))
        ]
        return self.commit(f"tag {', '.join(tags)}" if tags else "take tags off", edits)

    def remove(self, id: str) -> Change:
        """Take an article out with its highlights and all links to either, as one change."""
        return self.removal([id]).at_once()

    def removal(self, ids: Iterable[str]) -> Draft:
        """A draft that takes articles out with their highlights and all links to either."""
        articles = {id: self.get(id) for id in ids}
        titles = [article.title for article in articles.values()]
        what = titles[0] if len(titles) == 1 else f"{len(titles):,} articles"
        return Draft(self.study, f"remove {what}", partial(self._removed, articles.keys()))

    def _removed(self, ids: Collection[str]) -> Making:
        gone, seen = Records[Highlight](fields=SOUGHT), self.state.version("highlights")
        for id in ids:
            for highlight in self.state.unsorted_highlights_of(id):
                gone.put(highlight)
                yield
        # `keys` gives a set without a copy of what may be very many ids.
        links = {link.id: link for ends in (gone.keys(), ids) for link in self.state.links_at(ends)}
        return [
            Sweep.deaths("links", links.values()),
            Sweep("highlights", gone, Records(), checked=True, seen=seen),
            *deaths("articles", ids, self.state.articles),
        ]

    def events(self) -> dict[str, list[Article]]:
        """The articles by event, in the order of each event's first article; `""` is no event."""
        groups: dict[str, list[Article]] = {}
        for article in self:
            groups.setdefault(article.event, []).append(article)
        return groups


def _line(text: str) -> str:
    return " ".join(text.split())


def fingerprint(text: str) -> str:
    """The digest of a text. Raises `Refused` for a text that cannot be added."""
    if not text or text.isspace():
        raise Refused("An article without text cannot be added.")
    if "\r" in text or text.startswith("\ufeff"):
        raise Refused("A text is kept with line feeds alone and without a byte-order mark.")
    try:
        return digest(text)
    except UnicodeEncodeError as error:
        raise Refused("That text holds stray surrogates, which no file can hold.") from error


def _checked(fields: dict[str, Any], settable: tuple[str, ...]) -> dict[str, Any]:
    for name in fields:
        if name not in settable:
            raise Refused(f"An article's {name} cannot be set.")
    return {name: _value(name, value) for name, value in fields.items()}


def _value(name: str, value: Any) -> Any:
    if name == "tags":
        return tuple(dict.fromkeys(value or ()))
    if name == "note":
        return (value or "").strip("\n")
    value = _line(value or "")
    match name:
        case "title" if not value:
            raise WrongField(name, "An article needs a title.")
        case "status" if not value:
            return None
        case "status" if value.lower() not in STATUSES:
            raise WrongField(name, f"A status is one of {', '.join(STATUSES)}, not {value!r}.")
        case "status":
            # Spreadsheets begin a cell with a capital by themselves.
            return value.lower()
        case "published" if value and not is_date(value):
            raise WrongField(name, f"{value!r} is no date; a date is written like 2021-10-18.")
    return value


def is_date(value: str) -> bool:
    """Whether a year, a month, a day or a moment is written as ISO 8601 writes it."""
    if not re.fullmatch(PUBLISHED, value):
        return False
    # A year or month is a date when its first day is one.
    try:
        datetime.fromisoformat(value + "-01-01"[len(value[4:10]) :])
    except ValueError:
        return False
    return True
