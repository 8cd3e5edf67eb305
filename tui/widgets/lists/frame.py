"""The lines of a list that are in view; the drawings of items are cached."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from tui.widgets.lists.roll import Heading, Item, Roll

Draw = Callable[[Item, int], Sequence[Content]]
"""Draws an item for a width in cells, as at least one line."""

DRAWINGS_KEPT = 1_000
"""Maximum number of items whose lines are cached."""


class ListLine(NamedTuple):
    """A line in view: its item's index in the list, its number within the item, and its content."""

    place: int
    number: int
    content: Content


class ListFrame:
    """The view of a list; `draw` draws its items, `width` returns the available cells."""

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
        """The lines that the scroll bar's thumb covers; empty if everything is in view."""
        return self._thumb if self.lines else range(0)

    def turn(self) -> None:
        """Recompute the lines in view, as the roll has moved."""
        self._lines = None

    def forget(self) -> None:
        """Drop all cached drawings: what the items stand for, or the width, has changed."""
        self._drawings.clear()
        self._lines = self._cells = None

    def _drawing(self, item: Item) -> Sequence[Content]:
        """The lines of an item, cached: scrolling by items often asks for their number."""
        key = isinstance(item, Heading), item
        drawn = self._drawings.get(key)
        if drawn is None:
            if len(self._drawings) >= DRAWINGS_KEPT:
                self._drawings.clear()
            if self._cells is None:
                self._cells = self._width()
            drawn = self._drawings[key] = self._draw(item, self._cells)
        return drawn
