"""Tells whether the terminal has been closed."""

import select
import sys


def is_hung_up() -> bool:
    """Whether the terminal that keys come from is closed.

    Polling for no event still reports a hang-up, and consumes no key.
    """
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    try:
        poll.register(sys.__stdin__.fileno(), 0)
    except (OSError, ValueError):  # a stream without a file descriptor, as in tests
        return False
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
