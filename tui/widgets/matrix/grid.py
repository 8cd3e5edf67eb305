"""The state of a table: its size, a cursor, and a window of rows and columns. Pure bookkeeping."""

NAMES = -1
"""The cursor's column while it is on the names of the rows."""


class Grid:
    """A cursor in a table, and the window, which scrolls as little as keeps the cursor in view.

    `room` and `fits` are how many rows and columns are in view, `top` and `left` the first of them.
    The names of the rows are always in view; the cursor may be on them, in the column `NAMES`.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.row = 0
        self.column = 0
        self.top = 0
        self.left = 0
        self.room = 1
        self.fits = 1

    def take(self, rows: int, columns: int, row: int) -> None:
        """Use a table of this size, with the cursor on a row."""
        self.rows, self.columns = rows, columns
        self.go(row, self.column)

    def fit(self, room: int, fits: int) -> None:
        """Show so many rows and columns, at least one of each."""
        self.room, self.fits = max(room, 1), max(fits, 1)
        self.go(self.row, self.column)

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or on the nearest existing one."""
        self.row = max(0, min(row, self.rows - 1))
        self.column = max(NAMES, min(column, self.columns - 1))
        self.top = _held(self.top, self.row, self.room, self.rows)
        self.left = _held(self.left, max(self.column, 0), self.fits, self.columns)

    def scroll(self, by: int) -> None:
        """Move the view by rows; the cursor moves along if it would leave the view."""
        self.top = max(0, min(self.top + by, self.rows - self.room))
        self.go(max(self.top, min(self.row, self.top + self.room - 1)), self.column)

    @property
    def shown_rows(self) -> range:
        """The rows in view."""
        return range(self.top, min(self.top + self.room, self.rows))

    @property
    def shown_columns(self) -> range:
        """The columns in view, except that of the names."""
        return range(self.left, min(self.left + self.fits, self.columns))


def _held(first: int, cursor: int, room: int, count: int) -> int:
    """The first in view, as near to `first` as shows the cursor and leaves no room unused."""
    nearest = max(min(first, cursor), cursor - room + 1)
    return max(0, min(nearest, count - room))
