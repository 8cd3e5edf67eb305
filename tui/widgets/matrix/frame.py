"""The lines of a matrix that are in view, drawn when first needed and then cached.

It handles neither keys nor the screen; `tui.widgets.matrix.view` shows it.
"""

from collections.abc import Iterator

from textual.content import Content

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.matrix import Matrix
from annotations.compare.matrix.notation import Show
from annotations.study import Study
from annotations.tag import above
from tui.widgets.matrix.cells import HEIGHTS
from tui.widgets.matrix.drawing import (
    Widths,
    column_heads,
    corner,
    grounded,
    longest_name,
    name_of_row,
    row_lines,
    short_names,
)
from tui.widgets.matrix.grid import NAMES, Grid
from tui.widgets.matrix.lines import MatrixLine, seen_lines

HEADS = 2
"""Lines of the column names."""

RULE = Content.styled("│", "dim")


class MatrixFrame:
    """A matrix with its folds and its cursor, in a window of some cells and lines.

    `folds` are the names of the folded rows; with `used_only`, rows without passages are left out.
    After a change of either, call `refold`.
    """

    def __init__(self, study: Study, matrix: Matrix) -> None:
        self._study = study
        self._size = (0, 0)
        self._drawn: dict[int, list[Content]] = {}
        self._widths = Widths.within(0, 1, 0, "counts")
        self._digits = 1
        self.names: list[str] = []
        self.matrix = matrix
        self.show: Show = "counts"
        self.folds: set[str] = set()
        self.used_only = False
        self.grid = Grid()
        self.lines: list[MatrixLine] = []
        self.take(matrix)

    @property
    def line(self) -> MatrixLine:
        """The row under the cursor; there is always at least the row of everything."""
        return self.lines[self.grid.row]

    def take(self, matrix: Matrix) -> None:
        """Show another matrix; the cursor stays on its row, if that still exists."""
        key = self.line.key if self.lines else ""
        self.matrix = matrix
        self.names = short_names(self._study, matrix)
        self._digits = len(str(max(matrix.all.cells.counts, default=0)))
        self.refold(key)

    def refold(self, at: str = "") -> None:
        """Recompute the visible rows, with the cursor on the one with the key `at`.

        Without `at` it stays on its row or, if that is hidden, goes to the nearest row above it in
        the tree.
        """
        key = at or (self.line.key if self.lines else "")
        self.lines = seen_lines(self.matrix, self.folds, used_only=self.used_only)
        places = {line.key: nth for nth, line in enumerate(self.lines)}
        key = next((name for name in (key, *above(key)) if name in places), "")
        self.grid.take(len(self.lines), len(self.matrix.columns), places.get(key, self.grid.row))
        self.fit(*self._size)

    def fit(self, width: int, height: int) -> None:
        """Resize the window to so many cells and lines."""
        self._size = (width, height)
        columns, longest = len(self.matrix.columns), longest_name(self.lines)
        self._widths = Widths.within(width, columns, longest, self.show)
        self.grid.fit((height - HEADS) // self.row_height, self._widths.fits)
        self.forget()

    @property
    def in_view(self) -> Iterator[Cell]:
        """The cells in view."""
        for nth in self.grid.shown_rows:
            yield from map(self.lines[nth].row.cells.__getitem__, self.grid.shown_columns)

    @property
    def with_share(self) -> Iterator[Cell]:
        """The cells in view, and totals, whose share of the text is shown."""
        if self.show == "share":
            yield from self.in_view
            yield from (self.lines[nth].row.total for nth in self.grid.shown_rows)

    @property
    def row_height(self) -> int:
        """The height of a row in lines."""
        return HEIGHTS[self.show]

    def forget(self, *rows: int) -> None:
        """Drop the cached drawings of these rows; without any, of all."""
        for row in rows or list(self._drawn):
            self._drawn.pop(row, None)

    def place_at(self, x: int, y: int) -> tuple[int, int]:
        """The row and column at a position in the window; above the rows, the cursor's row."""
        row = self.grid.top + (y - HEADS) // self.row_height if y >= HEADS else self.grid.row
        beside = x - self._widths.names - 1
        return row, NAMES if beside < 0 else self.grid.left + beside // self._widths.column

    def lines_of(self, row: int) -> range:
        """The window's lines that a row takes."""
        start = HEADS + (row - self.grid.top) * self.row_height
        return range(start, start + self.row_height)

    def content(self, y: int) -> Content:
        """The window's line `y`."""
        if y < HEADS:
            return self._head(y)
        row, number = divmod(y - HEADS, self.row_height)
        row += self.grid.top
        if row not in self.grid.shown_rows:
            return Content("")
        if row not in self._drawn:
            self._drawn[row] = self._row(row)
        return self._drawn[row][number]

    def _head(self, y: int) -> Content:
        heads = [
            column_heads(
                self._study, self.matrix, column, self._widths.column, self.names[column],
                column == self.grid.column,
            )[y]
            for column in self.grid.shown_columns
        ]  # fmt: skip
        return Content("").join([corner(self._widths.names)[y], RULE, *heads])

    def _row(self, row: int) -> list[Content]:
        line, here, widths = self.lines[row], row == self.grid.row, self._widths
        on_name = here and self.grid.column == NAMES
        name = name_of_row(self._study, line, widths.names, self.show, current=here, on=on_name)
        cells = row_lines(
            line, self.grid.shown_columns, self.grid.column if here else None,
            widths, self.show, self._digits,
        )  # fmt: skip
        below = grounded(Content(" " * widths.names), on_name, here)
        names = [name, *[below] * (self.row_height - 1)]
        return [name + RULE + cell for name, cell in zip(names, cells, strict=True)]

    def thumb(self) -> range:
        """The lines that the scroll bar's thumb covers; empty if all rows are in view."""
        grid, room = self.grid, self._size[1] - HEADS
        if grid.rows <= grid.room or room < 2:
            return range(0)
        length = max(1, room * grid.room // grid.rows)
        start = HEADS + grid.top * (room - length) // (grid.rows - grid.room)
        return range(start, start + length)
