"""A line above or below a list that narrows it as one types; away while nothing is filtered."""

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
    """Enter and the down arrow go on to the list; Esc clears the line first.

    `narrow` is called with what is typed whenever that changes, and before `left`, which puts the
    focus on the list: keys typed ahead must find the list as it was asked for.
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
        """Whether the line is there."""
        return self.has_class("-open")

    def open(self) -> None:
        """Come up and take the focus; what is typed takes the place of what stands there."""
        self.add_class("-open")
        self.screen.set_focus(self)
        self.select_all()

    def put(self, text: str) -> None:
        """Filter by this, as if it had been typed."""
        super().put(text)
        self.set_class(bool(text), "-open")
        self.catch_up()

    def enter(self) -> None:
        """Go on to the list; an empty line goes away."""
        self.catch_up()
        self.set_class(bool(self._told), "-open")
        self._left()

    def action_clear(self) -> None:
        """Filter no more, and leave."""
        self.put("")
        self._left()

    @on(Input.Changed)
    def catch_up(self) -> None:
        """Narrow the list by what is typed, if that was not done yet."""
        typed = self.text.strip()
        if typed != self._told:
            self._told = typed
            self._narrow(typed)
