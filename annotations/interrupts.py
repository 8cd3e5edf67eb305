"""Ctrl+c, which Python raises between any two steps, waits where a step alone would do harm.

A change that is made but not told would be in no journal, and who waits for that would wait for
ever; a study that is half opened or half closed would keep its lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, default_int_handler, getsignal, raise_signal, signal
from threading import current_thread, main_thread
from types import FrameType


@contextmanager
def held_back() -> Iterator[None]:
    """Have an interrupt that comes meanwhile raised behind it.

    Only the main thread is interrupted, and only where nobody has another use for ctrl+c.
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
