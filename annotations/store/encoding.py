"""A state of a study on its way to the disk: its JSON in pieces, and what is known of it there.

It is encoded in slices, so that other threads need not wait for all of it.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from annotations.article import Article
from annotations.record import Record

SLICE = 500
"""Records encoded at a time: about a millisecond, which is how long another thread may wait."""

LONG = 500_000
"""Code points of text encoded at a time, likewise."""

REST = 0.0005
"""Seconds between two slices, for the threads that wait."""

Rows = Mapping[str, Any] | Sequence[Record]
"""A table: documents by TinyDB's ids, or records in study order, which get such ids."""


class Prepared(msgspec.Struct, frozen=True):
    """A state that is on the disk, but has not got its name yet.

    `checksum` is its CRC-32. `plain` says that it is known to hold nothing of a newer version.
    """

    path: Path
    sha256: str
    checksum: int
    plain: bool = False


def rest() -> None:
    """Let other threads run for a moment."""
    time.sleep(REST)


def encoded(tables: Mapping[str, Rows]) -> Iterator[bytes]:
    """The JSON of all tables, in pieces that each take a millisecond or so to make."""
    before = b"{"
    for name, rows in tables.items():
        yield before + msgspec.json.encode(name) + b":{"
        yield from _pieces(_documents(rows))
        before = b"},"
    yield b"}}" if tables else b"{}"


def _documents(rows: Rows) -> Iterable[tuple[str, Any]]:
    if isinstance(rows, Mapping):
        return rows.items()
    return ((str(number), record) for number, record in enumerate(rows, start=1))


def _pieces(documents: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """The JSON of one table, without its braces."""
    comma = b""
    waiting: dict[str, Any] = {}
    length = 0
    for key, document in documents:
        size = len(document.text) if isinstance(document, Article) else 0
        if waiting and (len(waiting) == SLICE or length + size > LONG):
            yield comma + msgspec.json.encode(waiting)[1:-1]
            comma = b","
            waiting = {}
            length = 0
        if size > LONG:
            yield comma
            comma = b","
            yield msgspec.json.encode(key) + b":"
            yield from in_pieces(document.to_fields())
        else:
            waiting[key] = plain(document)
            length += size
    if waiting:
        yield comma + msgspec.json.encode(waiting)[1:-1]


def plain(document: Any) -> Any:
    """What msgspec encodes as the document's fields; unknown ones stand beside the others."""
    if isinstance(document, Record):
        return document.to_fields() if document.unknown else document
    return document


def in_pieces(article: dict[str, Any]) -> Iterator[bytes]:
    """An article's fields, whose text alone would hold other threads up; it is put last."""
    fields = dict(article)
    text = fields.pop("text")
    yield msgspec.json.encode(fields)[:-1] + b',"text":"'
    for start in range(0, len(text), LONG):
        yield msgspec.json.encode(text[start : start + LONG])[1:-1]
    yield b'"}'
