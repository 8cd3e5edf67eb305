"""A dialog with a line to type in and mostly a list below it, in which the arrows move a cursor."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tui.widgets.dialog import Answer, Dialog, TypedLine
from tui.widgets.lists.choices import Choices


class ListDialog(Dialog[Answer]):
    """Lists what is `wanted`: typing goes to the line, arrows and pages go to the list.

    Whatever a key does is done to the list of what stands in the line, should that have been typed
    right before it. Esc leaves without an answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Leave without a change"),
        ("up", "step(-1)", "Up"),
        ("down", "step(1)", "Down"),
        ("pageup", "page(-1)", "Page up"),
        ("pagedown", "page(1)", "Page down"),
    ]

    _listed_for: str | None = None
    """What was wanted when the list was made; None before."""

    @property
    def wanted(self) -> str:
        """What is looked for, as it stands in the line."""
        return self.query_one(TypedLine).value.strip()

    @abstractmethod
    def list_for(self, wanted: str) -> None:
        """List what there is for what is wanted; all for nothing."""

    def on_mount(self) -> None:
        """Make the list before anything is typed."""
        self.catch_up()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Make the list of what is typed."""
        self.catch_up()

    def catch_up(self) -> None:
        """Make the list of what stands in the line, if that was not done yet."""
        wanted = self.wanted
        if wanted != self._listed_for:
            self._listed_for = wanted
            self.list_for(wanted)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.leave(None)

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
