"""Why files were not added to the library, all reasons on one page."""

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.counted import counted
from tui.widgets.dialog import Dialog
from tui.widgets.plain import plain

HINTS = (("escape", "back"), ("up,down,pageup,pagedown", "scroll"))


class Refusals(Dialog[None]):
    """Lists sentences that name each file and say what is wrong with it."""

    DEFAULT_CSS = """
    Refusals VerticalScroll {
        height: auto;
        max-height: 55vh;
        scrollbar-size-vertical: 1;
        background: $background;
        &:focus { background-tint: $foreground 0%; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,q", "leave", "Back")]

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__()
        self._reasons = tuple(reasons)

    def compose(self) -> ComposeResult:
        """The sentences, which may take more rows than there are."""
        with (
            self.frame(f"{counted(len(self._reasons), 'file')} not added", HINTS),
            VerticalScroll(),
        ):
            yield Static(plain("\n".join(self._reasons)), markup=False)

    def action_leave(self) -> None:
        """Leave the page."""
        self.leave(None)
