"""The log in the state folder: where in the program something went wrong, and how.

It holds no text of articles. Error messages and local variables may contain some, so they are left
out; what is logged on purpose goes to the logger `NAME` and must not contain any.
"""

import errno
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import complain
from tui.folders import users_folders

if TYPE_CHECKING:
    from tui.cli.log_file import LogFile

NAME = "diptych"
"""The logger to use."""


class Log(logging.Handler):
    """Writes to the log file, which is opened only for the first line: mostly there is none.

    `is_whole` is whether everything was written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.is_whole = True
        self._path = path
        self._file: LogFile | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; if that fails, drop it: the screen is not the place for it."""
        try:
            from tui.cli.log_file import LogFile

            self._file = self._file or LogFile(self._path)
        except (ImportError, OSError):
            # Perhaps not even our own files can be read any more.
            self.is_whole = False
            return
        self._file.emit(record)
        self.is_whole = self.is_whole and self._file.is_whole

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()


def log_file(folder: Path) -> Path:
    """The log that is written to."""
    return folder / f"{NAME}.log"


def begin(folder: Path) -> None:
    """Write what is logged from now on, and exceptions that end a thread, to a file in the folder.

    If the folder cannot be created or written, nothing is logged.
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
        logger.addHandler(Log(log_file(folder)))
    except OSError:
        logger.addHandler(logging.NullHandler())


def note(sentence: str) -> None:
    """Log a sentence, which must not contain text of articles."""
    logging.getLogger(NAME).error(sentence)


def note_unexpected(error: BaseException) -> None:
    """Log the unexpected error that ended a command, and say so."""
    folder = users_folders().logs
    begin(folder)
    logging.getLogger(NAME).error("unexpected, in a command", exc_info=error)
    complain(apology(folder))


def _of_thread(caught: threading.ExceptHookArgs) -> None:
    # Imported late: only the reader has threads.
    from tui.terminal.listening import is_hung_up

    error = caught.exc_value
    if isinstance(error, OSError) and error.errno == errno.EIO and is_hung_up():
        # The terminal is closed, so the thread that reads keys from it ends: this is expected.
        return
    logging.getLogger(NAME).error("unexpected, in a thread", exc_info=error)


def apology(folder: Path) -> str:
    """The message for an unexpected error, which says whether it was logged in the folder."""
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
