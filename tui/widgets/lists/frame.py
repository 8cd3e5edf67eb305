"""What of a list is in view, and what its lines say: drawn once, and kept until it is forgotten."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from tui.widgets.lists.roll import Heading, Item, Roll

Draw = Callable[[Item, int], Sequence[Content]]
"""The lines of an item at a width in cells; at least one."""

DRAWINGS_KEPT = 1_000
"""Items whose lines are kept."""


class ListLine(NamedTuple):
    """A line in view: the place of its item in the list, which of its lines, and what it says."""

    place: int
    number: int
    content: Content


class ListFrame:
    """The view of a list whose items `draw` draws at the `width` that there is, in cells."""

    def __init__(self, draw: Draw, width: Callable[[], int]) -> None:
        self._draw = draw
        self._width = width
        self._cells: int | None = None
        self._drawings: dict[tuple[bool, Item], Sequence[Content]] = {}
        self._lines: list[ListLine] | None = None
        self._thumb = range(0)
        self.roll = Roll(lambda item: len(self._drawing(item)))

    @property
    def lines(self) -> list[ListLine]:
        """The lines in view, from the top."""
        if self._lines is None:
            items = self.roll.items
            self._lines = [
                ListLine(index, number, self._drawing(items[index])[number])
                for index, number in self.roll.view()
            ]
            self._thumb = self.roll.thumb()
        return self._lines

    @property
    def thumb(self) -> range:
        """The lines of the scroll bar's thumb; empty when everything is in view."""
        return self._thumb if self.lines else range(0)

    def turn(self) -> None:
        """See anew which lines are in view: the roll has moved."""
        self._lines = None

    def forget(self) -> None:
        """Draw the items anew: what they stand for has changed, or the width."""
        self._drawings.clear()
        self._lines = self._cells = None

    def _drawing(self, item: Item) -> Sequence[Content]:
        """The lines of an item, whose number is asked for time and again to scroll by items."""
        key = isinstance(item, Heading), item
        drawn = self._drawings.get(key)
        if drawn is None:
            if len(self._drawings) >= DRAWINGS_KEPT:
                self._drawings.clear()
            if self._cells is None:
                self._cells = self._width()
            drawn = self._drawings[key] = self._draw(item, self._cells)
        return drawn
