"""Edits, changes and their history: the one mechanism behind undo, autosave and crash recovery.

This module knows how a change is written down and turned round, not what a study allows.
"""

from functools import reduce
from typing import Any, Literal, get_args

import msgspec

from annotations.record import Id, Offset, Time

RecordTable = Literal["articles", "tags", "highlights", "links"]
RECORD_TABLES: tuple[RecordTable, ...] = get_args(RecordTable)
"""The tables of what a study holds, in the order in which files and lists have them."""

Table = Literal["study", RecordTable]
TABLES: tuple[Table, ...] = get_args(Table)
"""The tables of a study, in the order in which its file has them."""

Fields = dict[str, Any]


class Edit(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One record's step from `before` to `after`.

    A birth has no `before` and a death no `after`: the other side holds every field. Between two
    states of a living record, both sides hold only the fields that differ; one that is absent is
    unset. `at` is the place in its table that a record returns to or is taken from (0 is first),
    where the table's order means something.
    """

    table: Table
    id: Id
    before: Fields | None
    after: Fields | None
    at: int | None = None

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(table=self.table, id=self.id, before=self.after, after=self.before, at=self.at)


class Change(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One undoable step: all of its edits, or none. Numbers grow by one from change to change."""

    number: Offset
    label: str
    time: Time
    coder: str
    edits: tuple[Edit, ...]

    def inverse(self, *, number: int, label: str, time: str, coder: str) -> "Change":
        """The change that takes this one back, edit by edit from the last."""
        edits = tuple(edit.inverse() for edit in reversed(self.edits))
        return Change(number=number, label=label, time=time, coder=coder, edits=edits)


def difference(before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """The fields of each side that the other has not, or has with another value."""
    missing = object()
    return (
        {name: value for name, value in before.items() if after.get(name, missing) != value},
        {name: value for name, value in after.items() if before.get(name, missing) != value},
    )


def joined(one: Edit, two: Edit) -> Edit:
    """The edit that does to a record what two do that leave it there, one after the other."""
    first, last = one.after or {}, two.after or {}
    middle = two.before or {}
    after = {n: v for n, v in (first | last).items() if n in last or n not in middle}
    if one.before is None:
        return msgspec.structs.replace(one, after=after)
    before = one.before
    earlier = {n: v for n, v in (middle | before).items() if n in before or n not in first}
    before, after = difference(earlier, after)
    return Edit(table=one.table, id=one.id, before=before, after=after)


def _in_a_row(earlier: tuple[Edit, ...], later: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Edits one after the other; where one record's last goes on in its first, as one."""
    one, two = earlier[-1], later[0]
    if (one.table, one.id) != (two.table, two.id) or one.after is None or two.after is None:
        return earlier + later
    return (*earlier[:-1], joined(one, two), *later[1:])


class History:
    """What can be undone and redone: two stacks of changes, for as long as the reader runs."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def did(self, change: Change) -> None:
        """Remember a new change; what was undone before it can no longer be redone."""
        self._done.append(change)
        self._undone.clear()

    def join(self) -> None:
        """Make one step of the latest two changes, under the label of the first."""
        later, earlier = self._done.pop(), self._done.pop()
        edits = _in_a_row(earlier.edits, later.edits)
        self._done.append(msgspec.structs.replace(later, label=earlier.label, edits=edits))

    def join_since(self, change: Change | None, label: str) -> None:
        """Make one step of all changes behind this one (None: of all), under a label."""
        first = len(self._done)
        while first and self._done[first - 1] is not change:
            first -= 1
        later = self._done[first:]
        if len(later) > 1:
            edits = reduce(_in_a_row, (one.edits for one in later))
            self._done[first:] = [msgspec.structs.replace(later[-1], label=label, edits=edits)]

    @property
    def to_undo(self) -> Change | None:
        """The change that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Change | None:
        """The change that redo would do again."""
        return self._undone[-1] if self._undone else None

    def undid(self) -> None:
        """Note that the latest change was taken back."""
        self._undone.append(self._done.pop())

    def drop(self) -> None:
        """Forget the change that was taken back last: nobody wants it again."""
        self._undone.pop()

    def redid(self) -> None:
        """Note that the change taken back last was done again."""
        self._done.append(self._undone.pop())
