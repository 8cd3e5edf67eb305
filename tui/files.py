"""Reads files that the user names, and writes files: completely, or not at all."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from annotations.address import nothing_at
from annotations.errors import DiptychError, reason_of
from tui.paths import NoSuchPath, kind_of

REST = 0.0005
"""Seconds between two pieces that are made in the background while the user reads."""

AWAITED = "awaited"
"""The group of workers that leaving waits for; each returns whether it succeeded."""

AT_ONCE = 16_384
"""About how many code points of rows or paragraphs are made between two rests: 1 to 3 ms."""

_numbers = count()
"""A number for each file written, as two may be written under one name at the same time."""


class NotWritten(DiptychError):
    """A file could not be written; what was there before is unchanged."""


def not_written(path: Path, error: OSError) -> NotWritten:
    """The error for a file that the system cannot write."""
    return NotWritten(f"{path} could not be written: {reason_of(error)}.")


def belongs_to_study(path: Path) -> NotWritten:
    """The error for a file that must not be overwritten because it belongs to the study."""
    return NotWritten(f"{path} belongs to the study itself; name another file.")


def refuse_studies(path: Path) -> None:
    """Raise `NotWritten` for any study, and for the files that a study keeps beside itself.

    Also for a study that is gone but has a backup, and if this cannot be determined because a file
    cannot be read.
    """
    # Imported late: not needed for the first frame.
    from annotations.store.paths import Paths, kept_by, real
    from annotations.store.store import belongs_to_open

    if belongs_to_open(path):
        raise belongs_to_study(path)
    target = real(path)
    study = kept_by(target)
    try:
        looked_at = {target, study if study.exists() else Paths(study).backup}
        is_another = any(map(_is_study, looked_at))
    except OSError as error:
        raise not_written(path, error) from error
    if is_another:
        raise NotWritten(f"{path} belongs to another study; name another file.")


def _is_study(file: Path) -> bool:
    try:
        return kind_of(file) == "study"
    except NoSuchPath:
        return False


def check_source(path: Path) -> None:
    """Raise `NoSuchPath` for anything but a regular file: a pipe, say, may never end."""
    if path.is_dir():
        raise _folder(path)
    if not path.exists():
        raise NoSuchPath(nothing_at(path))
    if not path.is_file():
        raise NoSuchPath(f"{path} is no file; name one.")


def read_file(path: Path) -> bytes:
    """The content of a file. Raises `NoSuchPath`, with a message, if it is not a readable file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NoSuchPath(nothing_at(path)) from None
    except IsADirectoryError:
        raise _folder(path) from None
    except PermissionError:
        raise NoSuchPath(
            f"{path} may not be read by you; change its permissions or copy it."
        ) from None
    except OSError as error:
        raise NoSuchPath(f"{path} could not be read: {reason_of(error)}.") from error


def _folder(path: Path) -> NoSuchPath:
    return NoSuchPath(f"{path} is a folder; name a file in it.")


def check_target(path: Path) -> None:
    """Raise `NotWritten` if `path` cannot be written to; call this before making the content."""
    refuse_studies(path)
    check_place(path)


def check_place(path: Path) -> None:
    """Raise `NotWritten` for a folder, and for a file in a folder that is not there."""
    try:
        is_folder, has_place = path.is_dir(), path.parent.is_dir()
    except OSError as error:
        raise not_written(path, error) from error
    if is_folder:
        raise NotWritten(f"{path} is a folder; name a file in it.")
    if not has_place:
        raise NotWritten(f"There is no folder {path.parent} to write {path.name} in.")


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write pieces as they are made to a file, replacing it; they are never held all at once.

    Raises `NotWritten`. Errors raised while making the pieces propagate, and also leave no new
    file. A replaced file's permissions are kept; a link is kept as well, and its target replaced.
    """
    # Imported late: not needed for the first frame.
    from annotations.store import disk

    refuse_studies(path)
    # A circular link resolves to itself.
    target = Path(os.path.realpath(path))
    fresh = target.parent / f".{target.name}.{os.getpid()}-{next(_numbers)}.new"
    try:
        with (
            disk.emerging(fresh, disk.mode_of(target)) as descriptor,
            open(descriptor, "wb", closefd=False) as file,
        ):
            file.writelines(pieces)
        disk.replace(fresh, target)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        # By now it has been renamed, or must be removed, even after a ctrl+c.
        with suppress(OSError):
            fresh.unlink()


async def write_behind(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_pieces`, but on a thread that rests between pieces, so that keys are handled."""
    # Imported late: the command line, which writes at once, does not need asyncio.
    from asyncio import to_thread

    await to_thread(write_pieces, path, _with_rests(pieces))


def in_batches(rows: Iterable[str]) -> Iterator[bytes]:
    """Join short pieces of text into batches, each of which is followed by a rest."""
    batch: list[str] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row)
        if size >= AT_ONCE:
            yield "".join(batch).encode()
            batch, size = [], 0
    if batch:
        yield "".join(batch).encode()


def _with_rests(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        time.sleep(REST)
