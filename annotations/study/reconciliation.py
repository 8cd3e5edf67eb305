"""Decides what happens to a record from elsewhere, compared with the one that a study has."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar

import msgspec

from annotations.article import SETTABLE
from annotations.change import RECORD_TABLES, TABLES, Sweep, Table
from annotations.errors import Refused, clause
from annotations.highlight import Highlight, anchoring, excerpt
from annotations.record import Record, Records
from annotations.study.edits import check
from annotations.study.index import SOUGHT
from annotations.study.integrity import Problem
from annotations.study.state import State

Side = Literal["ours", "theirs"]
"""Whose version of a record is kept: the study's, or the one from elsewhere."""

READ = frozenset({"name", "key", "color", "description", *SETTABLE, "relation", "coder"}) - {"tags"}
"""The fields whose two versions are quoted, for the reader who has to choose one."""

TOLD = 40
"""Code points of a version that are quoted."""

R = TypeVar("R", bound=Record)


class Reconciliation:
    """Counts records as new, known or differing, and collects the edits that take them in.

    `differences` has a sentence for each record whose difference preferring a side settles,
    `conflicts` one for each that cannot be taken in; without a preference the former are in both.
    """

    def __init__(self, state: State, prefer: Side | None) -> None:
        self.state = state
        self.prefer = prefer
        self._seen = {table: state.version(table) for table in TABLES}
        self._births: dict[Table, Records[Any]] = defaultdict(Records)
        # Grouped as they arrive, highlights are indexed quickly.
        self._births["highlights"] = Records(fields=SOUGHT)
        self._own: dict[Table, Records[Any]] = defaultdict(Records)
        self._taken: dict[Table, Records[Any]] = defaultdict(Records)
        self.conflicts: list[str] = []
        self.differences: list[str] = []
        self.added: dict[Table, int] = dict.fromkeys(RECORD_TABLES, 0)
        self.skipped: dict[Table, int] = dict.fromkeys(RECORD_TABLES, 0)
        self.differing: dict[Table, int] = dict.fromkeys(RECORD_TABLES, 0)

    @property
    def edits(self) -> list[Sweep]:
        """The edits that take the records in."""
        births = [(table, Records[Any](), born) for table, born in self._births.items()]
        steps = [(table, own, self._taken[table]) for table, own in self._own.items()]
        return [
            Sweep(table, before, after, checked=True, seen=self._seen[table])
            for table, before, after in (*births, *steps)
        ]

    @property
    def is_open(self) -> bool:
        """Whether preferring a side would settle all conflicts."""
        return self.prefer is None and len(self.conflicts) == len(self.differences)

    def refuse(self, what: str, problems: Iterable[Problem]) -> None:
        """Add what is wrong with a record to the conflicts."""
        self.conflicts += [f"{what}: {problem.sentence}" for problem in problems]

    def settle(self, table: Table, record: R, what: str) -> R:
        """Settle a record; return the version that the study will have: this one, or its own."""
        own: R | None = self.state.table(table).get(record.id)
        if own is None:
            return self._born(table, record, what)
        apart = self._apart(own, record)
        if not apart:
            self.skipped[table] += 1
            return own
        told = (_told(field, own, record) for field in apart)
        sentence = f"{what} differs from the study's own in {', '.join(told)}"
        if table == "articles" and not set(apart) <= set(SETTABLE):
            self.conflicts.append(sentence)
            return own
        self.differing[table] += 1
        self.differences.append(sentence)
        if self.prefer is None:
            self.conflicts.append(sentence)
        if self.prefer != "theirs":
            return own
        # Exports lack the fields that a newer version of diptych wrote.
        taken = msgspec.structs.replace(record, unknown=own.unknown)
        self._note(what, lambda: self.put(table, own, taken))
        return record

    def put(self, table: Table, own: Record, other: Record) -> None:
        """Replace the study's own record by another.

        Raises `Refused` when the other is not valid, or its id has been replaced already.
        """
        self._check(table, other, self._own[table])
        self._own[table].put(own)
        self._taken[table].put(other)

    def _born(self, table: Table, record: R, what: str) -> R:
        """Take in a record that the study lacks, and return it."""
        self._note(what, lambda: self._bear(table, record))
        self.added[table] += 1
        return record

    def _bear(self, table: Table, record: Record) -> None:
        self._check(table, record, self._births[table])
        self._births[table].put(record)

    def _check(self, table: Table, record: Record, others: Records[Any]) -> None:
        if record.id in others:
            raise Refused(f"the record {record.id} of {table} is there twice")
        check(record)

    def _note(self, what: str, take: Callable[[], None]) -> None:
        """Take a record, or add the reason why it cannot be taken to the conflicts."""
        try:
            take()
        except Refused as error:
            self.conflicts.append(f"{what} is none that a study can hold: {clause(error)}")

    def _apart(self, own: Record, record: Record) -> list[str]:
        """The names of the fields in which two versions differ."""
        if own == record:
            return []
        if isinstance(own, Highlight):
            # Older versions imported highlights with truncated context.
            text = self.state.articles[own.article].text
            own = msgspec.structs.replace(own, **anchoring(text, own.span))
        names = [name for name in own.__struct_fields__ if name != "unknown"]
        return [name for name in names if getattr(own, name) != getattr(record, name)]


def _told(field: str, own: Record, record: Record) -> str:
    if field == "modified":
        # A reader who has to choose a version first asks which is newer.
        is_newer = getattr(record, field) > getattr(own, field)
        return f"{field} (later {'there' if is_newer else 'here'})"
    if field not in READ:
        return field
    return f"{field} ({_version(record, field)} there, {_version(own, field)} here)"


def _version(record: Record, field: str) -> str:
    value = getattr(record, field)
    return f"“{excerpt(value, TOLD)}”" if value else "nothing"
