"""The current records of a study, by table, and how edits are applied to them."""

from collections.abc import Iterable, Iterator
from operator import is_
from typing import Any, Self

import msgspec

from annotations.article import Article
from annotations.change import TABLES, Edit, Part, Sweep, Table
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.record import Record
from annotations.study.index import Indexes
from annotations.study.outcomes import Outcomes, exists, missing
from annotations.study.records import VERSION, StudyInfo
from annotations.study.table_versions import Rows, TableVersion, is_large, swept
from annotations.tag import Tag


class Tables:
    """All records of a study, by table and id, in study order.

    `surplus` holds the tables of newer versions, which are written back unchanged. `indexes` are
    over the current records, and read-only for callers.
    """

    def __init__(self, info: StudyInfo) -> None:
        self.info = info
        self.articles: dict[str, Article] = {}
        self.tags: dict[str, Tag] = {}
        self.highlights: dict[str, Highlight] = {}
        self.links: dict[str, Link] = {}
        self.surplus: dict[str, Any] = {}
        self.indexes = Indexes()
        self._versions: dict[Table, TableVersion] = {table: TableVersion() for table in TABLES}
        self._prepared: dict[Table, tuple[Sweep, Rows]] = {}

    @classmethod
    def empty(cls, *, id: str, created: str) -> Self:
        """A study that holds nothing yet."""
        return cls(StudyInfo(id=id, created=created, folded=0, format="diptych", version=VERSION))

    def table(self, name: Table) -> dict[str, Any]:
        """The records of one table by id, in study order; read-only for callers."""
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
        """Append records, as read from a file, to a table."""
        table = self.table(name)
        self._versions[name] = TableVersion()
        for record in records:
            table[record.id] = record
            self.indexes.add(record)

    def version(self, name: Table) -> TableVersion:
        """The identity of what a table holds now; another one as soon as the table is edited."""
        return self._versions[name]

    def apply(self, edits: Iterable[Part]) -> None:
        """Make all of these edits, or none.

        Raises `Refused` when a record does not match an edit's `before`, or would not be valid.
        """
        made: list[Part] = []
        outcomes = Outcomes()
        try:
            for part in edits:
                self._make(part, outcomes)
                made.append(part)
        except (Refused, msgspec.ValidationError) as error:
            for part in reversed(made):
                self._make(part.inverse(), outcomes)
            raise Refused(f"That cannot be done: {str(error).rstrip('.')}.") from error

    def _make(self, part: Part, outcomes: Outcomes) -> None:
        if isinstance(part, Sweep):
            self._sweep(part)
        else:
            self._edit(part, outcomes)
            self._prepared.pop(part.table, None)
            self._versions[part.table] = TableVersion()

    def preparing(self, parts: Iterable[Part]) -> Iterator[None]:
        """Prepare what takes long of the large ones of these edits, some at a time, for `apply`.

        It is for nothing where others are applied before them.
        """
        for part in parts:
            if isinstance(part, Sweep) and part.seen is self._versions[part.table]:
                table = self.table(part.table)
                if is_large(part, table):
                    rows = dict(table)
                    yield from swept(rows, part)
                    if part.table == "highlights" and not part.before:
                        yield from self.indexes.preparing(part.after)
                    self._prepared[part.table] = part, rows

    def _sweep(self, sweep: Sweep) -> None:
        table, version = self.table(sweep.table), self._versions[sweep.table]
        transition, is_seen = version.transition(sweep), sweep.seen is version
        if transition is None and not is_seen:
            _check_fits(sweep, table)
        prepared = self._prepared.pop(sweep.table, None)
        if transition and transition.rows is not None:
            rows = transition.rows
        elif prepared and prepared[0] is sweep and is_seen:
            rows = prepared[1]
        else:
            rows = dict(table) if is_large(sweep, table) else table
            for _ in swept(rows, sweep):
                pass
        setattr(self, sweep.table, rows)
        self._versions[sweep.table] = version.behind(sweep, None if rows is table else table)
        self.indexes.sweep(sweep)

    def _edit(self, edit: Edit, outcomes: Outcomes) -> None:
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
        self.indexes.replace(old, new)


def _check_fits(sweep: Sweep, table: dict[str, Any]) -> None:
    """Raise `Refused` when a table does not match a sweep's `before`, or holds one to be born."""
    if not all(map(is_, map(table.get, sweep.before), sweep.before.values())):
        for id, old in sweep.before.items():
            if id not in table:
                raise missing(sweep.table, id)
            if table[id] != old:
                raise Refused(f"the record {id} of {sweep.table} has changed meanwhile")
    if not sweep.before:
        for id in table.keys() & sweep.after.keys():
            raise exists(sweep.table, id)


def _insert(table: dict[str, Any], at: int, record: Record) -> None:
    later = list(table.items())[at:]
    for key, _ in later:
        del table[key]
    table[record.id] = record
    table.update(later)
