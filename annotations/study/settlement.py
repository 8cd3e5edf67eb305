"""What becomes of a record that comes from elsewhere, held against the one that a study has."""

from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

from annotations.article import SETTABLE
from annotations.change import RECORD_TABLES, Edit, Table
from annotations.errors import Refused, clause
from annotations.highlight import Highlight, anchoring, excerpt
from annotations.record import Record
from annotations.study.edits import birth, step
from annotations.study.integrity import Problem
from annotations.study.state import Births, State

Side = Literal["ours", "theirs"]
"""Whose version of a record holds: the study's, or that from elsewhere."""

READ = frozenset({"name", "key", "color", "description", *SETTABLE, "relation", "coder"}) - {"tags"}
"""The fields of which both versions are told, for whoever has to say which is to hold."""

TOLD = 40
"""Code points of a version that are told."""

R = TypeVar("R", bound=Record)


class Settlement:
    """Counts records as new, known or differing, with the edits that take them in.

    `births` are those among the edits, made ahead. `differences` and `conflicts` have a sentence
    for each that differs, and for each that cannot be taken in; where no side is preferred, what
    differs is among both.
    """

    def __init__(self, state: State, prefer: Side | None) -> None:
        self.state = state
        self.prefer = prefer
        self.edits: list[Edit] = []
        self.births = Births()
        self.conflicts: list[str] = []
        self.differences: list[str] = []
        self.added: dict[Table, int] = dict.fromkeys(RECORD_TABLES, 0)
        self.skipped: dict[Table, int] = dict.fromkeys(RECORD_TABLES, 0)
        self.differing: dict[Table, int] = dict.fromkeys(RECORD_TABLES, 0)

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
        self.edits.append(step(table, own, taken))
        return record

    def _born(self, table: Table, record: R, what: str) -> R:
        """A record that the study has not."""
        edit = birth(table, record)
        try:
            self.births.add(edit)
        except Refused as error:
            self.conflicts.append(f"{what} is none that a study can hold: {clause(error)}")
        self.edits.append(edit)
        self.added[table] += 1
        return record

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
