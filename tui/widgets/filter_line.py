"""A line below or above a list that narrows it as one types; away while nothing is filtered."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.widgets.dialog import TypedLine


class FilterLine(TypedLine):
    """Enter and the down arrow go on to the list; Esc clears the line first."""

    DEFAULT_CSS = """
    FilterLine { display: none; }
    FilterLine.-open { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear", show=False),
        Binding("down", "submit", "into the list", show=False),
    ]

    @dataclass
    class Narrowed(Message):
        """What is typed has changed; `typed` has no white space at its edges."""

        typed: str

    class Left(Message):
        """The reader wants to be in the list."""

    @property
    def is_open(self) -> bool:
        """Whether the line is there."""
        return self.has_class("-open")

    def open(self) -> None:
        """Come up and take the focus."""
        self.add_class("-open")
        self.focus()

    def put(self, typed: str) -> None:
        """Filter by this, as if it had been typed."""
        self.value = typed
        self.set_class(bool(typed), "-open")

    def action_clear(self) -> None:
        """Filter no more, and leave."""
        self.put("")
        self.post_message(self.Left())

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Narrowed(event.value.strip()))

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        """Leave; an empty line goes away."""
        event.stop()
        self.set_class(bool(self.value.strip()), "-open")
        self.post_message(self.Left())
