"""A list of one-line choices with a cursor, whose rows are drawn as they come into view.

It draws what it is given and reports clicks at once, so that keys typed right after a click find
its effect. Keys, and what the choices mean, are up to the screen.
"""

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.terminal.clean import clean_line
from tui.widgets.brush import Brush
from tui.widgets.click_targets import ClickTargets
from tui.widgets.lists.roll import POINTER
from tui.widgets.plain import cut

Drawing = Callable[[int], Content]
"""Draws a row for a width in cells."""

Clicked = Callable[[int, int], object]
"""Called with a row's index and the count of clicks, 2 for the second click of a double click."""


class Choices(ScrollView, can_focus=False):
    """Rows of choices after a column for the pointer. `cursor` is the row's index, -1 for none."""

    DEFAULT_CSS = """
    Choices {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
    }
    """

    def __init__(self, clicked: Clicked) -> None:
        super().__init__()
        self._clicked = clicked
        self._rows: Sequence[Drawing] = ()
        self._missing = ""
        self._brush = Brush(self)
        self._targets = ClickTargets()
        self.cursor = -1

    def show(self, rows: Sequence[Drawing], cursor: int = -1, missing: str = "") -> None:
        """Show these rows, with the cursor on one of them; if there are none, show `missing`."""
        self._rows = rows
        self._missing = missing
        height = max(len(rows), 1 if missing else 0)
        if self.virtual_size.height != height:
            self.virtual_size = Size(0, height)
            self.refresh(layout=True)
        self.refresh()
        self.go(cursor)
        self.call_after_refresh(self._reveal)

    def go(self, cursor: int) -> None:
        """Put the cursor on a row, clamped to the existing ones, and scroll it into view."""
        self.cursor = max(min(cursor, len(self._rows) - 1), -1)
        self._reveal()
        self.refresh()

    def step(self, rows: int) -> None:
        """Move the cursor down by `rows`, up if negative; one step wraps around at the ends."""
        if not self._rows:
            return
        wanted = self.cursor + rows
        if abs(rows) == 1:
            self.go(wanted % len(self._rows) if wanted >= -1 else len(self._rows) - 1)
        else:
            self.go(max(wanted, 0))

    @property
    def page(self) -> int:
        """The number of rows of a page."""
        return max(self.scrollable_content_region.height - 1, 2)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of all rows, at most three fifths of the screen.

        A `max-height` in the style sheet would not do: Textual ignores it when it computes the
        height of the frame around the list.
        """
        return min(self.virtual_size.height, viewport.height * 3 // 5)

    def _reveal(self) -> None:
        if self.cursor >= 0:
            row = Region(0, self.cursor, 1, 1)
            self.scroll_to_region(row, animate=False, x_axis=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """The row of the view `y` rows from its top."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self._rows):
            words = "" if index else cut(clean_line(self._missing), width - 1)
            missing = Content.styled(f" {words}", "dim")
            return self._brush.on(self.visual_style).strip(missing, width)
        here = index == self.cursor
        content = Content(POINTER if here else " ") + self._rows[index](max(width - 1, 0))
        if here:
            content = content.pad_right(max(width - content.cell_length, 0))
            content = content.stylize("bold on $foreground 12%")
        return self._brush.on(self.visual_style).strip(content, width)

    def on_click(self, event: events.Click) -> None:
        """Report which row, or which spot of it, was clicked."""
        offset, name = event.get_content_offset(self), self._targets.clicked(event)
        index = -1 if offset is None else offset.y + self.scroll_offset.y
        if name is None or not 0 <= index < len(self._rows):
            return
        if name:
            self.spot_clicked(index, name)
        else:
            self._clicked(index, event.chain)

    def spot_clicked(self, index: int, name: str) -> None:
        """Handle a click on a spot of a row; overridden by lists that draw rows with spots."""
