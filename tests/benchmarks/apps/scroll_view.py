"""Two texts side by side in Textual's ScrollView, each with a caret and nothing else."""

import sys
import textwrap
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

MEASURE = 50
REVERSE = Style(reverse=True)


class Pane(ScrollView, can_focus=True):
    """Rows wrapped in advance, and a caret that the arrow keys move by rows and cells."""

    DEFAULT_CSS = "Pane { width: 1fr; }"

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self.rows = rows
        self.caret = (0, 0)
        self.virtual_size = Size(MEASURE, len(rows))

    def render_line(self, y: int) -> Strip:
        """Render one row, with the caret's cell in reverse video."""
        row = y + self.scroll_offset.y
        text = (self.rows[row] if row < len(self.rows) else "").ljust(self.size.width)
        if row != self.caret[0]:
            return Strip([Segment(text)], len(text))
        cell = self.caret[1]
        parts = [Segment(text[:cell]), Segment(text[cell], REVERSE), Segment(text[cell + 1 :])]
        return Strip(parts, len(text))

    def on_key(self, event: events.Key) -> None:
        """Move the caret or turn the page."""
        row, cell = self.caret
        by = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}.get(event.key)
        if event.key == "pagedown":
            by = (self.size.height - 1, 0)
            self.scroll_to(y=self.scroll_offset.y + by[0], animate=False)
        if by is None:
            return
        event.stop()
        event.prevent_default()
        self.caret = (max(row + by[0], 0), max(cell + by[1], 0))
        top = self.scroll_offset.y
        for touched in (row, self.caret[0]):
            self.refresh(Region(0, touched - top, self.size.width, 1))


class TwoPanes(App[None]):
    """The file named on the command line, twice."""

    def compose(self) -> ComposeResult:
        """Yield both panes."""
        rows: list[str] = []
        for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
            rows += textwrap.wrap(line, MEASURE) or [""]
        with Horizontal():
            yield Pane(rows)
            yield Pane(rows)


TwoPanes().run()
