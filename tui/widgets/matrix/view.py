"""The widget of the matrix: tags down, articles, outlets or events across, a cursor on a cell.

It draws only what is in view; what is compared, and what is done with a cell, is up to the screen.
"""

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

from annotations.compare.matrix.matrix import Matrix
from annotations.compare.matrix.notation import Show
from annotations.study import Study
from tui.text.pointer import WHEEL_ROWS
from tui.widgets.cached import Painted
from tui.widgets.click_targets import ClickTargets
from tui.widgets.matrix.frame import HEADS, MatrixFrame
from tui.widgets.matrix.grid import Grid


class MatrixView(Painted):
    """Shows a matrix. `moved` is called when the cursor moves, `chosen` on a double click."""

    DEFAULT_CSS = """
    MatrixView { height: 1fr; }
    """

    def __init__(
        self,
        study: Study,
        matrix: Matrix,
        moved: Callable[[], object],
        chosen: Callable[[], object],
    ) -> None:
        super().__init__()
        self._moved = moved
        self._chosen = chosen
        self._strips: dict[int, Strip] = {}
        self._ground: Style | None = None
        self._targets = ClickTargets()
        self.frame = MatrixFrame(study, matrix)

    @property
    def grid(self) -> Grid:
        """The cursor, and what is in view."""
        return self.frame.grid

    def take(self, matrix: Matrix, show: Show) -> None:
        """Show another matrix; the cursor stays on its row, if that still exists."""
        self.frame.show = show
        self.frame.take(matrix)
        self._changed()

    def refold(self, at: str = "") -> None:
        """Recompute the visible rows, with the cursor on the one with the key `at`."""
        self.frame.refold(at)
        self._changed()

    def turn_fold(self, key: str) -> None:
        """Fold or unfold the row with this key, and put the cursor on it."""
        self.frame.folds ^= {key}
        self.refold(key)

    def redraw(self) -> None:
        """Redraw everything."""
        self.frame.forget()
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell, and redraw the lines affected."""
        grid = self.grid
        window, before = (grid.top, grid.left), (grid.row, grid.column)
        grid.go(row, column)
        if (grid.top, grid.left) != window:
            self.redraw()
        elif (grid.row, grid.column) != before:
            touched = {before[0], grid.row}
            self.frame.forget(*touched)
            lines = [*range(HEADS), *(y for row in touched for y in self.frame.lines_of(row))]
            for y in lines:
                self._strips.pop(y, None)
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))
        self._moved()

    def step(self, rows: int, columns: int = 0) -> None:
        """Move the cursor by rows and columns."""
        self.go(self.grid.row + rows, self.grid.column + columns)

    def page(self, by: int) -> None:
        """Move the cursor by a page, down (1) or up (-1)."""
        self.step(by * max(self.grid.room - 1, 1))

    def _changed(self) -> None:
        self._repaint()
        self._moved()

    def paint(self) -> list[Strip]:
        """The lines from the top; only those that changed are repainted."""
        ground = self.visual_style
        if ground != self._ground:
            self._strips.clear()
            self._ground = ground
        thumb = self.frame.thumb()
        for y in range(self.size.height):
            if y not in self._strips:
                self._strips[y] = self._painted(y, ground, "▐" if y in thumb else " ")
        return [self._strips[y] for y in range(self.size.height)]

    def _painted(self, y: int, ground: Style, bar: str) -> Strip:
        width, coat = max(self.size.width - 1, 1), self.brush.on(ground)
        line = coat.segments(self.frame.content(y).truncate(width), width)
        end = coat.segments(Content.styled(bar, "$foreground 30%"), 1)
        return Strip([*line, *end], width + 1)

    def on_resize(self) -> None:
        """Fit the matrix to the new size."""
        self.frame.fit(self.size.width - 1, self.size.height)
        self._changed()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked cell; a double click chooses it.

        On a column's name, the cursor goes to that column in its row, and nothing is chosen. A
        click on a fold sign folds or unfolds.
        """
        spot = self._targets.clicked(event)
        row, column = self.frame.place_at(event.x, event.y)
        if spot is None or row not in self.grid.shown_rows:
            return
        self.go(row, column)
        if spot:
            self.turn_fold(self.frame.line.key)
        elif event.chain == 2 and event.y >= HEADS:
            self._chosen()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor moves along if it would leave the view."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the cursor moves along if it would leave the view."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self.grid.scroll(by * -(-WHEEL_ROWS // self.frame.row_height))
        self.frame.forget()
        self._changed()
