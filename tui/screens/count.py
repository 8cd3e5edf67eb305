"""The question before many edits at once: says how much it would be, and does nothing itself."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from tui.widgets.dialog import Dialog
from tui.widgets.plain import plain


class Confirm(Dialog[bool]):
    """Shows a sentence; True comes back for Enter, False for Esc. `yes` says what Enter does."""

    AUTO_FOCUS: ClassVar[str | None] = None
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "answer(True)", "Do it"),
        ("escape", "answer(False)", "Leave"),
    ]

    def __init__(self, sentence: str, yes: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The sentence."""
        with self.frame("", f"Enter {self._yes} · Esc leave"):
            yield Static(plain(self._sentence), markup=False)

    def action_answer(self, yes: bool) -> None:
        """Leave with the answer."""
        self.dismiss(yes)
