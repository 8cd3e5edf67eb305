"""A line of chrome: words at the left and at the right, some of them clickable."""

from collections.abc import Awaitable, Callable
from functools import lru_cache

import msgspec
from rich.cells import cell_len
from textual import events

from tui.widgets.cached import PaintedRow
from tui.widgets.plain import fitted, inert_line


class Piece(msgspec.Struct, frozen=True):
    """Some words of a line in one style. `action` is what a click on them does, if anything."""

    words: str
    style: str = ""
    action: str = ""


Clicked = Callable[[str], Awaitable[None]]
"""Called with the action of the piece that was clicked."""


class Line(PaintedRow):
    """One row of pieces. If they do not fit, pieces at the left are dropped, from the last on."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(
        self, clicked: Clicked | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._clicked = clicked
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()
        self._places: list[tuple[range, str]] = []

    def set(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces; nothing is redrawn if they are shown already."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def shown(self) -> list[tuple[str, str]]:
        """The words of the line from left to right, each with its style."""
        self._places = []
        room = self.size.width - sum(cell_len(piece.words) for piece in self._right)
        shown: list[tuple[str, str]] = []
        at = 0
        for unit in self._units():
            if at >= room:
                break
            if unit[0].action and at and at + sum(cell_len(piece.words) for piece in unit) > room:
                break
            for piece in unit:
                if at < room:
                    at = self._place(piece, at, room, shown)
        shown.append((" " * (room - at), ""))
        at = max(at, room)
        for piece in self._right:
            at = self._place(piece, at, self.size.width, shown)
        return shown

    def _units(self) -> list[list[Piece]]:
        """The pieces at the left; consecutive pieces with the same action form a unit."""
        units: list[list[Piece]] = []
        for piece in self._left:
            if units and piece.action and units[-1][0].action == piece.action:
                units[-1].append(piece)
            else:
                units.append([piece])
        return units

    def _place(self, piece: Piece, at: int, room: int, shown: list[tuple[str, str]]) -> int:
        """Show a piece from cell `at` on, cut at cell `room`; return the cell where it ends."""
        words = piece.words
        end = at + cell_len(words)
        if end > room:
            words = fitted(words, room - at)
            # If the cut text is shorter than the room, it is padded, so that no second ellipsis
            # follows.
            words += " " * (room - at - cell_len(words))
            end = room
        if piece.action:
            self._places.append((range(at, end), piece.action))
        shown.append((spaced(words), piece.style))
        return end

    async def on_click(self, event: events.Click) -> None:
        """Carry out the action of the clicked piece, before keys that follow."""
        for place, action in self._places:
            if event.x in place and self._clicked is not None:
                await self._clicked(action)


@lru_cache(256)
def spaced(words: str) -> str:
    """`inert_line`, but with the spaces at the edges, which separate the pieces."""
    lead = len(words) - len(words.lstrip(" "))
    tail = len(words) - len(words.rstrip(" ")) if words.strip() else 0
    return " " * lead + inert_line(words) + " " * tail
