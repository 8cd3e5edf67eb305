"""An open journal: appended lines are on the disk when the call returns."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import reduce
from itertools import chain
from pathlib import Path
from zlib import crc32

import msgspec

from annotations.store import disk
from annotations.store.journal import Contents, Fold, Header, checksum
from annotations.store.paths import Paths
from annotations.store.pieces import Pieces

AT_ONCE = 1 << 20
"""Buffered bytes after which the buffer is written."""

ROOM = 1 << 16
"""Bytes reserved for coming lines: about a hundred changes."""


class Journal:
    """A journal that is open for appending.

    `length` bytes of it are known to be on the disk; space is reserved up to byte `end`.
    """

    def __init__(self, path: Path, fd: int, *, seed: int, length: int, end: int) -> None:
        self.path = path
        self.length = length
        self.end = end
        self._fd = fd
        self._seed = seed
        self._is_clean = True

    @classmethod
    def create(
        cls,
        path: Path,
        header: Header,
        mode: int | None,
        changes: Iterable[Pieces] = (),
    ) -> "Journal":
        """Create a journal that already holds `changes`, durable together with its name."""
        temporary = Paths(path).temporary(path)
        body = msgspec.json.encode(header)
        entries = _entries(header.after + 1, changes, crc32(body))
        with disk.emerging(temporary, mode) as fd:
            length = _written(fd, chain([_line(body, 0)], entries))
            end = _reserve(fd, length)
        disk.replace(temporary, path)
        disk.sync_folder(path.parent)
        return cls(path, disk.reopen(path, length), seed=crc32(body), length=length, end=end)

    @classmethod
    def resume(cls, path: Path, contents: Contents) -> "Journal":
        """Continue a journal that a crash left; a torn end is cut off before the next write."""
        length = contents.length
        fd = disk.reopen(path, length)
        journal = cls(path, fd, seed=contents.seed, length=length, end=length)
        journal._is_clean = not contents.torn
        return journal

    def append(self, first: int, changes: Iterable[Pieces]) -> None:
        """Append changes numbered from `first` as one batch; on return they are durable.

        After an `OSError` none of them counts as written, and the same call may be retried.
        """
        self._write(_entries(first, changes, self._seed))

    def note(self, fold: Fold) -> None:
        """Record a checkpoint that is about to publish its file; durable on return.

        The journal is then kept beside the backup, and its reserved space is given up.
        """
        self._write([_line(msgspec.json.encode(fold), self._seed)])
        self._cut()

    def _write(self, pieces: Iterable[bytes]) -> None:
        if not self._is_clean:
            self._cut()
        self._is_clean = False  # a failed sync may have lost pages: a retry rewrites all
        length = self.length + _written(self._fd, pieces)
        if length > self.end:
            self.end = _reserve(self._fd, length)
        disk.sync_data(self._fd)
        self._is_clean = True
        self.length = length

    def _cut(self) -> None:
        """Truncate the file after the lines that are known to be on the disk."""
        disk.truncate(self._fd, self.length)
        self.end = self.length

    def is_in_place(self) -> bool:
        """Whether the journal still has its name, so that appended lines will be found."""
        return disk.is_at(self._fd, self.path)

    def close(self) -> None:
        """Close the descriptor."""
        disk.close(self._fd)


def _reserve(fd: int, length: int) -> int:
    """Reserve `ROOM` bytes after `length`; return where they end.

    Where that fails, return `length`: a full disk may still take a line or two.
    """
    with suppress(OSError):
        disk.reserve(fd, length, ROOM)
        return length + ROOM
    return length


def _written(fd: int, pieces: Iterable[bytes]) -> int:
    """Write pieces, buffered so that most changes take one call; return the bytes written."""
    length, waiting, size = 0, [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > AT_ONCE:
            disk.write(fd, b"".join(waiting))
            length, waiting, size = length + size, [], 0
    if waiting:
        disk.write(fd, b"".join(waiting))
    return length + size


def _line(body: bytes, seed: int) -> bytes:
    return checksum(body, seed) + b" " + body + b"\n"


def _entries(first: int, changes: Iterable[Pieces], seed: int) -> Iterator[bytes]:
    """The journal lines of changes numbered from `first`, in pieces."""
    opening = b'{"line":"change","batch":%d,"change":' % first
    for change in changes:
        body = (opening, *change, b"}")
        yield b"%08x " % reduce(lambda found, piece: crc32(piece, found), body, seed)
        yield from body
        yield b"\n"
