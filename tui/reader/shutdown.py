"""Quits the reader when the system asks for it: by a signal, or by closing the terminal.

How the study is saved on the way out is the store's concern; quitting by key is a command's.
"""

import asyncio
import logging
import os
import select
import signal
from threading import Thread, Timer
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from annotations.errors import DiptychError
from annotations.store import Store
from annotations.store.closing import leave
from tui.terminal.listening import is_hung_up

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ()
"""The signals that ask a program to quit. ctrl+c is a key here; SIGINT comes from elsewhere."""

HUNG_UP = 128 + 1
"""The exit code when the terminal was closed: the same as for SIGHUP, whether that came or not."""

LOOK_EVERY = 1.0
"""Seconds between two checks whether the terminal is still open."""

PATIENCE = 3.0
"""Seconds an orderly exit may take before the process is ended without it."""

log = logging.getLogger("diptych")


@runtime_checkable
class Writing(Protocol):
    """A screen with text being written that may not be in the study yet."""

    def keep_written(self) -> None:
        """Commit the text to the study, except what the study refuses."""


class Shutdown:
    """Quits an app as a key would, but with an exit code that tells why.

    A screen that waits for a closed terminal to accept its output would never exit. The process is
    ended after `PATIENCE`; every edit that was reported saved is in the journal, the others are in
    the refuge.
    """

    def __init__(self, app: App[Any], store: Store) -> None:
        self._app = app
        self._store = store
        self._last_resort: Timer | None = None

    def watch(self) -> None:
        """Quit from now on when the system asks for it; needs a running event loop."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.leave, 128 + number)
        if hasattr(select, "poll"):
            self._app.set_interval(LOOK_EVERY, self._look)

    def leave(self, code: int) -> None:
        """Quit with an exit code; only the first call counts."""
        if self._last_resort is None:
            self._last_resort = Timer(PATIENCE, self._break_off, (code,))
            self._last_resort.daemon = True
            self._last_resort.start()
            self._app.exit(return_code=code)

    def arrived(self) -> None:
        """Cancel the forced exit, as the screen was left in order."""
        if self._last_resort is not None:
            self._last_resort.cancel()

    def _look(self) -> None:
        if is_hung_up():
            self.leave(HUNG_UP)

    def _break_off(self, code: int) -> None:
        """End the process without an orderly exit of the screen."""
        if not self._store.flush(PATIENCE):
            # If the disk does not respond at all, `leave` would block forever.
            last = Thread(target=self._leave, daemon=True)
            last.start()
            last.join(PATIENCE)
        os._exit(code)

    def _leave(self) -> None:
        try:
            leave(self._store)
        except DiptychError as error:
            log.error(str(error))
