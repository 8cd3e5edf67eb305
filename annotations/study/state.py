"""The records of a study as they are now, and the questions that are asked of them."""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from annotations.article import Article
from annotations.change import Edit, Table
from annotations.errors import Refused
from annotations.highlight import Highlight, Standing
from annotations.link import Link
from annotations.record import Record
from annotations.span import Span
from annotations.study.index import Indexes, SpanIndex, ordered
from annotations.study.outcomes import Outcomes, born, exists
from annotations.study.records import VERSION, StudyInfo
from annotations.tag import Tag

_NO_SPANS = SpanIndex()
"""The index of every article without highlights."""


class Births:
    """The births among edits whose records are made and indexed ahead, one by one.

    Very many take a while; a state that is given them takes hardly any time. To be used once.
    """

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.tables: dict[Table, dict[str, Record]] = {}
        self.indexes = Indexes()

    def add(self, edit: Edit) -> None:
        """Make the record of a birth.

        Raises `Refused` where it would not be valid, or there is one of its id.
        """
        table = self.tables.setdefault(edit.table, {})
        if edit.id in table:
            raise Refused(f"the record {edit.id} of {edit.table} is there twice")
        try:
            record = born(edit, edit.after or {})
        except msgspec.ValidationError as error:
            raise Refused(str(error)) from error
        table[edit.id] = record
        self.indexes.add(record)
        self.edits.append(edit)

    def holds(self, edit: Edit) -> bool:
        """Whether an edit is one of these births."""
        return edit.before is None and edit.id in self.tables.get(edit.table, ())


class State:
    """All records of a study, by table and id, in study order.

    `surplus` holds the tables of newer versions, which go back to the file as they came.
    """

    def __init__(self, info: StudyInfo) -> None:
        self.info = info
        self.articles: dict[str, Article] = {}
        self.tags: dict[str, Tag] = {}
        self.highlights: dict[str, Highlight] = {}
        self.links: dict[str, Link] = {}
        self.surplus: dict[str, Any] = {}
        self._indexes = Indexes()

    @classmethod
    def empty(cls, *, id: str, created: str) -> "State":
        """A study that holds nothing yet."""
        return cls(StudyInfo(id=id, created=created, folded=0, format="diptych", version=VERSION))

    def table(self, name: Table) -> dict[str, Any]:
        """The records of one table by id, in study order; not for changing."""
        match name:
            case "study":
                return {self.info.id: self.info}
            case "articles":
                return self.articles
            case "tags":
                return self.tags
            case "highlights":
                return self.highlights
            case "links":
                return self.links

    def load(self, name: Table, records: Iterable[Record]) -> None:
        """Take in records at the end of a table, as they come from a file."""
        table = self.table(name)
        for record in records:
            table[record.id] = record
            self._indexes.add(record)

    def apply(self, edits: Iterable[Edit], births: Births | None = None) -> None:
        """Make all of these edits, or none; `births` are those among them that were made ahead.

        Raises `Refused` when a record is not as an edit's `before` says, or would not be valid.
        """
        made: list[Edit] = []
        outcomes = Outcomes()
        try:
            if births is not None:
                self._take_over(births)
                made += births.edits
            for edit in edits:
                if births is None or not births.holds(edit):
                    self._make(edit, outcomes)
                    made.append(edit)
        except (Refused, msgspec.ValidationError) as error:
            for edit in reversed(made):
                self._make(edit.inverse(), outcomes)
            raise Refused(f"That cannot be done: {str(error).rstrip('.')}.") from error

    def _take_over(self, births: Births) -> None:
        """Take in records at the ends of their tables; none where one of them is there."""
        for name, records in births.tables.items():
            for id in self.table(name).keys() & records.keys():
                raise exists(name, id)
        for name, records in births.tables.items():
            self.table(name).update(records)
        self._indexes.take_over(births.indexes)

    def _make(self, edit: Edit, outcomes: Outcomes) -> None:
        table = self.table(edit.table)
        old: Record | None = table.get(edit.id)
        new = outcomes.of(edit, old)
        if new is None:
            del table[edit.id]
        elif isinstance(new, StudyInfo):
            self.info = new
        elif old is None and edit.at is not None and edit.at < len(table):
            _insert(table, edit.at, new)
        else:
            table[edit.id] = new
        self._indexes.replace(old, new)

    def from_source(self, source: str) -> list[Article]:
        """The articles with this source, by when they were added."""
        return _by_age(self.articles[i] for i in self._indexes.by_source.get(source, ()))

    def with_text(self, sha256: str) -> list[Article]:
        """The articles whose text has this digest, by when they were added."""
        return _by_age(self.articles[i] for i in self._indexes.by_text.get(sha256, ()))

    def highlights_of(self, article: str) -> list[Highlight]:
        """An article's highlights by (start, end, id)."""
        return list(self._spans_of(article).in_order(self.highlights))

    def unsorted_highlights_of(self, article: str) -> list[Highlight]:
        """An article's highlights in no order: of very many, far sooner than in one."""
        return [self.highlights[i] for i in self._spans_of(article).ids]

    def highlight_beside(
        self, article: str, place: Standing, by: Literal[-1, 1]
    ) -> Highlight | None:
        """An article's highlight next to a place in their order.

        After it (1) or before it (-1); None where there is no further one.
        """
        return self._spans_of(article).beside(place, by, self.highlights)

    def count_of(self, article: str) -> int:
        """How many highlights an article has."""
        return len(self._spans_of(article).ids)

    def touching(self, article: str, span: Span) -> list[Highlight]:
        """The highlights of an article that share a code point with `span`, by (start, end, id).

        An empty span asks for those that cover the code point at its offset.
        """
        wanted = span or Span(span.start, span.start + 1)
        near = (self.highlights[i] for i in self._spans_of(article).near(wanted))
        return ordered(h for h in near if h.start < wanted.end and wanted.start < h.end)

    def _spans_of(self, article: str) -> SpanIndex:
        """The index of an article's highlights, which is only to be asked."""
        return self._indexes.by_article.get(article, _NO_SPANS)

    def uses_of(self, tag: str) -> list[Highlight]:
        """The highlights that carry a tag, in no order."""
        return [self.highlights[i] for i in self._indexes.by_tag.get(tag, ())]

    def count_uses(self, *tags: str) -> int:
        """How many highlights carry a tag, or any of several."""
        uses = [self._indexes.by_tag.get(tag, {}) for tag in tags]
        return len(uses[0]) if len(uses) == 1 else len(set().union(*uses))

    def links_of(self, end: str) -> list[Link]:
        """The links that begin or end at a highlight, or end at an article, by id."""
        return [self.links[i] for i in sorted(self._indexes.links.get(end, ()))]


def _insert(table: dict[str, Any], at: int, record: Record) -> None:
    later = list(table.items())[at:]
    for key, _ in later:
        del table[key]
    table[record.id] = record
    table.update(later)


def _by_age(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: (a.added, a.id))
