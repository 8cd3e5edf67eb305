"""Defers ctrl+c, which Python raises between any two steps, where an interrupt would do harm.

A change that was applied but not passed to the sinks would be in no journal, and callers waiting
for it would wait for ever; a study that is half opened or half closed would keep its lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, default_int_handler, getsignal, raise_signal, signal
from threading import current_thread, main_thread
from types import FrameType


@contextmanager
def held_back() -> Iterator[None]:
    """Raise an interrupt that comes during this context at its end.

    Do nothing outside the main thread, which alone is interrupted, or where ctrl+c has a handler
    other than Python's.
    """
    if current_thread() is not main_thread() or getsignal(SIGINT) is not default_int_handler:
        yield
        return
    has_come = False

    def note(number: int, place: FrameType | None) -> None:
        nonlocal has_come
        has_come = True

    signal(SIGINT, note)
    try:
        yield
    finally:
        signal(SIGINT, default_int_handler)
        if has_come:
            raise_signal(SIGINT)
