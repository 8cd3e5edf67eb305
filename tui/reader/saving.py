"""Saving while the reader is open: when to fold the journal, and messages about trouble."""

from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from annotations.store import SaveStatus

if TYPE_CHECKING:
    from tui.reader.reader import Reader

PAUSE = 4.0
"""Seconds without an edit after which the journal is folded into the study's file."""

LOOKS = 2.0
"""Seconds between two checks whether a study that another process has open is free."""


class Saved(Message):
    """The store's status has changed; sent from the store's own thread."""

    def __init__(self, status: SaveStatus) -> None:
        super().__init__()
        self.status = status

    def can_replace(self, message: Message) -> bool:
        """Whether the other is a `Saved` too: only the latest status counts."""
        return isinstance(message, Saved)


class Saving:
    """Has the store fold its journal when there are no edits, and shows messages about trouble."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._pause: Timer | None = None
        self.trouble = ""
        """The last message about saving; empty while all is well."""

    def begin(self) -> None:
        """Listen to the store; check regularly whether a study held elsewhere is free."""
        reader, store = self._reader, self._reader.store
        store.on_status = self._pass_on
        self._pause = reader.set_interval(PAUSE, store.begin_checkpoint, pause=True)
        if store.holder:
            reader.set_interval(LOOKS, self._look_again)
        self.trouble = store.status.message

    def edited(self) -> None:
        """Restart the wait for a pause without edits."""
        if self._pause is not None:
            self._pause.reset()
            self._pause.resume()

    def told(self, status: SaveStatus) -> None:
        """Show the new status of saving in place of an earlier message about it."""
        if self.trouble:
            self._reader.lines.forget(self.trouble)
        self.trouble = status.message
        if self.trouble:
            self._reader.say(self.trouble)
        self._reader.lines.refresh()

    def _pass_on(self, status: SaveStatus) -> None:
        """Pass a status from the store's thread to the UI thread."""
        self._reader.post_message(Saved(status))

    def _look_again(self) -> None:
        """Show a message once a study that another process had open can be edited."""
        store = self._reader.store
        if store.look_again():
            self._reader.say(store.status.message)
