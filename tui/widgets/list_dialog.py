"""A dialog with a line to type in and mostly a list below it, in which the arrows move a cursor."""

from typing import ClassVar

from textual.binding import BindingType

from tui.widgets.dialog import Answer, Dialog
from tui.widgets.lists.choices import Choices


class ListDialog(Dialog[Answer]):
    """Typing goes to the line; arrows and pages go to the list; Esc leaves without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Leave without a change"),
        ("up", "step(-1)", "Up"),
        ("down", "step(1)", "Down"),
        ("pageup", "page(-1)", "Page up"),
        ("pagedown", "page(1)", "Page down"),
    ]

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.leave(None)

    def catch_up(self) -> None:
        """List what the line asks for now, should that not have happened yet."""

    def action_step(self, rows: int) -> None:
        """Move the cursor by a row of the list that is asked for now."""
        self.catch_up()
        self.step(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page of that list."""
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
