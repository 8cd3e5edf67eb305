"""Reads a study file, strictly: anything that diptych would not have written is damage.

Where the file is, whether it has a journal, and how damage is handled are not decided here.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from math import isfinite
from operator import attrgetter
from typing import Any, NoReturn

import msgspec

from annotations.article import Article
from annotations.change import RECORD_TABLES, Table
from annotations.errors import DiptychError, StudyDamaged
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.record import Record
from annotations.study.integrity import problems
from annotations.study.records import RECORDS, VERSION, StudyInfo
from annotations.study.state import State
from annotations.tag import Tag

SLICE = 5000
"""Records checked at a time for fields of a newer version."""


class _File(msgspec.Struct, frozen=True):
    """A study file without any field or table that is unknown to this version."""

    study: dict[str, StudyInfo]
    articles: dict[str, Article]
    tags: dict[str, Tag]
    highlights: dict[str, Highlight]
    links: dict[str, Link]


_decoder = msgspec.json.Decoder(_File)


def decode_own(data: bytes) -> State | None:
    """The study in `data`, if those are the very bytes that diptych wrote or read strictly before.

    Much faster than `decode`, because such a file has no duplicate keys, no fields or tables of
    newer versions and no wrong texts. For any other file, a result other than None means nothing.
    """
    with _no_collection():
        try:
            file = _decoder.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        if not file.study:
            return None
        state = State(next(iter(file.study.values())))
        state.load("articles", file.articles.values())
        state.load("tags", file.tags.values())
        state.load("highlights", file.highlights.values())
        state.load("links", file.links.values())
        return state


@contextmanager
def _no_collection() -> Iterator[None]:
    """Suspend garbage collection: merely creating records makes no garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def decode(data: bytes, name: str) -> State:
    """The study in the bytes of the file called `name`.

    Raises `StudyDamaged` naming the damaged place, and `DiptychError` when a newer diptych wrote
    the file.
    """
    state = parse(data, name)
    for problem in problems(state):
        _damaged(name, str(problem))
    return state


def parse(data: bytes, name: str) -> State:
    """Like `decode`, but validate each record alone, not whether the records agree."""
    tables = _tables(data, name)
    state = State(_info(tables.pop("study", None), name))
    for table in RECORD_TABLES:
        if table not in tables:
            _damaged(name, f"the table {table} is missing")
        state.load(table, _records(table, tables.pop(table), name))
    for unknown, rows in tables.items():
        if not isinstance(rows, dict):
            _damaged(name, f"{unknown} is not a table")
    state.surplus = tables
    return state


def is_plain(
    tables: Iterable[Iterable[Record]],
    surplus: dict[str, Any],
    between: Callable[[], None] | None = None,
) -> bool:
    """Whether a study holds nothing of a newer version, so that `decode_own` can read it.

    `between` is called between slices of about half a millisecond, so that other threads can run.
    """
    if surplus:
        return False
    for table in tables:
        records = iter(table)
        while some := list(islice(records, SLICE)):
            if any(map(attrgetter("unknown"), some)):
                return False
            if between is not None:
                between()
    return True


def _tables(data: bytes, name: str) -> dict[str, Any]:
    """The tables in the file's JSON; duplicate keys and non-finite numbers count as damage."""
    # Imported lazily: `decode_own` does without it.
    import json

    if not data:
        _damaged(name, "it is empty")
    if data.startswith(b"\xef\xbb\xbf"):
        _damaged(name, "it begins with a byte-order mark, which another program put there")
    try:
        tables = json.loads(
            data.decode(), object_pairs_hook=_once, parse_float=finite,
            parse_constant=no_constant,
        )  # fmt: skip
        msgspec.json.encode(tables)
    except UnicodeEncodeError:
        _damaged(name, "it holds half a character, which no text can")
    except UnicodeDecodeError as error:
        _damaged(name, f"byte {error.start} is not UTF-8")
    except RecursionError:
        _damaged(name, "it is nested too deeply")
    except ValueError as error:
        _damaged(name, f"it is not JSON as diptych writes it: {error}")
    if not isinstance(tables, dict):
        _damaged(name, "it holds no tables")
    return tables


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        where = f" in the record {fields['id']}" if isinstance(fields.get("id"), str) else ""
        raise ValueError(f"the key {twice!r} is there twice{where}")
    return fields


def finite(digits: str) -> float:
    """Parse a JSON number; raise `ValueError` for one that overflows a float."""
    number = float(digits)
    if not isfinite(number):
        raise ValueError(f"the number {digits} is too large")
    return number


def no_constant(constant: str) -> NoReturn:
    """Raise `ValueError` for NaN and the infinities, which Python reads but JSON does not have."""
    raise ValueError(f"{constant} is not a number")


def _info(rows: Any, name: str) -> StudyInfo:
    if not isinstance(rows, dict) or len(rows) != 1:
        _damaged(name, "the table study does not hold one record")
    fields = next(iter(rows.values()))
    if isinstance(fields, dict):
        version = fields.get("version")
        if isinstance(version, int) and version > VERSION:
            raise DiptychError(
                f"{name} was written by a newer diptych (file version {version}; this one reads "
                f"{VERSION}); install that diptych to open it."
            )
        if fields.get("format") != "diptych":
            _damaged(name, "it is not a study of diptych")
    info: StudyInfo = _records("study", rows, name)[0]
    return info


def _records(table: Table, rows: Any, name: str) -> list[Any]:
    if not isinstance(rows, dict):
        _damaged(name, f"the table {table} does not hold records")
    kind: type[Record] = RECORDS[table]
    records: dict[str, Record] = {}
    for row, fields in rows.items():
        if not isinstance(fields, dict):
            _damaged(name, f"{table}, row {row}: it is not a record")
        try:
            record = kind.from_fields(fields)
        except msgspec.ValidationError as error:
            _damaged(name, f"{table} {fields.get('id', f'row {row}')}: {error}")
        if record.id in records:
            _damaged(name, f"{table} {record.id}: it is there twice")
        records[record.id] = record
    return list(records.values())


def _damaged(name: str, what: str) -> NoReturn:
    raise StudyDamaged(f"{name} is damaged: {what}.")
