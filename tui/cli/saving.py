"""Files that commands read and write for the user: `-` is a pipe, and nothing is overwritten."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from annotations.errors import DiptychError
from tui.cli.paths import STANDARD_INPUT, NoSuchPath


class NotWritten(DiptychError):
    """A file that is there already, or must not be written."""


def read_bytes(name: str) -> bytes:
    """What a file or, for `-`, standard input holds. Raises `NoSuchPath`."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise NoSuchPath(f"There is no file {name!r}.") from None


def write_file(path: Path, pieces: Iterable[bytes], *, force: bool, study: Path) -> None:
    """Write a whole file or none: a reader of it never sees a part.

    A link is followed. Raises `NotWritten` when the file is there and `force` is not given, or
    when it is the study, or one that the study keeps beside itself.
    """
    target = path.resolve()
    if _belongs_to(study.resolve(), target):
        raise NotWritten(f"{path} belongs to the study itself; name another file.")
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.writelines(pieces)
    elif target.exists() and not force:
        raise NotWritten(f"{path} is there already; use --force to replace it.")
    else:
        _replace(target, pieces)


def _belongs_to(study: Path, target: Path) -> bool:
    beside = target.parent == study.parent and target.name.startswith(f"{study.name}.")
    return target == study or beside


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        # mkstemp makes files for the user's eyes only; an export is an ordinary file.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
