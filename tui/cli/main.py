"""The `diptych` command from its arguments to its exit code, however it ends."""

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from annotations.errors import DiptychError, reason_of
from tui.cli.commands import COMMANDS
from tui.cli.invocation import Invocation
from tui.cli.output import complain

INTERRUPTED = 130
UNREAD = 141
"""As in shells: 128 plus the number of the signal, that of ctrl+c or of a broken pipe."""

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""Errors of a write for which there is no room."""

COMPLETING = "_DIPTYCH_COMPLETE"
"""The environment variable by which a shell asks for completions."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; return the exit code."""
    # A stream that the shell has closed (`>&-`) is None.
    if not sys.stderr:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if not sys.stdout:
        complain("Standard output is closed, so nothing was done; give the command one.")
        return 1
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _code_of(arguments)
    except BrokenPipeError:
        # Print nothing, as nobody may be reading.
        code = UNREAD
    except OSError as error:
        # If the terminal is closed, nobody can read a message.
        if error.errno != errno.EIO or error.filename:
            complain(_told(error))
        code = 1
    _let_go()
    return code


def _code_of(arguments: Sequence[str]) -> int:
    try:
        code = _done(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except DiptychError as error:
        complain(str(error))
        return error.exit_code
    return code


def _done(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; names alone are opened without the option parser.

    The parser takes a twentieth of the time to the first frame.
    """
    if _are_names(arguments):
        from tui.cli.reader import NoCommand, read

        with suppress(NoCommand):  # the parser below reports it, with the usage
            return read(Invocation(), arguments)
    from tui.cli.parser import parse

    return parse(arguments)


def _are_names(arguments: Sequence[str]) -> bool:
    if os.environ.get(COMPLETING) or (arguments and arguments[0] in COMMANDS):
        return False
    return all(argument and not argument.startswith("-") for argument in arguments)


def _told(error: OSError) -> str:
    why = reason_of(error)
    if error.errno in FULL and not error.filename:
        return f"The output could not be written whole: {why}. Make room, or send it elsewhere."
    return f"{error.filename}: {why}." if error.filename else f"{why}."


def _let_go() -> None:
    """Redirect each stream whose other end is closed to the null device.

    Python would try to flush it at exit, and change the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
