"""Draws the page that the reader is likely to turn to next, while nothing else is to be done.

Drawing is most of the cost of a page move, and the reader pauses to read between two moves.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from tui.text.drawing import Drawing, DrawnRow

REST = 0.03
"""Seconds without drawing after which there is time for the next page."""

_ROWS_AT_ONCE = 8
"""Rows drawn before pending keys are handled: half a millisecond, after two for the page."""


class DrawnAhead(NamedTuple):
    """A page and those of its rows that are drawn so far, from the first."""

    drawing: Drawing
    rows: list[DrawnRow]


class Ahead:
    """One page drawn ahead, without what only the current one has: caret, selection, flash, labels.

    The current hit is drawn there as an ordinary hit.

    `draws` returns the page to draw when there is time, or None; `renders` renders a row for the
    terminal, and the row's strip caches the result.
    """

    def __init__(
        self, draws: Callable[[], Drawing | None], renders: Callable[[DrawnRow], object]
    ) -> None:
        self._draws = draws
        self._renders = renders
        self._drawn: DrawnAhead | None = None
        self._handle: asyncio.Handle | None = None

    @property
    def is_begun(self) -> bool:
        """Whether drawing a page has begun."""
        return self._drawn is not None

    def of(self, drawing: Drawing) -> DrawnAhead | None:
        """The page drawn ahead if it is that of `drawing`, else None."""
        drawn = self._drawn
        return drawn if drawn is not None and _are_alike(drawn.drawing, drawing) else None

    def plan(self) -> None:
        """Wait for the next rest, as something was just drawn; then draw what is not ready yet."""
        self._cancel()
        self._handle = asyncio.get_running_loop().call_later(REST, self._begin)

    def drop(self) -> None:
        """Discard the page, as it may be out of date."""
        self._cancel()
        self._drawn = None

    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _begin(self) -> None:
        drawing = self._draws()
        if drawing is not None:
            if self.of(drawing) is None:
                self._drawn = DrawnAhead(drawing, [])
            self._handle = asyncio.get_running_loop().call_soon(self._go_on)

    def _go_on(self) -> None:
        self._handle = None
        if self._drawn is None:
            return
        drawing, rows = self._drawn
        lines = range(len(drawing.page.viewport.rows))
        for line in lines[len(rows) :][:_ROWS_AT_ONCE]:
            rows.append(drawing.row(line, drawing.looks(line)))
            self._renders(rows[-1])
        if len(rows) < len(lines):
            self._handle = asyncio.get_running_loop().call_soon(self._go_on)


def _are_alike(one: Drawing, other: Drawing) -> bool:
    """Whether two drawings show the same rows in the same colours and places."""
    return (
        one.page.viewport == other.page.viewport
        and one.page.sources is other.page.sources
        and one.painter.palette is other.painter.palette
        and one.geometry == other.geometry
    )
