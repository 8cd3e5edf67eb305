"""The log file, and how records are written there."""

import logging
import os
import sys
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from annotations.formats.version import OWN_VERSION
from tui.terminal.clean import clean_line

LARGEST = 256 * 1024
"""Bytes of a log beyond which a new one is begun."""

KEPT = 3
"""Older logs that are kept."""

_ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Discreet(logging.Formatter):
    """Writes only an exception's type, and the places in the program that it passed through."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(process)d %(levelname)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own word
        """The first line, inert."""
        return clean_line(super().formatMessage(record))

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - logging's own word
        """What was running, and the chain of exceptions, starting with the original one."""
        error = ei[1]
        return "" if error is None else "\n".join((clean_line(_running()), *_told(error)))


class LogFile(RotatingFileHandler):
    """Writes to a file, which is created with its first line; older ones are kept beside it.

    `is_whole` is whether everything was written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8",
            errors="backslashreplace", delay=True,
        )  # fmt: skip
        self.is_whole = True
        self.setFormatter(Discreet())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own word
        """Drop a line: a full disk is no reason to write over the screen."""
        self.is_whole = False


def _told(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "and then:"
    for place in traceback.extract_tb(error.__traceback__):
        yield f"  {clean_line(place.filename)}:{place.lineno} in {place.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def _running() -> str:
    """The versions of diptych and Python, the platform and the terminal."""
    python = ".".join(map(str, sys.version_info[:3]))
    terminal = os.environ.get("TERM", "")
    return f"  diptych {OWN_VERSION}, Python {python}, {sys.platform}, TERM={terminal}"
