"""Reads a file or bytes: checks the size and the kind, and calls the module that reads that kind.

This is the only module of reading that touches the disk; nothing here touches the network.
"""

import os
import stat
from pathlib import Path

from annotations.address import nothing_at
from annotations.errors import UnreadableSource, reason_of
from annotations.reading.html import read_html
from annotations.reading.kinds import Kind, kind_of
from annotations.reading.plain_text import read_plain_text
from annotations.reading.source import Source

LIMIT = 256 * 1024 * 1024
"""Maximum size of a source, in bytes."""


def read_file(path: Path) -> Source:
    """The article in the file at `path`.

    Raises `UnreadableSource`, whose one sentence names the file, where there is no such file or no
    article in it that diptych can read.
    """
    name = path.name or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            # Raises `PermissionError` if the folder may not be listed: its files cannot be named.
            os.scandir(path).close()
            raise UnreadableSource(f"{name} is a folder; name the files in it.")
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableSource(f"{name} is not an ordinary file; save its text in one first.")
        if found.st_size > LIMIT:
            raise _too_large(name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(nothing_at(path)) from None
    except PermissionError:
        raise UnreadableSource(
            f"{name} may not be read by you; change its permissions or copy it."
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableSource(
            f"{name} could not be read ({reason_of(error)}); check the path."
        ) from None
    return read_bytes(data, name, path)


def read_bytes(data: bytes, name: str, path: Path | None = None) -> Source:
    """The article in `data`; `name` is what messages call it and where a title may come from.

    `path` is the file that it was read from, None where it came through a pipe. Raises
    `UnreadableSource` like `read_file`.
    """
    if len(data) > LIMIT:
        raise _too_large(name)
    if kind_of(data, name, path) is Kind.HTML:
        return read_html(data, name)
    return read_plain_text(data, name)


def _too_large(name: str) -> UnreadableSource:
    limit = LIMIT // 1024 // 1024
    return UnreadableSource(f"{name} is larger than {limit} MB, the most diptych reads; split it.")
