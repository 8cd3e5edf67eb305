"""Edits, changes and their history: the one mechanism behind undo, autosave and crash recovery.

This module knows how a change is represented and inverted, not what a study allows.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, zip_longest
from operator import attrgetter
from typing import Any, Literal, SupportsIndex, cast, get_args, overload

import msgspec

from annotations.record import Id, Offset, Record, Records, Time

RecordTable = Literal["articles", "tags", "highlights", "links"]
RECORD_TABLES: tuple[RecordTable, ...] = get_args(RecordTable)
"""The tables of a study's contents, in the order in which files and lists have them."""

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

    @property
    def ids(self) -> Collection[str]:
        """The one record's id."""
        return (self.id,)

    @property
    def is_step(self) -> bool:
        """Whether the record exists before and after."""
        return self.before is not None and self.after is not None

    @property
    def fresh(self) -> object:
        """The new content of the edit, which may never have been encoded."""
        return self.id, self.after

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(table=self.table, id=self.id, before=self.after, after=self.before, at=self.at)


class Sweep:
    """Edits of one kind of many records of one table: births, deaths, or steps.

    `before` and `after` hold the records by id: `before` is empty for births, `after` for deaths.
    For steps both have the same ids in the same order, and `fields` are the names of the fields
    that differ, if known. A sweep is equivalent to as many `Edit`s, but is made, inverted and
    applied without them: for a hundred thousand records this takes hundredths of a second instead
    of a whole one. The records must be valid, and must not be altered afterwards; `checked` says
    that they are known to be encodable. `seen` is the moment of their table at which it was found
    to hold `before`, and none of the records that are born.
    """

    def __init__(
        self,
        table: Table,
        before: Records[Any],
        after: Records[Any],
        fields: tuple[str, ...] = (),
        *,
        checked: bool = False,
        seen: object = None,
    ) -> None:
        self.table = table
        self.before = before
        self.after = after
        self.fields = fields
        self.checked = checked
        self.seen = seen

    @classmethod
    def births(cls, table: Table, records: Iterable[Record]) -> "Sweep":
        """A sweep that appends records to their table, in this order."""
        return cls(table, Records(), Records(records))

    @classmethod
    def deaths(cls, table: Table, records: Iterable[Record]) -> "Sweep":
        """A sweep that removes records from a table whose order means nothing."""
        return cls(table, Records(records), Records())

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Edit]:
        for id, old, new in self.moves():
            before = None if old is None else old.to_fields()
            after = None if new is None else new.to_fields()
            if before is not None and after is not None:
                before, after = difference(before, after)
            yield Edit(table=self.table, id=id, before=before, after=after)

    def moves(self) -> Iterator[tuple[str, Record | None, Record | None]]:
        """Each record's id, with the record before and after; None where it does not exist."""
        sides = zip_longest(self.before.values(), self.after.values())
        for id, (old, new) in zip(self.ids, sides, strict=True):
            yield id, old, new

    @property
    def ids(self) -> Collection[str]:
        """The records' ids."""
        return self.before or self.after

    @property
    def is_step(self) -> bool:
        """Whether the records exist before and after."""
        return bool(self.before and self.after)

    @property
    def fresh(self) -> object:
        """The new content of the sweep, which may never have been encoded; None if `checked`."""
        if self.checked:
            return None
        if not (self.is_step and self.fields):
            return list(self.after.values())
        return [set(map(attrgetter(name), self.after.values())) for name in self.fields]

    def inverse(self) -> "Sweep":
        """The sweep that takes this one back."""
        return Sweep(self.table, self.after, self.before, self.fields, checked=True)


Part = Edit | Sweep
"""What a change is made of."""


class Edits(Sequence[Edit]):
    """A change's edits as a sequence; those of a sweep are created on iteration.

    They are stored as `parts`, for callers that should not go through very many edits.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)

    def __len__(self) -> int:
        return sum(len(part.ids) for part in self.parts)

    def __iter__(self) -> Iterator[Edit]:
        return chain.from_iterable(p if isinstance(p, Sweep) else (p,) for p in self.parts)

    @overload
    def __getitem__(self, at: SupportsIndex) -> Edit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Edit]: ...
    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return len(self)


class Change(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One undoable step: all of its edits, or none. Numbers grow by one from change to change.

    `edits` may be given as any sequence, and is converted to `Edits`.
    """

    number: Offset
    label: str
    time: Time
    coder: str
    edits: Sequence[Edit]

    def __post_init__(self) -> None:
        if not isinstance(self.edits, Edits):
            msgspec.structs.force_setattr(self, "edits", Edits(self.edits))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its edits and sweeps of edits, in order."""
        return cast("Edits", self.edits).parts

    @property
    def counts(self) -> Counter[Table]:
        """How many edits it has of each table."""
        found: Counter[Table] = Counter()
        for part in self.parts:
            found[part.table] += len(part.ids)
        return found

    def inverse(self) -> Edits:
        """The edits that take this change back, in reverse order."""
        return Edits(part.inverse() for part in reversed(self.parts))


def difference(before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """The fields of each side that the other lacks, or has with another value."""
    missing = object()
    return (
        {name: value for name, value in before.items() if after.get(name, missing) != value},
        {name: value for name, value in after.items() if before.get(name, missing) != value},
    )


def joined(one: Edit, two: Edit) -> Edit:
    """The edit equivalent to two successive edits of a record, neither of which deletes it."""
    first, last = one.after or {}, two.after or {}
    middle = two.before or {}
    after = {n: v for n, v in (first | last).items() if n in last or n not in middle}
    if one.before is None:
        return msgspec.structs.replace(one, after=after)
    before = one.before
    earlier = {n: v for n, v in (middle | before).items() if n in before or n not in first}
    before, after = difference(earlier, after)
    return Edit(table=one.table, id=one.id, before=before, after=after)


def _in_a_row(earlier: tuple[Part, ...], later: tuple[Part, ...]) -> tuple[Part, ...]:
    """Two runs of edits as one; the last and the first are joined if they edit the same record."""
    one, two = earlier[-1], later[0]
    if (
        isinstance(one, Sweep) or isinstance(two, Sweep)
        or (one.table, one.id) != (two.table, two.id) or one.after is None or two.after is None
    ):  # fmt: skip
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

    def join_since(self, change: Change | None, label: str) -> None:
        """Join all changes after this one (None: all changes) into one step with this label."""
        first = len(self._done)
        while first and self._done[first - 1] is not change:
            first -= 1
        later = self._done[first:]
        if len(later) > 1:
            parts = reduce(_in_a_row, [one.parts for one in later])
            self._done[first:] = [
                msgspec.structs.replace(later[-1], label=label, edits=Edits(parts))
            ]

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
        """Forget the change that was taken back last, so that it cannot be redone."""
        self._undone.pop()

    def redid(self) -> None:
        """Note that the change taken back last was done again."""
        self._done.append(self._undone.pop())
