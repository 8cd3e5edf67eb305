"""What becomes of a record that comes from elsewhere, held against the one that a study has."""

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
"""Whose version of a record holds: the study's, or that from elsewhere."""

READ = frozenset({"name", "key", "color", "description", *SETTABLE, "relation", "coder"}) - {"tags"}
"""The fields of which both versions are told, for whoever has to say which is to hold."""

TOLD = 40
"""Code points of a version that are told."""

R = TypeVar("R", bound=Record)


class Settlement:
    """Counts records as new, known or differing, with the edits that take them in.

    `differences` and `conflicts` have a sentence for each that differs, and for each that cannot be
    taken in; where no side is preferred, what differs is among both.
    """

    def __init__(self, state: State, prefer: Side | None) -> None:
        self.state = state
        self.prefer = prefer
        self._seen = {table: state.moment(table) for table in TABLES}
        self._births: dict[Table, Records[Any]] = defaultdict(Records)
        # They are indexed in no time if they are sorted as they come.
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
        """What takes the records in."""
        births = [(table, Records[Any](), born) for table, born in self._births.items()]
        steps = [(table, own, self._taken[table]) for table, own in self._own.items()]
        return [
            Sweep(table, before, after, checked=True, seen=self._seen[table])
            for table, before, after in (*births, *steps)
        ]

    @property
    def is_open(self) -> bool:
        """Whether all that is in the way would be settled if a side were preferred."""
        return self.prefer is None and len(self.conflicts) == len(self.differences)

    def refuse(self, what: str, problems: Iterable[Problem]) -> None:
        """Note what is wrong with a record."""
        self.conflicts += [f"{what}: {problem.sentence}" for problem in problems]

    def settle(self, table: Table, record: R, what: str) -> R:
        """The version of a record that the study is to have: this one, or its own."""
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
        # What a newer version of diptych wrote is not in any export.
        taken = msgspec.structs.replace(record, unknown=own.unknown)
        self._note(what, lambda: self.put(table, own, taken))
        return record

    def put(self, table: Table, own: Record, other: Record) -> None:
        """Have another record in the place of the study's own.

        Raises `Refused` where it is not valid, or there is one for that place already.
        """
        self._check(table, other, self._own[table])
        self._own[table].put(own)
        self._taken[table].put(other)

    def _born(self, table: Table, record: R, what: str) -> R:
        """A record that the study has not."""
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
        """Take a record, or note why it cannot be."""
        try:
            take()
        except Refused as error:
            self.conflicts.append(f"{what} is none that a study can hold: {clause(error)}")

    def _apart(self, own: Record, record: Record) -> list[str]:
        """The names of the fields in which two versions differ."""
        if own == record:
            return []
        if isinstance(own, Highlight):
            # Older versions took in context that was cut off.
            text = self.state.articles[own.article].text
            own = msgspec.structs.replace(own, **anchoring(text, own.span))
        names = [name for name in own.__struct_fields__ if name != "unknown"]
        return [name for name in names if getattr(own, name) != getattr(record, name)]


def _told(field: str, own: Record, record: Record) -> str:
    if field == "modified":
        # Who has to say which is to hold asks first which is newer.
        is_newer = getattr(record, field) > getattr(own, field)
        return f"{field} (later {'there' if is_newer else 'here'})"
    if field not in READ:
        return field
    return f"{field} ({_version(record, field)} there, {_version(own, field)} here)"


def _version(record: Record, field: str) -> str:
    value = getattr(record, field)
    return f"“{excerpt(value, TOLD)}”" if value else "nothing"
