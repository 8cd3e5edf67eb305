"""Why files were not added to the library, all reasons on one page."""

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.counted import counted
from tui.widgets.dialog import Dialog
from tui.widgets.told import Told

HINTS = (("escape", "back"), ("up,down,pageup,pagedown", "scroll"))


class Refusals(Dialog[None]):
    """Lists sentences that name each file and say what is wrong with it."""

    AUTO_FOCUS: ClassVar[str | None] = "Told"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,q", "leave", "Back")]

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__()
        self._reasons = tuple(reasons)

    def compose(self) -> ComposeResult:
        """The sentences, which may take more rows than there are."""
        with self.frame(f"{counted(len(self._reasons), 'file')} not added", HINTS):
            yield Told("\n".join(self._reasons))

    def action_leave(self) -> None:
        """Leave the page."""
        self.leave(None)
