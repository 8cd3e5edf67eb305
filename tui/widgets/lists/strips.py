"""Paints the lines of a list that are in view, and caches their strips."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from tui.widgets.brush import Brush
from tui.widgets.lists.frame import ListFrame, ListLine
from tui.widgets.lists.roll import POINTER

AT_CURSOR = Content(POINTER)
THUMB = Content("▐")
BLANK = Content(" ")


class ListStrips:
    """Paints the view of a list with the brush of its widget."""

    def __init__(self, frame: ListFrame, brush: Brush) -> None:
        self._frame = frame
        self._brush = brush
        self._strips: dict[int, Strip] = {}
        self._lines: Sequence[ListLine] = ()
        self._ground: Style | None = None
        self._cursor = -1

    def painted(self, width: int, ground: Style, at_cursor: Style, thumb: Style) -> list[Strip]:
        """The lines in view, `width` cells wide; repainted only where the cursor is or was.

        The styles are those of all lines, of the cursor's, and of the scroll bar's thumb.
        """
        lines = self._frame.lines
        if lines is not self._lines or ground != self._ground:
            self._strips = {}
            self._lines, self._ground = lines, ground
        bar = self._brush.on(thumb).segments(THUMB, 1)
        gap = self._brush.on(ground).segments(BLANK, 1)
        cursor = self._frame.roll.cursor
        touched = {cursor, self._cursor}
        self._cursor = cursor
        for place, line in enumerate(lines):
            if place not in self._strips or line.place in touched:
                style = at_cursor if line.place == cursor else ground
                edge = bar if place in self._frame.thumb else gap
                self._strips[place] = self._painted(line, width, style, edge)
        return [self._strips[place] for place in range(len(lines))]

    def _painted(self, line: ListLine, width: int, style: Style, edge: list[Segment]) -> Strip:
        coat = self._brush.on(style)
        is_marked = line.place == self._cursor and line.number == 0
        segments = coat.segments(AT_CURSOR if is_marked else BLANK, 1)
        segments += coat.segments(line.content, width - 2)
        return Strip([*segments, *edge], width)
