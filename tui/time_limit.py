"""Limits how long a search may take: only a signal, on the main thread, can interrupt `re`.

A regular expression may take practically forever. POSIX only; elsewhere nothing is stopped.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from annotations.errors import DiptychError

PATIENCE = 1.0
"""Seconds that a regular expression may delay the handling of keys."""

AGAIN = 0.25
"""Seconds until it is stopped again: an exception raised during garbage collection is lost."""


class TakesTooLong(DiptychError):
    """A search was stopped because it took too long."""


@contextmanager
def time_limit(*, limited: bool) -> Iterator[None]:
    """Stop the body after `PATIENCE` seconds, if `limited`. Raises `TakesTooLong`.

    The body may be stopped anywhere, so it should only compute and change nothing.
    """
    can_stop = hasattr(signal, "setitimer")
    if not (limited and can_stop and threading.current_thread() is threading.main_thread()):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise TakesTooLong("That takes too long to search for; write it more simply.")
