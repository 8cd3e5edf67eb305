"""A line of chrome: words at the left and at the right, some of which act when clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from tui.widgets.kept import Painted
from tui.widgets.plain import fitted, inert_line


class Piece(NamedTuple):
    """Some words of a line in one style. `action` is what a click on them does, if anything."""

    words: str
    style: str = ""
    action: str = ""


class Line(Painted):
    """One row of pieces. What does not fit is left out: whole pieces at the left, from the last."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    @dataclass
    class Clicked(Message):
        """A piece that acts was clicked."""

        action: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()
        self._places: list[tuple[range, str]] = []

    def set(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces; nothing is drawn again when they are the ones that stand there."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def paint(self) -> list[Strip]:
        """The line, or what is said in its place, row by row."""
        width, coat = self.size.width, self.brush.on(self.visual_style)
        return [coat.strip(row, width) for row in self.render().split()]

    def render(self) -> Content:
        """The line at the width it has."""
        width = self.size.width
        self._places = []
        room = width - sum(cell_len(piece.words) for piece in self._right)
        shown: list[tuple[str, str]] = []
        at = 0
        for unit in self._units():
            words = "".join(piece.words for piece in unit)
            if unit[0].action and at and at + cell_len(words) > room:
                break
            for piece in unit:
                words = fitted(piece.words, room - at)
                shown.append(self._placed(piece, words, at))
                at += cell_len(words)
        gap = max(room - at, 0)
        shown.append((" " * gap, ""))
        at += gap
        for piece in self._right:
            shown.append(self._placed(piece, piece.words, at))
            at += cell_len(piece.words)
        return Content.assemble(*shown)

    def _units(self) -> list[list[Piece]]:
        """The pieces at the left, those together that one after the other do the same action."""
        units: list[list[Piece]] = []
        for piece in self._left:
            if units and piece.action and units[-1][0].action == piece.action:
                units[-1].append(piece)
            else:
                units.append([piece])
        return units

    def _placed(self, piece: Piece, words: str, at: int) -> tuple[str, str]:
        if piece.action:
            self._places.append((range(at, at + cell_len(words)), piece.action))
        return spaced(words), piece.style

    def on_click(self, event: events.Click) -> None:
        """Tell which piece was clicked."""
        for place, action in self._places:
            if event.x in place:
                self.post_message(self.Clicked(action))


def spaced(words: str) -> str:
    """`inert_line`, but with the spaces at the edges, which part the pieces."""
    lead = len(words) - len(words.lstrip(" "))
    tail = len(words) - len(words.rstrip(" ")) if words.strip() else 0
    return " " * lead + inert_line(words) + " " * tail


def keys_line(hints: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    """Keys and what they do, as pieces of a line that are left out whole where it is too short."""
    return tuple(Piece(f"{key} {word}  ", "dim", action=key) for key, word in hints)
