"""The widget that shows the passages of one tag side by side, with a cursor on one of them.

What is shown, and what is done with a passage, is up to the screen.
"""

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.matrix import Matrix, Row
from annotations.study import Study
from tui.text.pointer import WHEEL_ROWS
from tui.widgets.cached import Painted
from tui.widgets.matrix.grid import Grid
from tui.widgets.passages.page import HEADS, PassagesPage


class PassagesView(Painted):
    """Shows a row's passages; calls `moved` when the cursor moves, `chosen` on a double click."""

    DEFAULT_CSS = """
    PassagesView { height: 1fr; }
    """

    def __init__(
        self, study: Study, moved: Callable[[], object], chosen: Callable[[], object]
    ) -> None:
        super().__init__()
        self._moved = moved
        self._chosen = chosen
        self._page = PassagesPage(study)

    @property
    def current(self) -> str:
        """The passage under the cursor, by its highlight's id."""
        return self._page.column.current

    @property
    def column(self) -> int:
        """The cursor's column, by its index in the matrix."""
        return self._page.column.number

    @property
    def grid(self) -> Grid:
        """The columns, and which of them are in view."""
        return self._page.grid

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells of the columns in view."""
        return [self._page.fitted(nth).cell for nth in self.grid.shown_columns]

    def take(self, matrix: Matrix, row: Row, column: int) -> None:
        """Show the passages of a row, with the cursor in a column."""
        self._page.take(matrix, row, column)
        self._changed()

    def step(self, rows: int, columns: int = 0) -> None:
        """Move the cursor to the next passage, or into another column."""
        if columns:
            self.grid.go(0, max(self.grid.column + columns, 0))
        else:
            self._page.column.roll.step(rows)
        self._changed()

    def go(self, highlight: str) -> None:
        """Put the cursor on a passage, if it is in the cursor's column."""
        ids = self._page.column.cell.highlights
        if highlight in ids:
            self._page.column.roll.go(ids.index(highlight))
        self._changed()

    def page(self, by: int) -> None:
        """Move the cursor by a page, down (1) or up (-1)."""
        self._page.column.roll.page(by)
        self._changed()

    def edge(self, *, last: bool) -> None:
        """Move the cursor to the first passage of the column or the last."""
        column = self._page.column
        column.roll.go(column.cell.count - 1 if last else 0)
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self._moved()

    def paint(self) -> list[Strip]:
        """The lines from the top."""
        if not self._page.is_filled:
            return []
        width, coat = max(self.size.width, 1), self.brush.on(self.visual_style)
        return [coat.strip(line.truncate(width), width) for line in self._page.lines()]

    def on_resize(self) -> None:
        """Lay the passages out for the new width."""
        if self._page.is_filled:
            self._page.fit(self.size.width, self.size.height)
            self._changed()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked passage; a double click chooses it."""
        self.grid.go(0, max(self._page.column_at(event.x), 0))
        roll = self._page.column.roll
        view = roll.view()
        is_on_one = 0 <= event.y - HEADS < len(view)
        if is_on_one:
            roll.go(view[event.y - HEADS][0])
        self._changed()
        if is_on_one and event.chain == 2:
            self._chosen()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the pointer; its cursor moves along if it has to."""
        self._wheel(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the pointer; its cursor moves along if it has to."""
        self._wheel(event, -WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        last = self.grid.columns - 1
        self._page.fitted(min(self._page.column_at(event.x), last)).roll.scroll(by)
        self._changed()
