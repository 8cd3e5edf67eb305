"""How one record's birth, death or step is written as an Edit."""

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
"""What is said of text that cannot be written down."""


def check(record: Record) -> None:
    """Raise `Refused` where a record is not valid, or no file can hold it."""
    try:
        type(record).from_fields(record.to_fields())
        # The text of an article has been digested, which fails for what no file can hold; to
        # encode a very long one takes long.
        is_digested = isinstance(record, Article)
        msgspec.json.encode(msgspec.structs.replace(record, text="") if is_digested else record)
    except msgspec.ValidationError as error:
        raise Refused(str(error)) from error
    except UnicodeEncodeError as error:
        raise Refused(SURROGATES) from error


def birth(table: Table, record: Record) -> Edit:
    """The edit that puts a record at the end of its table."""
    return Edit(table=table, id=record.id, before=None, after=record.to_fields())


def death(table: Table, record: Record) -> Edit:
    """The edit that takes a record away from a table whose order means nothing."""
    return Edit(table=table, id=record.id, before=record.to_fields(), after=None)


def deaths(table: Table, ids: Collection[str], among: Mapping[str, Record]) -> list[Edit]:
    """The edits that take records out of a table whose order means something: undo puts them back.

    From the last to the first, so that each is taken from the place where it was.
    """
    going = [(at, record) for at, record in enumerate(among.values()) if record.id in ids]
    return [
        Edit(table=table, id=record.id, before=record.to_fields(), after=None, at=at)
        for at, record in reversed(going)
    ]


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


def is_idle(part: Part) -> bool:
    """Whether an edit, or a sweep of them, moves nothing."""
    return part.before == part.after
