"""Writing a file that somebody asked for: whole, or not at all."""

import os
from pathlib import Path

from annotations.errors import DiptychError


class NotWritten(DiptychError):
    """A file could not be written; what stood there before still does."""


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, over what is there. Raises `NotWritten` in one sentence."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise NotWritten(f"{path} could not be written: {error.strerror or error}.") from error
