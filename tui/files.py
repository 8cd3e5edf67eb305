"""Writing a file that somebody asked for: whole, or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from annotations.errors import DiptychError


class NotWritten(DiptychError):
    """A file could not be written; what stood there before still does."""


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, over what is there. Raises `NotWritten` in one sentence."""
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_file`, piece by piece as they are made, so that all is never held at once.

    What making them raises goes through, and then too there is no file.
    """
    fresh = path.parent / f".{path.name}.{os.getpid()}.new"
    try:
        with fresh.open("wb") as file:
            file.writelines(pieces)
        fresh.replace(path)
    except BaseException as error:
        # Where a folder is none, or may not be looked into, there is nothing to take away either.
        with suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError):
            reason = error.strerror or error
            raise NotWritten(f"{path} could not be written: {reason}.") from error
        raise
