"""The rows of a layout that a pane shows, and where a scroll or a reveal takes it.

Pure: each move returns a new viewport. Its position is the offset of its top row, not a row number.
"""

from functools import cached_property
from typing import Literal

import msgspec

from annotations.span import Span
from tui.text.layout import Layout, Row

Where = Literal["nearest", "third", "centre"]

MARGIN = 2
"""How many rows are kept in sight above and below the head, where the pane is high enough."""


class Viewport(msgspec.Struct, frozen=True, dict=True):
    """`height` rows of `layout` from the one that holds the offset `top`."""

    layout: Layout
    height: int
    top: int = 0

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows in sight, at least one."""
        return self.layout.rows(self.layout.row_at(self.top), max(self.height, 1))

    @property
    def visible(self) -> Span:
        """The code points in sight."""
        return Span(self.rows[0].start, self.rows[-1].end)

    @property
    def fraction(self) -> float:
        """The fraction of the text, 0 to 1, up to the end of the last row in sight."""
        length = len(self.layout.text)
        return self.rows[-1].end / length if length else 1.0

    def line_of(self, offset: int) -> int | None:
        """The index of the row of `offset` among the rows in sight, or None if it is not."""
        row = self.layout.row_at(offset)
        first, last = self.rows[0], self.rows[-1]
        if not first.start <= row.start <= last.start:
            return None
        return self.rows.index(row)

    def scrolled(self, count: int) -> "Viewport":
        """`count` rows down, up if negative; the last row never rises above the bottom."""
        return self._from(self.layout.shift(self.rows[0], count))

    def aligned(self, offset: int, line: int) -> "Viewport":
        """With the row of `offset` on this line of the pane, as far as the text's ends allow."""
        return self._above(offset, min(max(line, 0), max(self.height - 1, 0)))

    def revealing(self, offset: int, where: Where = "nearest") -> "Viewport":
        """With the row of `offset` a third down, in the middle, or in sight by the least scroll."""
        if where != "nearest":
            return self._above(offset, self.height // (3 if where == "third" else 2))
        margin = min(MARGIN, (self.height - 1) // 2)
        line = self.line_of(offset)
        if line is not None and margin <= line < self.height - margin:
            return self
        if line is not None:
            return self.scrolled(
                line - margin if line < margin else line - (self.height - 1 - margin)
            )
        below = offset >= self.rows[-1].end
        near = rows_apart(self.layout, self.rows[-1 if below else 0].start, offset, self.height)
        if abs(near) >= self.height:
            return self._above(offset, self.height // 2)
        return self._above(offset, self.height - 1 - margin if below else margin)

    def resized(self, layout: Layout, height: int, keep: int | None = None) -> "Viewport":
        """The same passage in another layout or height; `keep`, if in sight, stays on its line.

        If the height was 0, nothing was in sight and `top` may be anywhere in a row.
        """
        line = None if keep is None or not self.height else self.line_of(keep)
        if keep is None or line is None:
            row = layout.row_at(self.rows[0].start if self.height else self.top)
        else:
            row = layout.shift(layout.row_at(keep), -min(line, max(height - 1, 0)))
        return msgspec.structs.replace(
            self, layout=layout, height=height, top=_filling(layout, row, height).start
        )

    def _above(self, offset: int, line: int) -> "Viewport":
        """With `offset` on the given line, as far as the text's ends allow."""
        return self._from(self.layout.shift(self.layout.row_at(offset), -line))

    def _from(self, row: Row) -> "Viewport":
        return msgspec.structs.replace(self, top=_filling(self.layout, row, self.height).start)


def _filling(layout: Layout, row: Row, height: int) -> Row:
    """`row`, or the row above it from which the text still fills `height` rows."""
    missing = height - len(layout.rows(row, height))
    return layout.shift(row, -missing) if missing > 0 else row


def rows_apart(layout: Layout, first: int, second: int, limit: int) -> int:
    """How many rows `second` lies below `first`, negative if above; counted up to `limit`."""
    row, goal = layout.row_at(first), layout.row_at(second)
    down = goal.start >= row.start
    count = 0
    while row != goal and count < limit:
        neighbour = layout.after(row) if down else layout.before(row)
        if neighbour is None:
            break
        row, count = neighbour, count + 1
    return count if down else -count
