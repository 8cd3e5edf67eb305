"""Hints of keys, each kept whole, in as many rows as that takes."""

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.hints import Hint, HintClicks, hinted

BETWEEN = "  "


class KeyHints(Widget):
    """Shows `hints`. `enter` gives the keys to the widget that has them before one is clicked."""

    DEFAULT_CSS = "KeyHints { height: auto; }"

    def __init__(self, hints: Sequence[Hint], enter: Callable[[], object]) -> None:
        super().__init__()
        self._hints = hints
        self._enter = enter
        self._hint_clicks = HintClicks()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the hints take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """The hints, row by row."""
        return Content("\n").join(self._rows(self.size.width)).stylize("dim")

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint says that is clicked."""
        await self._hint_clicks.heard(event, self.screen, self._enter)

    def _rows(self, width: int) -> list[Content]:
        rows = [Content("")]
        for hint in map(hinted, self._hints):
            longer = rows[-1] + BETWEEN + hint if rows[-1] else hint
            if rows[-1] and longer.cell_length > width:
                rows.append(hint)
            else:
                rows[-1] = longer
        return rows
