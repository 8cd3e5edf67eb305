"""Writing a file that somebody asked for: whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from annotations.errors import DiptychError


class NotWritten(DiptychError):
    """A file could not be written; what stood there before still does."""


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, over what is there. Raises `NotWritten` in one sentence."""
    fresh = path.parent / f".{path.name}.{os.getpid()}.new"
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        # Where a folder is none, or may not be looked into, there is nothing to take away either.
        with suppress(OSError):
            fresh.unlink()
        raise NotWritten(f"{path} could not be written: {error.strerror or error}.") from error
