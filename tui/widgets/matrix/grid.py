"""A table as its widget sees it: a cursor, and a window of rows and columns. Pure bookkeeping."""

NAMES = -1
"""The cursor's column while it is on the names of the rows."""


class Grid:
    """A cursor in a table and the part in view, which moves by as little as keeps it there.

    `room` and `fits` are how many rows and columns are in view, `top` and `left` the first of
    them. The names of the rows stay; the cursor may stand on them, in the column `NAMES`.
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
        """Stand over a table of this size, with the cursor on a row."""
        self.rows, self.columns = rows, columns
        self.go(row, self.column)

    def fit(self, room: int, fits: int) -> None:
        """Show so many rows and columns, at least one of each."""
        self.room, self.fits = max(room, 1), max(fits, 1)
        self.go(self.row, self.column)

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or on the nearest there is."""
        self.row = max(0, min(row, self.rows - 1))
        self.column = max(NAMES, min(column, self.columns - 1))
        self.top = _held(self.top, self.row, self.room, self.rows)
        self.left = _held(self.left, max(self.column, 0), self.fits, self.columns)

    def scroll(self, by: int) -> None:
        """Move the view by rows; the cursor comes along where it must."""
        self.top = max(0, min(self.top + by, self.rows - self.room))
        self.go(max(self.top, min(self.row, self.top + self.room - 1)), self.column)

    @property
    def shown_rows(self) -> range:
        """The rows in view."""
        return range(self.top, min(self.top + self.room, self.rows))

    @property
    def shown_columns(self) -> range:
        """The columns in view, but that of the names."""
        return range(self.left, min(self.left + self.fits, self.columns))


def _held(first: int, cursor: int, room: int, count: int) -> int:
    """The first in view, so near to `first` as has the cursor in view and no room left over."""
    nearest = max(min(first, cursor), cursor - room + 1)
    return max(0, min(nearest, count - room))
