"""Builds the `Edit` of one record's birth, death or step."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from annotations.article import Article
from annotations.change import Edit, Part, Table, difference
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.record import Clock, Record, plain

SURROGATES = "That holds stray surrogates, which no file can hold."
"""The message about text that cannot be encoded."""


def check(record: Record) -> None:
    """Raise `Refused` if a record is not valid, or cannot be encoded."""
    try:
        type(record).from_fields(record.to_fields())
        # The text of an article has been hashed, which fails for text that cannot be encoded;
        # encoding a very long one takes long.
        is_digested = isinstance(record, Article)
        msgspec.json.encode(msgspec.structs.replace(record, text="") if is_digested else record)
    except msgspec.ValidationError as error:
        raise Refused(str(error)) from error
    except UnicodeEncodeError as error:
        raise Refused(SURROGATES) from error


def birth(table: Table, record: Record) -> Edit:
    """The edit that appends a record to its table."""
    return Edit(table=table, id=record.id, before=None, after=record.to_fields())


def death(table: Table, record: Record) -> Edit:
    """The edit that removes a record from a table whose order means nothing."""
    return Edit(table=table, id=record.id, before=record.to_fields(), after=None)


def deaths(table: Table, ids: Collection[str], among: Mapping[str, Record]) -> list[Edit]:
    """The edits that remove records from a table whose order means something.

    They go from the last record to the first, so that each notes the place to which undo returns
    it.
    """
    going = [(at, record) for at, record in enumerate(among.values()) if record.id in ids]
    return [
        Edit(table=table, id=record.id, before=record.to_fields(), after=None, at=at)
        for at, record in reversed(going)
    ]


def step(table: Table, before: Record, after: Record) -> Edit:
    """The edit between two states of a record; both sides are empty if nothing differs."""
    old, new = difference(before.to_fields(), after.to_fields())
    return Edit(table=table, id=before.id, before=old, after=new)


def revision(table: Table, record: Highlight | Link, clock: Clock, **fields: Any) -> Edit:
    """The edit that sets fields of a record, and its time of modification if any of them differ."""
    new = {name: value for name, value in fields.items() if getattr(record, name) != value}
    if new:
        new["modified"] = clock()
    old = {name: getattr(record, name) for name in new}
    return Edit(table=table, id=record.id, before=plain(old), after=plain(new))


def is_idle(part: Part) -> bool:
    """Whether an edit, or a sweep, changes nothing."""
    return part.before == part.after
