"""A dialog with a line to type in and, mostly, a list below it with a cursor."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tui.widgets.dialog import Answer, Dialog, TypedLine
from tui.widgets.lists.choices import Choices


class ListDialog(Dialog[Answer]):
    """Lists what matches `wanted`: typing goes to the line, arrow and page keys go to the list.

    Every key acts on the list for the current text, even if that was typed right before. Esc leaves
    without an answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Leave without a change"),
        ("up", "step(-1)", "Up"),
        ("down", "step(1)", "Down"),
        ("pageup", "page(-1)", "Page up"),
        ("pagedown", "page(1)", "Page down"),
    ]

    _listed_for: str | None = None
    """The text that the list was made for; None before."""

    @property
    def wanted(self) -> str:
        """The text in the line."""
        return self.query_one(TypedLine).value.strip()

    @abstractmethod
    def list_for(self, wanted: str) -> None:
        """List the entries that match the text; all for an empty one."""

    def on_mount(self) -> None:
        """Fill the list before anything is typed."""
        self.catch_up()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Fill the list for the new text."""
        self.catch_up()

    def catch_up(self) -> None:
        """Fill the list for the current text, if that has not been done yet."""
        wanted = self.wanted
        if wanted != self._listed_for:
            self._listed_for = wanted
            self.list_for(wanted)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.leave(None)

    def action_step(self, rows: int) -> None:
        """Move the cursor by rows, in the list for the current text."""
        self.catch_up()
        self.step(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages, in the list for the current text."""
        self.catch_up()
        self.page(pages)

    def step(self, rows: int) -> None:
        """Move the cursor by rows."""
        for choices in self.query(Choices):
            choices.step(rows)

    def page(self, pages: int) -> None:
        """Move the cursor by pages."""
        for choices in self.query(Choices):
            choices.step(pages * choices.page)
