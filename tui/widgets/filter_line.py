"""A line above or below a list that filters it while one types; hidden without a filter."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.widgets.dialog import TypedLine
from tui.widgets.hints import Hint

WHILE_TYPED: tuple[Hint, ...] = (("enter", "keeps these"), ("escape", "shows all"))
"""What there is to say of keys while a filter is typed: all letters are its own then."""


class FilterLine(TypedLine):
    """Enter and the down arrow move on to the list; Esc clears the line first.

    `narrow` is called with the text whenever it changes, and before `left`, which focuses the list:
    keys typed ahead must find the list filtered.
    """

    DEFAULT_CSS = """
    FilterLine { display: none; }
    FilterLine.-open { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear", show=False),
        Binding("down", "submit", "into the list", show=False),
    ]

    def __init__(
        self, narrow: Callable[[str], object], left: Callable[[], object], placeholder: str
    ) -> None:
        super().__init__(placeholder=placeholder, entered=self.enter)
        self._narrow = narrow
        self._left = left
        self._told = ""

    @property
    def is_open(self) -> bool:
        """Whether the line is shown."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the line and focus it, with its text selected."""
        self.add_class("-open")
        self.screen.set_focus(self)
        self.select_all()

    def put(self, text: str) -> None:
        """Filter by `text`, as if it had been typed."""
        super().put(text)
        self.set_class(bool(text), "-open")
        self.catch_up()

    def enter(self) -> None:
        """Move on to the list; hide the line if it is empty."""
        self.catch_up()
        self.set_class(bool(self._told), "-open")
        self._left()

    def action_clear(self) -> None:
        """Clear the filter and leave the line."""
        self.put("")
        self._left()

    @on(Input.Changed)
    def catch_up(self) -> None:
        """Filter the list by the text, if that has not been done yet."""
        typed = self.text.strip()
        if typed != self._told:
            self._told = typed
            self._narrow(typed)
