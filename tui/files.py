"""Reading a file that somebody named, and writing one that was asked for: whole, or not at all."""

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
"""Seconds between two pieces that are made beside the reading."""

AWAITED = "awaited"
"""The group of the workers that leaving waits for; each answers whether it could do its work."""

AT_ONCE = 16_384
"""Code points of rows or paragraphs that are made between two rests, about: 1 to 3 milliseconds."""

_numbers = count()
"""One for each file that is written: two may be for one name at a time."""


class NotWritten(DiptychError):
    """A file could not be written; what stood there before still does."""


def not_written(path: Path, error: OSError) -> NotWritten:
    """The error for a file that the system does not take."""
    return NotWritten(f"{path} could not be written: {reason_of(error)}.")


def belongs_to_study(path: Path) -> NotWritten:
    """The error for a file that an export must not take the place of."""
    return NotWritten(f"{path} belongs to the study itself; name another file.")


def refuse_studies(path: Path) -> None:
    """Raise `NotWritten` for a study, whosever it is, and for what a study keeps beside itself.

    As well for one that is gone while its backup is there, and where that cannot be seen, as the
    file may not be read.
    """
    # The first frame does without.
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
    """Raise `NoSuchPath` for what is no file: a folder, a device, or a pipe, which may not end."""
    if path.is_dir():
        raise _folder(path)
    if not path.exists():
        raise NoSuchPath(nothing_at(path))
    if not path.is_file():
        raise NoSuchPath(f"{path} is no file; name one.")


def read_file(path: Path) -> bytes:
    """What a file holds. Raises `NoSuchPath` in a sentence for what is no file that may be read."""
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
    """Raise `NotWritten` where nothing can be written to `path`, before anything is made for it."""
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
    """Write a file over what is there, piece by piece as they are made: all is never held at once.

    Raises `NotWritten` in one sentence. What making them raises goes through, and then too there is
    no file. Of what is written over the permissions stay; a link stays as well, and what it leads
    to is written over.
    """
    # The first frame does without.
    from annotations.store import disk

    refuse_studies(path)
    # A link that leads in a circle leads to itself.
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
        # It has its name by now, or is not to be: also where a ctrl+c came between.
        with suppress(OSError):
            fresh.unlink()


async def write_behind(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_pieces`, beside the reading: keys have their turns between two pieces."""
    # The command line, which writes at once, does without asyncio.
    from asyncio import to_thread

    await to_thread(write_pieces, path, _with_rests(pieces))


def in_batches(rows: Iterable[str]) -> Iterator[bytes]:
    """Short pieces of text, some at a time: there is a rest behind each."""
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
