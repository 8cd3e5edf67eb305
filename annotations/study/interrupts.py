"""Ctrl+c, which Python raises between any two steps, waits until a change is made and told whole.

Else a change could be in the study that no journal will ever hold, and who waits for that waits for
ever.
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
