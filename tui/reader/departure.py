"""Leaving when the system asks for it: by a signal, or by closing the terminal without one.

What is saved on the way out, and how, is the store's; what a key does to leave is a command's.
"""

import asyncio
import logging
import os
import select
import signal
import sys
from threading import Thread, Timer
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from annotations.errors import DiptychError
from annotations.store import Store
from annotations.store.leaving import leave

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ()
"""The signals that ask a program to go. ctrl+c is a key; SIGINT comes from elsewhere."""

HUNG_UP = 128 + 1
"""The exit code where the terminal was closed: as for SIGHUP, whether or not that came too."""

LOOK_EVERY = 1.0
"""Seconds between two looks whether the terminal is still there."""

PATIENCE = 3.0
"""Seconds after which a screen that cannot leave in order is left without it."""

log = logging.getLogger("diptych")


@runtime_checkable
class Writing(Protocol):
    """A screen in which something is written that the study may not have yet."""

    def keep_written(self) -> None:
        """Put it into the study, or leave it where that refuses it."""


class Departure:
    """Has an app leave as it does when a key asks for it, but with the exit code that tells why.

    A screen that waits for a closed terminal to take its output would never leave. It is left after
    `PATIENCE`; the journal has every edit that was called saved, and the refuge the others.
    """

    def __init__(self, app: App[Any], store: Store) -> None:
        self._app = app
        self._store = store
        self._last_resort: Timer | None = None

    def watch(self) -> None:
        """Leave from now on when asked to; this takes the running loop."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.leave, 128 + number)
        if hasattr(select, "poll"):
            self._app.set_interval(LOOK_EVERY, self._look)

    def leave(self, code: int) -> None:
        """Leave with an exit code; the first one counts."""
        if self._last_resort is None:
            self._last_resort = Timer(PATIENCE, self._break_off, (code,))
            self._last_resort.daemon = True
            self._last_resort.start()
            self._app.exit(return_code=code)

    def arrived(self) -> None:
        """The screen has been left in order."""
        if self._last_resort is not None:
            self._last_resort.cancel()

    def _look(self) -> None:
        if is_hung_up():
            self.leave(HUNG_UP)

    def _break_off(self, code: int) -> None:
        """Leave without the screen."""
        if not self._store.flush(PATIENCE):
            # Where the disk does not even answer, this would wait for it without end.
            last = Thread(target=self._leave, daemon=True)
            last.start()
            last.join(PATIENCE)
        os._exit(code)

    def _leave(self) -> None:
        try:
            leave(self._store)
        except DiptychError as error:
            log.error(str(error))


def is_hung_up() -> bool:
    """Whether the terminal that keys come from is closed.

    A poll for no event tells of nothing else, and takes no key.
    """
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    try:
        poll.register(sys.__stdin__.fileno(), 0)
    except (OSError, ValueError):  # a stream that is no file, as in tests
        return False
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
