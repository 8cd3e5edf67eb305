"""Textual's driver for POSIX terminals, but for what is sent to them and what comes from them."""

import logging
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.listening import Listener
from tui.reader.departure import is_hung_up
from tui.sent import Sent

log = logging.getLogger("diptych")


class TerminalDriver(LinuxDriver):
    """Sends what its app's `sent` has not seen, and hears what a `Listener` hears."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._sent: Sent = getattr(app, "sent", None) or Sent()
        self._listener: Listener | None = None

    def start_application_mode(self) -> None:
        """Take the terminal over, at the start or after a stop: it shows nothing of ours."""
        self._sent.forget()
        self._listener = Listener(self.fileno)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Pass on what comes until there is nobody to take it; this has a thread of its own."""
        try:
            if self._listener is not None:
                self._listener.listen(self.process_message)
        except Exception:
            # Textual has the app leave then, which tells the reader that the log says why.
            if not is_hung_up():
                log.exception("the terminal cannot be listened to")
            raise

    def disable_input(self) -> None:
        """Pass on no more."""
        if self._listener is not None:
            self._listener.stop()
        super().disable_input()

    def write(self, data: str) -> None:
        """Send data to the terminal."""
        super().write(self._sent.unseen(data))
