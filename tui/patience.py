"""How long a search may take: `re` can be interrupted, though only by a signal and on this thread.

A regular expression may need longer than anybody lives. POSIX only; elsewhere nothing is stopped.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from annotations.errors import DiptychError

PATIENCE = 1.0
"""Seconds that a regular expression may hold up the keys."""

AGAIN = 0.25
"""Seconds after which it is stopped once more: what is raised amid a look for garbage is lost."""


class TakesTooLong(DiptychError):
    """A search was stopped."""


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    """Stop what is done within after so many seconds. Raises `TakesTooLong`.

    What is done must not mind where it is stopped: it should compute, and change nothing.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise TakesTooLong("That takes too long to search for; write it more simply.")
