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


def checksum(body: bytes, seed: int) -> bytes:
    """What a line begins with."""
    return b"%08x" % crc32(body, seed)


def _is_whole(line: bytes, seed: int) -> bool:
    return line[8:9] == b" " and line[:8] == checksum(line[9:], seed)


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
        raise DiptychError(f"{path} cannot be read: {reason_of(error)}.") from None
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
