"""A TinyDB storage that writes the whole state in one atomic, durable stroke, encoded in slices.

`TinyDB(path, storage=StudyStorage)` is safe for anybody's edits. A checkpoint uses the two halves
of a write, `prepare` and `publish`, so that the slow one can run beside the reader. Journals and
backups are not its affair, nor is judging what it reads.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE
from typing import Any

import msgspec
from tinydb.storages import Storage

from annotations.article import Article
from annotations.record import Record
from annotations.store import disk
from annotations.store.paths import Paths

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

    `plain` says that it is known to hold nothing of a newer version.
    """

    path: Path
    sha256: str
    plain: bool = False


def rest() -> None:
    """Let other threads run for a moment."""
    time.sleep(REST)


class StudyStorage(Storage):
    """The state of a TinyDB in a JSON file that is whole at every moment, old or new.

    `between` is called between two slices; a caller with a screen passes `rest`.
    """

    def __init__(self, path: str | Path, between: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.path = Path(path)
        self._between = between

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables of the file, or None while there is no file."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        tables: dict[str, dict[str, Any]] = json.loads(data)
        return tables

    def write(self, data: Mapping[str, Rows]) -> None:
        """Put a new state in place; `OSError` when it cannot be, and then the old one stands."""
        self.publish(self.prepare(data))
        disk.sync_folder(self.path.parent)

    def prepare(self, data: Mapping[str, Rows]) -> Prepared:
        """Write a new state beside the file, durably; nothing else is touched yet."""
        path = Paths(self.path).temporary(self.path)
        hashed = sha256()
        with disk.emerging(path, mode_of(self.path)) as fd:
            for piece in encoded(data):
                disk.write(fd, piece)
                hashed.update(piece)
                if self._between is not None:
                    self._between()
        return Prepared(path, hashed.hexdigest())

    def publish(self, prepared: Prepared) -> None:
        """Give what was prepared the file's name; it is durable once the folder is synced."""
        disk.replace(prepared.path, self.path)


def mode_of(path: Path) -> int | None:
    """The permissions of a file, for those that stand in for it; None without it."""
    try:
        return S_IMODE(path.stat().st_mode)
    except OSError:
        return None


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
            yield from _long_article(key, document)
        else:
            waiting[key] = _plain(document)
            length += size
    if waiting:
        yield comma + msgspec.json.encode(waiting)[1:-1]


def _plain(document: Any) -> Any:
    """What msgspec encodes as the document's fields; unknown ones stand beside the others."""
    if isinstance(document, Record):
        return document.to_fields() if document.unknown else document
    return document


def _long_article(key: str, article: Article) -> Iterator[bytes]:
    """An article whose text alone would hold other threads up; the text is its last field."""
    fields = article.to_fields()
    text = fields.pop("text")
    yield msgspec.json.encode(key) + b":" + msgspec.json.encode(fields)[:-1] + b',"text":"'
    for start in range(0, len(text), LONG):
        yield msgspec.json.encode(text[start : start + LONG])[1:-1]
    yield b'"}'
