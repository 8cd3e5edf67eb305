"""Textual's driver for POSIX terminals, but for what stands on the terminal already."""

from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.sent import Sent


class SparingDriver(LinuxDriver):
    """Sends what its app's `sent` has not seen."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._sent: Sent = getattr(app, "sent", None) or Sent()

    def start_application_mode(self) -> None:
        """Take the terminal over, at the start or after a stop: it shows nothing of ours."""
        self._sent.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Send data to the terminal."""
        super().write(self._sent.unseen(data))
