"""The journal: the changes since the study file was written, one checksummed line each.

Line 1 is a `Header`, which names the file that the journal continues; it is complete before the
journal gets its name. Every other line is an `Entry` (a change) or a `Fold` (a checkpoint that was
about to publish its file). A line is eight hexadecimal digits of CRC-32, a space, and JSON; the
CRC of every line but the first starts from the first line's, so that no line fits another journal.

Lines that were written together are a batch, and a batch is only written when the one before is
known to be on the disk. Damage is therefore a torn write, which is dropped, only if bytes are
missing and no later batch follows; any other damaged line was once acknowledged, and is an error.

The lines may be followed by zeros, as in the logs of databases: room reserved for coming lines, so
that most changes need not lengthen the file.
"""

from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec

from annotations.article import Sha256
from annotations.change import Change
from annotations.errors import DiptychError, StudyDamaged, reason_of
from annotations.record import Id, Offset

VERSION = 1


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
    """The contents of a journal, of which the first `length` bytes are sound lines.

    `seed` is the checksum of its header, from which those of the other lines start. `torn` says
    that a torn write, never acknowledged, follows the sound lines; `damage` says what is wrong with
    a line that was acknowledged.
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
    """The line decoder, created only when a journal is found: mostly there is none."""
    return msgspec.json.Decoder(Header | Entry | Fold)


def checksum(body: bytes, seed: int) -> bytes:
    """The CRC-32 that a line begins with, in hexadecimal."""
    return b"%08x" % crc32(body, seed)


def _is_whole(line: bytes, seed: int) -> bool:
    return line[8:9] == b" " and line[:8] == checksum(line[9:], seed)


def read(path: Path) -> Contents | None:
    """The contents of a journal, or None when there is none.

    Raises `StudyDamaged` naming the damaged line, and `DiptychError` when the journal cannot be
    read or a newer diptych wrote it.
    """
    contents = read_sound(path)
    if contents is not None and contents.damage:
        raise StudyDamaged(contents.damage)
    return contents


def read_sound(path: Path) -> Contents | None:
    """Like `read`, but for a damaged line, return what precedes it and set `damage`.

    A damaged header still raises `StudyDamaged`.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiptychError(f"{path} cannot be read: {reason_of(error)}.") from None
    return decode(data, path.name)


def decode(data: bytes, name: str) -> Contents:
    """The contents of the journal called `name`, as far as its bytes are sound."""
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
    """The change `wanted` or the fold in a line; `ValueError` says what is wrong with the line."""
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
    """Whether a later batch follows, which shows that change `wanted` was once on the disk."""
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
