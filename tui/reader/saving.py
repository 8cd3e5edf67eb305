"""Saving while the reader is open: when the journal is folded, and what is said of trouble."""

from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from annotations.store import SaveStatus

if TYPE_CHECKING:
    from tui.reader.reader import Reader

PAUSE = 4.0
"""Seconds without an edit after which the journal is folded into the study's file."""

LOOKS = 2.0
"""Seconds between looks whether a study that somebody else has open is free."""


class Saved(Message):
    """The store has something to say; it comes from the store's own thread."""

    def __init__(self, status: SaveStatus) -> None:
        super().__init__()
        self.status = status

    def can_replace(self, message: Message) -> bool:
        """Only the latest word counts."""
        return isinstance(message, Saved)


class Saving:
    """Has the store fold its journal when nobody edits, and says what trouble there is."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._pause: Timer | None = None
        self.trouble = ""
        """What was said of saving last; nothing while all is well."""

    def begin(self) -> None:
        """Listen to the store, and look after a study that can only be read."""
        reader, store = self._reader, self._reader.store
        store.on_status = self._pass_on
        self._pause = reader.set_interval(PAUSE, store.begin_checkpoint, pause=True)
        if store.holder:
            reader.set_interval(LOOKS, self._look_again)
        self.trouble = store.status.message

    def edited(self) -> None:
        """Wait anew for a time without edits."""
        if self._pause is not None:
            self._pause.reset()
            self._pause.resume()

    def told(self, status: SaveStatus) -> None:
        """Say what has become of saving; what was said of that before is not true any more."""
        if self.trouble:
            self._reader.lines.forget(self.trouble)
        self.trouble = status.message
        if self.trouble:
            self._reader.say(self.trouble)
        self._reader.lines.refresh()

    def _pass_on(self, status: SaveStatus) -> None:
        """Bring a word of the store's over from its thread."""
        self._reader.post_message(Saved(status))

    def _look_again(self) -> None:
        """Say when a study that can only be read, as somebody has it open, can be edited."""
        store = self._reader.store
        if store.look_again():
            self._reader.say(store.status.message)
