"""Lays a text out in rows of a given width, lazily: only around the offset asked for.

A row is identified by its start offset: there is no index of rows, so nothing here costs more in a
long text than in a short one. `decoration` and `painting` define what a row looks like.
"""

from functools import lru_cache
from typing import NamedTuple

from tui.text.stretches import Stretches
from tui.text.wrap import Wrapped

NARROWEST = 2
"""The least width, in cells: one wide character."""

_STRETCHES_KEPT = 256

_PAGES_KEPT = 4

_STRIDE = 1_024
"""How many rows are read at a time on a long way down."""


class Row(NamedTuple):
    """The code points `[start, end)` shown on one row, including the white space that ends it."""

    start: int
    end: int


class Layout:
    """The rows of `text` at `width` cells; rows tile the text, and its end is a position too.

    The visible part of a row fills at most `width` cells; one cell of white space may follow it.
    With `flowing`, newlines within a paragraph count as spaces (for texts wrapped by hand).
    Raises `ValueError` for a width that a wide character does not fit in.
    """

    def __init__(self, text: str, width: int, *, flowing: bool = False) -> None:
        if width < NARROWEST:
            raise ValueError(f"no text can be laid out in {width} cells")
        self.text = text
        self.width = width
        self._stretches = Stretches(text, flowing=flowing)
        self._wrapped = lru_cache(maxsize=_STRETCHES_KEPT)(
            lambda start, end: Wrapped(text, start, end, width)
        )
        # Wrap nothing yet: before the pane has a size, this is not the width it will be shown in.
        self._latest = Wrapped(text, 0, 0, width)
        self._pages: dict[tuple[Row, int], tuple[Row, ...]] = {}

    def row_at(self, offset: int) -> Row:
        """The row that holds `offset`; for the text's end, the last row or an empty one."""
        offset = _within(self.text, offset)
        if offset == len(self.text) and self._ends_apart():
            return Row(offset, offset)
        return Row(*self._around(offset).row_of(offset))

    def after(self, row: Row) -> Row | None:
        """The row below, None below the last."""
        if row.end < len(self.text):
            return self.row_at(row.end)
        if row.start < row.end and self._ends_apart():
            return Row(row.end, row.end)
        return None

    def before(self, row: Row) -> Row | None:
        """The row above, None above the first."""
        return self.row_at(row.start - 1) if row.start else None

    def rows(self, first: Row, count: int) -> tuple[Row, ...]:
        """`first` and the rows below it, `count` in all where the text has as many."""
        page = self._pages.get((first, count))
        if page is None:
            # Scrolling to a page and drawing it both ask for its rows.
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            page = self._pages[first, count] = tuple(self._page(first, count))
        return page

    def _page(self, first: Row, count: int) -> list[Row]:
        rows = [first] if count > 0 else []
        while len(rows) < count:
            end = rows[-1].end
            if end < len(self.text):
                rows += map(Row._make, self._around(end).rows_from(end, count - len(rows)))
            elif below := self.after(rows[-1]):
                rows.append(below)
            else:
                break
        return rows

    def shift(self, row: Row, count: int) -> Row:
        """The row `count` rows below, above if negative; at most the last or the first."""
        while count > 0:
            below = self.rows(row, min(count, _STRIDE) + 1)
            if len(below) == 1:
                break
            row, count = below[-1], count - len(below) + 1
        while count < 0 and row.start:
            start, passed = self._around(row.start - 1).row_above(row.start, -count)
            row, count = self.row_at(start), count + passed
        return row

    def cell_of(self, row: Row, offset: int) -> int:
        """The cell of `row` at which `offset` is shown; inside a cluster, that cluster's cell."""
        offset = min(max(offset, row.start), row.end)
        if row.start == row.end:
            return 0
        return self._around(row.start).cells(row.start, offset)

    def offset_at(self, row: Row, cell: int) -> int:
        """The start of the cluster at `cell` of `row`; beyond its end, the last position on it."""
        if row.start == row.end:
            return row.start
        offset = self._around(row.start).offset_at(row.start, row.end, cell)
        if offset < row.end:
            return offset
        ends_text = row.end == len(self.text) and not self._ends_apart()
        return row.end if ends_text else self.previous_cluster(row.end)

    def shown(self, row: Row, start: int, end: int) -> str:
        """The terminal's text for `[start, end)`, whole clusters of `row`; tabs become spaces."""
        if start >= end:
            return ""
        wrapped = self._around(row.start)
        cut = min(end, max(start, wrapped.tail))
        hanging = " " if start <= wrapped.tail < end else ""
        return wrapped.shown[start - wrapped.start : cut - wrapped.start] + hanging

    def snap(self, offset: int) -> int:
        """The start of the cluster that holds `offset`."""
        offset = _within(self.text, offset)
        if offset == len(self.text):
            return offset
        return self._around(offset).cluster_of(offset)[0]

    def next_cluster(self, offset: int) -> int:
        """The end of the cluster at `offset`; at the text's end, the text's end."""
        offset = _within(self.text, offset)
        if offset == len(self.text):
            return offset
        return self._around(offset).cluster_of(offset)[1]

    def previous_cluster(self, offset: int) -> int:
        """Where the cluster before `offset` starts; 0 at the start."""
        offset = _within(self.text, offset)
        return self.snap(offset - 1) if offset else 0

    def _around(self, offset: int) -> Wrapped:
        """The wrapped stretch that holds `offset`."""
        latest = self._latest
        if not latest.start <= offset < latest.end:
            latest = self._latest = self._wrapped(*self._stretches.around(offset))
        return latest

    def _ends_apart(self) -> bool:
        """Whether the text's end needs its own row: after a newline, or after a full row."""
        end = len(self.text)
        if not end or self.text[end - 1] == "\n":
            return bool(end)
        row = self._around(end - 1).row_of(end)
        return self._around(end - 1).cells(row[0], end) > self.width


def _within(text: str, offset: int) -> int:
    return min(max(offset, 0), len(text))
