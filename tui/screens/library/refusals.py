"""A page with all reasons why files were not added to the library."""

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.counted import counted
from tui.widgets.dialog import Dialog
from tui.widgets.sentence_list import SentenceList

HINTS = (("escape", "back"), ("up,down,pageup,pagedown", "scroll"))


class Refusals(Dialog[None]):
    """Lists a sentence for each file, which names it and says what is wrong with it."""

    AUTO_FOCUS: ClassVar[str | None] = "SentenceList"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,q", "leave", "Back")]

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__()
        self._reasons = tuple(reasons)

    def compose(self) -> ComposeResult:
        """The sentences, which can be scrolled."""
        with self.frame(f"{counted(len(self._reasons), 'file')} not added", HINTS):
            yield SentenceList("\n".join(self._reasons))

    def action_leave(self) -> None:
        """Leave the page."""
        self.leave(None)
