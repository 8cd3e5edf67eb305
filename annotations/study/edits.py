"""How one record's birth, death or step is written as an Edit."""

from typing import Any

from annotations.change import Edit, Table, difference
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.record import Clock, Record, plain


def birth(table: Table, record: Record) -> Edit:
    """The edit that puts a record at the end of its table."""
    return Edit(table=table, id=record.id, before=None, after=record.to_fields())


def death(table: Table, record: Record, among: dict[str, Any] | None = None) -> Edit:
    """The edit that takes a record away.

    `among` is its table, where the table's order means something: undo puts it back in its place.
    """
    at = None if among is None else list(among).index(record.id)
    return Edit(table=table, id=record.id, before=record.to_fields(), after=None, at=at)


def step(table: Table, before: Record, after: Record) -> Edit:
    """The edit between two states of a record; both sides are empty when nothing differs."""
    old, new = difference(before.to_fields(), after.to_fields())
    return Edit(table=table, id=before.id, before=old, after=new)


def revision(table: Table, record: Highlight | Link, clock: Clock, **fields: Any) -> Edit:
    """The edit that sets fields of a record; its time of modification moves only if they differ."""
    new = {name: value for name, value in fields.items() if getattr(record, name) != value}
    if new:
        new["modified"] = clock()
    old = {name: getattr(record, name) for name in new}
    return Edit(table=table, id=record.id, before=plain(old), after=plain(new))


def is_idle(edit: Edit) -> bool:
    """Whether an edit moves nothing."""
    return edit.before == edit.after
