"""The log in the state folder: where in the program something went wrong, and how.

It holds nothing that an article says. Messages of errors and local variables may do so, and stay
out; what is logged on purpose goes to the logger `NAME` and must be free of it.
"""

import errno
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from annotations.formats.version import OWN_VERSION
from tui.clean import clean_line
from tui.cli.output import complain
from tui.folders import users_folders

NAME = "diptych"
"""The logger to use."""

LARGEST = 256 * 1024
"""Bytes of a log, beyond which another is begun."""

KEPT = 3
"""Older logs that are kept."""

_ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Discreet(logging.Formatter):
    """Writes of an exception only its type, and the places in the program it came through."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(process)d %(levelname)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own word
        """The first line, inert."""
        return clean_line(super().formatMessage(record))

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - logging's own word
        """What was running, and the chain of exceptions, the one that began it first."""
        error = ei[1]
        return "" if error is None else "\n".join((clean_line(_running()), *_told(error)))


class Log(RotatingFileHandler):
    """Writes into the log's file, which is made with its first line; older ones are kept beside it.

    `is_whole` is whether all that was to be written is there.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            log_file(folder), maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8",
            errors="backslashreplace", delay=True,
        )  # fmt: skip
        self.is_whole = True
        self.setFormatter(Discreet())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own word
        """Do without a line: a full disk is no reason to write over the screen."""
        self.is_whole = False


def _told(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "and then:"
    for place in traceback.extract_tb(error.__traceback__):
        yield f"  {clean_line(place.filename)}:{place.lineno} in {place.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def log_file(folder: Path) -> Path:
    """The log that is written to."""
    return folder / f"{NAME}.log"


def begin(folder: Path) -> None:
    """Write what is logged from now on, and what ends a thread, into the folder.

    A folder that cannot be written is done without.
    """
    threading.excepthook = _of_thread
    logger = logging.getLogger(NAME)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        logger.addHandler(Log(folder))
    except OSError:
        logger.addHandler(logging.NullHandler())


def note(sentence: str) -> None:
    """Have a sentence in the log; it must hold nothing that an article says."""
    logging.getLogger(NAME).error(sentence)


def note_unexpected(error: BaseException) -> None:
    """Have what ended a command without being foreseen end in the log, and say so."""
    folder = users_folders().logs
    begin(folder)
    logging.getLogger(NAME).error("unexpected, in a command", exc_info=error)
    complain(apology(folder))


def _of_thread(caught: threading.ExceptHookArgs) -> None:
    # Only the reader has threads.
    from tui.reader.departure import is_hung_up

    error = caught.exc_value
    if isinstance(error, OSError) and error.errno == errno.EIO and is_hung_up():
        # The terminal is closed, and who reads keys from it cannot go on: that is no surprise.
        return
    logging.getLogger(NAME).error("unexpected, in a thread", exc_info=error)


def apology(folder: Path) -> str:
    """The one sentence for what nobody foresaw, and was logged into the folder if that could be."""
    handlers = logging.getLogger(NAME).handlers
    is_logged = any(isinstance(handler, Log) and handler.is_whole for handler in handlers)
    where = (
        f"is written in {log_file(folder)}" if is_logged
        else f"could not be noted, as {folder} cannot be written"
    )  # fmt: skip
    return (
        "Something went wrong in diptych itself; what was called saved is saved, and where it "
        f"happened {where}."
    )


def _running() -> str:
    """What is running, and on what."""
    python = ".".join(map(str, sys.version_info[:3]))
    terminal = os.environ.get("TERM", "")
    return f"  diptych {OWN_VERSION}, Python {python}, {sys.platform}, TERM={terminal}"
