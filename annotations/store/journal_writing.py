"""An open journal: lines are appended to it, and are on the disk when that returns."""

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
"""Bytes after which what has come together is written."""

ROOM = 1 << 16
"""Bytes that are kept for lines to come: a hundred changes or so."""


class Journal:
    """A journal that is open for appending.

    `length` bytes of it are known to be on the disk, and there is room up to the byte `end`.
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
        """A new journal, durable with its name, holding these changes already."""
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
        """Go on with a journal that a crash left; what was torn is cut off."""
        length = contents.length
        fd = disk.reopen(path, length)
        journal = cls(path, fd, seed=contents.seed, length=length, end=length)
        journal._is_clean = not contents.torn
        return journal

    def append(self, first: int, changes: Iterable[Pieces]) -> None:
        """Put changes numbered from `first` at the end, as one batch; on return they are durable.

        After an `OSError` nothing of them counts as written, and the same may be tried again.
        """
        self._write(_entries(first, changes, self._seed))

    def note(self, fold: Fold) -> None:
        """Note a checkpoint that is about to put its file in place; durable on return.

        The journal is kept beside the backup then, and needs no more room.
        """
        self._write([_line(msgspec.json.encode(fold), self._seed)])
        self._cut()

    def _write(self, pieces: Iterable[bytes]) -> None:
        if not self._is_clean:
            self._cut()
        self._is_clean = False  # a failed sync may have lost pages: all is written anew
        length = self.length + _written(self._fd, pieces)
        if length > self.end:
            self.end = _reserve(self._fd, length)
        disk.sync_data(self._fd)
        self._is_clean = True
        self.length = length

    def _cut(self) -> None:
        """Take away what stands behind the lines that are known to be on the disk."""
        disk.truncate(self._fd, self.length)
        self.end = self.length

    def is_in_place(self) -> bool:
        """Whether the journal still has its name, so that what is appended will be found."""
        return disk.is_at(self._fd, self.path)

    def close(self) -> None:
        """Give the descriptor back."""
        disk.close(self._fd)


def _reserve(fd: int, length: int) -> int:
    """Make room behind so many bytes; where it ends. A full disk may still take a line or two."""
    with suppress(OSError):
        disk.reserve(fd, length, ROOM)
        return length + ROOM
    return length


def _written(fd: int, pieces: Iterable[bytes]) -> int:
    """Write pieces, so many at a time that most changes are one call; how many bytes they are."""
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
    """The lines of changes, in pieces."""
    opening = b'{"line":"change","batch":%d,"change":' % first
    for change in changes:
        body = (opening, *change, b"}")
        yield b"%08x " % reduce(lambda found, piece: crc32(piece, found), body, seed)
        yield from body
        yield b"\n"
