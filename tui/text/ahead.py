"""The page that a reader is likely to turn to, drawn while nothing else is to be done.

Drawing is most of what a page move takes, and between two of them somebody reads.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from tui.text.drawing import Drawing, DrawnRow

REST = 0.03
"""Seconds in which nothing was drawn, after which there is time for the next page."""

_ROWS_AT_ONCE = 8
"""Rows that are drawn before a key has its turn; half a millisecond, behind two for the page."""


class DrawnAhead(NamedTuple):
    """A page and its rows, from the first, as far as they are drawn."""

    drawing: Drawing
    rows: list[DrawnRow]


class Ahead:
    """One page, without what lies over the present one alone: caret, selection, flash, labels.

    The hit that the reader is at is one of the others there.

    `draws` gives the page to be drawn once there is time, or None; `renders` makes of a row what
    is sent to the terminal, which its strip keeps.
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
        """Whether there is any row of a page."""
        return self._drawn is not None

    def of(self, drawing: Drawing) -> DrawnAhead | None:
        """What is drawn of a page, if it is this one."""
        drawn = self._drawn
        return drawn if drawn is not None and _are_alike(drawn.drawing, drawing) else None

    def plan(self) -> None:
        """Draw in the next rest, unless that page is ready: something was drawn just now."""
        self._cancel()
        self._handle = asyncio.get_running_loop().call_later(REST, self._begin)

    def drop(self) -> None:
        """Forget the page, as it may not be so any more."""
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
