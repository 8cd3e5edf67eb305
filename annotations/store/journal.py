"""The journal: the changes since the study file was written, one checksummed line each.

Line 1 is a `Header`, which names the file that the journal continues; it is complete before the
journal gets its name. Every other line is an `Entry` (a change) or a `Fold` (a checkpoint that was
about to put its file in place). A line is eight hexadecimal digits of CRC-32, a space, and JSON;
the sums of all lines but the first start from the first one's, so that no line fits elsewhere.

Lines that went to the disk together are a batch, and the next batch is only written when the one
before is known to be there. Damage is therefore a torn write, and dropped, only where nothing of a
later batch follows and bytes are missing; anything else was acknowledged once, and is an error.

Behind the lines there may be zeros, as databases keep them in their logs too: the room for the next
ones, so that most changes find the file as long as it has to be.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, reduce
from itertools import chain
from pathlib import Path
from zlib import crc32

import msgspec

from annotations.article import Sha256
from annotations.change import Change
from annotations.errors import DiptychError, StudyDamaged
from annotations.record import Id, Offset
from annotations.store import disk
from annotations.store.paths import Paths
from annotations.store.pieces import Pieces

VERSION = 1

AT_ONCE = 1 << 20
"""Bytes after which what has come together is written."""

ROOM = 1 << 16
"""Bytes that are kept for lines to come: a hundred changes or so."""


class Header(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="journal"):
    """What the journal continues: the study, its file's SHA-256, the last change folded into it."""

    version: int = VERSION
    study: Id
    continues: Sha256
    after: Offset


class Entry(msgspec.Struct, frozen=True, tag_field="line", tag="change"):
    """One change. `batch` is the number of the first change of its batch."""

    batch: Offset
    change: Change


class Fold(msgspec.Struct, frozen=True, tag_field="line", tag="fold"):
    """A checkpoint: the changes up to `number` went into the file with the SHA-256 `into`."""

    number: Offset
    into: Sha256


class Contents(msgspec.Struct, frozen=True):
    """What a journal holds: `length` is how many of its bytes are sound lines.

    `seed` is the checksum of its header, from which those of the other lines start. What is `torn`
    after them was never acknowledged, or is the room for more; `damage` says what is wrong with a
    line that was.
    """

    header: Header
    seed: int
    changes: tuple[Change, ...]
    fold: Fold | None
    length: int
    torn: bool
    damage: str = ""

    @property
    def last(self) -> int:
        """The number of the last change that is in the journal or in the file it continues."""
        return self.changes[-1].number if self.changes else self.header.after


@cache
def _decoder() -> "msgspec.json.Decoder[Header | Entry | Fold]":
    """Made for the first journal that is found: mostly there is none."""
    return msgspec.json.Decoder(Header | Entry | Fold)


def _sum(body: bytes, seed: int) -> bytes:
    return b"%08x" % crc32(body, seed)


def _line(body: bytes, seed: int) -> bytes:
    return _sum(body, seed) + b" " + body + b"\n"


def _entries(first: int, changes: Iterable[Pieces], seed: int) -> Iterator[bytes]:
    """The lines of changes, in pieces."""
    opening = b'{"line":"change","batch":%d,"change":' % first
    for change in changes:
        body = (opening, *change, b"}")
        yield b"%08x " % reduce(lambda found, piece: crc32(piece, found), body, seed)
        yield from body
        yield b"\n"


def _is_whole(line: bytes, seed: int) -> bool:
    return line[8:9] == b" " and line[:8] == _sum(line[9:], seed)


def read(path: Path) -> Contents | None:
    """What a journal holds, or None when there is none.

    Raises `StudyDamaged` naming the line that is not as it was written; `DiptychError` for a
    journal of a newer diptych.
    """
    contents = read_sound(path)
    if contents is not None and contents.damage:
        raise StudyDamaged(contents.damage)
    return contents


def read_sound(path: Path) -> Contents | None:
    """As `read`, but of a damaged journal what comes before the damage, and what that is."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiptychError(f"{path} cannot be read: {error.strerror}.") from None
    return decode(data, path.name)


def decode(data: bytes, name: str) -> Contents:
    """What the bytes of a journal called `name` hold, as far as they are sound."""
    lines = data.split(b"\n")
    rest = lines.pop()
    header = _header(lines[0] if lines else rest, name)
    if not lines:
        raise StudyDamaged(_damaged(name, 1, "its end is altered"))
    seed = crc32(lines[0][9:])
    length = len(lines[0]) + 1
    changes: list[Change] = []
    fold: Fold | None = None
    rest = rest.rstrip(b"\0")
    torn, damage = bool(rest), ""
    for index, line in enumerate(lines[1:], start=1):
        wanted = header.after + len(changes) + 1
        try:
            found = _sound(line, seed, wanted)
        except ValueError as error:
            torn = b"\0" in line and not _acknowledged(lines[index + 1 :], seed, wanted)
            damage = "" if torn else _damaged(name, index + 1, str(error))
            break
        if isinstance(found, Fold):
            fold = found
        else:
            changes.append(found.change)
        length += len(line) + 1
    else:
        if _is_whole(rest[:-1], seed):
            damage = _damaged(name, len(lines) + 1, "its end is altered")
    return Contents(header, seed, tuple(changes), fold, length, torn, damage)


def _sound(line: bytes, seed: int, wanted: int) -> Entry | Fold:
    """What a line holds: change `wanted` or a fold. `ValueError` says what is wrong with it."""
    found = _parsed(line, seed)
    if isinstance(found, Header):
        raise ValueError("it begins another journal")
    if isinstance(found, Entry) and found.change.number != wanted:
        raise ValueError(f"change {found.change.number} is out of turn")
    return found


def _parsed(line: bytes, seed: int) -> Header | Entry | Fold:
    if not _is_whole(line, seed):
        raise ValueError("its checksum is wrong")
    try:
        found: Header | Entry | Fold = _decoder().decode(line[9:])
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
    return found


def _header(line: bytes, name: str) -> Header:
    try:
        found = _parsed(line, 0)
    except ValueError:
        found = None
    if not isinstance(found, Header):
        raise StudyDamaged(_damaged(name, 1, "the journal has no beginning"))
    if found.version > VERSION:
        raise DiptychError(
            f"{name} was written by a newer diptych; install that version to open this study."
        )
    return found


def _acknowledged(later: list[bytes], seed: int, wanted: int) -> bool:
    """Whether a later batch follows, so that change `wanted` was on the disk once."""
    for line in later:
        try:
            found = _parsed(line, seed)
        except ValueError:
            continue
        if not isinstance(found, Entry) or found.batch > wanted:
            return True
    return False


def _damaged(name: str, line: int, what: str) -> str:
    return f"{name} is damaged at line {line}: {what}."


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
