"""Textual's driver for POSIX terminals, with our own handling of output and input."""

import logging
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.listening import Listener, is_hung_up
from tui.terminal.sent_rows import SentRows

log = logging.getLogger("diptych")


class TerminalDriver(LinuxDriver):
    """Sends only what the app's `sent_rows` has not seen, and reads input through a `Listener`."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._sent_rows: SentRows = getattr(app, "sent_rows", None) or SentRows()
        self._listener: Listener | None = None
        self._is_wanted = True
        """Whether the terminal may be taken over: no longer, once it was given back for good."""
        self._is_starting = self._is_told = False
        self._tell = app.post_message

    @property
    def _is_held(self) -> bool:
        """Whether the terminal is taken over, so that its former settings are known."""
        return self.attrs_before is not None

    def start_application_mode(self) -> None:
        """Take over the terminal, at the start or after a suspension: it shows nothing of ours.

        SIGCONT may arrive although nothing was suspended: systemd and `timeout` send it after
        SIGTERM. The threads that were started first would never end then, nor would the program.
        It may also arrive during this call, which stops the process while it is in the background.
        """
        self._is_told = True
        if self._is_starting or not self._is_wanted:
            return
        self._is_starting = True
        try:
            if self._is_held:
                self.suspend_application_mode()
                self._tell(self.SignalResume())
            while self._is_told and not self._is_held:
                self._is_told = False
                self._sent_rows.forget()
                self._listener = Listener(self.fileno)
                super().start_application_mode()  # type: ignore[no-untyped-call]
        finally:
            self._is_starting = False

    def stop_application_mode(self) -> None:
        """Give the terminal back, for good unless it is only suspended."""
        self._is_wanted = False
        super().stop_application_mode()
        self.attrs_before = None

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        super().suspend_application_mode()
        self._is_wanted = True

    def run_input_thread(self) -> None:
        """Pass on input until it ends or is disabled; this runs on a thread of its own."""
        try:
            if self._listener is not None:
                self._listener.listen(self.process_message)
        except Exception:
            # Textual then ends the app, and the user is told that the log says why.
            if not is_hung_up():
                log.exception("the terminal cannot be listened to")
            raise

    def disable_input(self) -> None:
        """Stop passing on input."""
        if self._listener is not None:
            self._listener.stop()
        super().disable_input()

    def write(self, data: str) -> None:
        """Send data to the terminal, except what it already shows."""
        super().write(self._sent_rows.unseen(data))
