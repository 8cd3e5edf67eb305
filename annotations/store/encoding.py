"""Encodes the state of a study for the disk: its JSON in pieces, and the facts about the result.

It is encoded in slices, so that other threads need not wait for all of it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from annotations.article import Article
from annotations.record import Record

SLICE = 500
"""Records encoded at a time: about a millisecond, which is how long another thread may wait."""

LONG = 500_000
"""Code points of text encoded at a time, for the same reason."""

REST = 0.0005
"""Seconds between two slices, in which other threads can run."""

Rows = Mapping[str, Any] | Sequence[Record]
"""A table: documents by TinyDB id, or records in study order, which are numbered from 1."""

Document = tuple[str, Any]
"""A document of a table, preceded by its TinyDB id."""

T = TypeVar("T")


class Prepared(msgspec.Struct, frozen=True):
    """A state that is on the disk under a temporary name.

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
        yield from sliced(_sized(rows), SLICE, _together, _alone)
        before = b"},"
    yield b"}}" if tables else b"{}"


def sliced(
    items: Iterable[tuple[int, T]],
    most: int,
    together: Callable[[list[T]], bytes],
    alone: Callable[[T], Iterable[bytes]],
) -> Iterator[bytes]:
    """The JSON of items, separated by commas, at most `most` at a time.

    Each item is preceded by the number of code points of its texts. `together` encodes several
    items; `alone` encodes one with more than `LONG` code points, which would delay other threads.
    """
    comma = b""
    waiting: list[T] = []
    length = 0
    for size, item in items:
        if waiting and (len(waiting) == most or length + size > LONG):
            yield comma + together(waiting)
            comma, waiting, length = b",", [], 0
        if size > LONG:
            yield comma
            yield from alone(item)
            comma = b","
        else:
            waiting.append(item)
            length += size
    if waiting:
        yield comma + together(waiting)


def _sized(rows: Rows) -> Iterator[tuple[int, Document]]:
    if isinstance(rows, Mapping):
        for key, document in rows.items():
            yield 0, (key, document)
    else:
        for number, record in enumerate(rows, start=1):
            size = len(record.text) if isinstance(record, Article) else 0
            yield size, (str(number), record)


def _together(documents: Iterable[Document]) -> bytes:
    return msgspec.json.encode({key: plain(one) for key, one in documents})[1:-1]


def _alone(document: Document) -> Iterator[bytes]:
    key, article = document
    yield msgspec.json.encode(key) + b":"
    yield from in_pieces(article.to_fields())


def plain(document: Any) -> Any:
    """An object that msgspec encodes as the document's fields, unknown ones beside the others."""
    if isinstance(document, Record):
        return document.to_fields() if document.unknown else document
    return document


def in_pieces(article: dict[str, Any]) -> Iterator[bytes]:
    """The JSON of an article's fields; its text, put last, is cut so as not to delay threads."""
    fields = dict(article)
    text = fields.pop("text")
    yield msgspec.json.encode(fields)[:-1] + b',"text":"'
    for start in range(0, len(text), LONG):
        yield msgspec.json.encode(text[start : start + LONG])[1:-1]
    yield b'"}'
