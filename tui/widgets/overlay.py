"""A screen over another one, which stays visible wherever this one shows nothing.

For each letter typed in a modal screen, Textual would redraw everything behind it, style by style.
"""

from typing import Any, Self, TypeVar

from textual.color import TRANSPARENT
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip

Answer = TypeVar("Answer")


class Overlay(ModalScreen[Answer]):
    """Uses the lines of the screen below as its background; nothing in them can be clicked."""

    _behind: list[Strip] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the screen below, redrawn after changes: Textual then refreshes this screen.

        They are not cached while another screen lies over this one, as then that one is refreshed.
        """
        stack = self.app.screen_stack
        if self not in stack:
            return super().render_lines(crop)
        if self._behind is None or self is not stack[-1] or len(self._behind) != self.size.height:
            self._behind = self._drawn(stack[stack.index(self) - 1])
        return [line.crop(*crop.column_span) for line in self._behind[crop.y : crop.bottom]]

    def _drawn(self, below: Screen[Any]) -> list[Strip]:
        """A screen's lines, without anything clickable in them."""
        console = self.app.console
        options = console.options.update_dimensions(*self.size)
        drawn = BackgroundScreen(below, TRANSPARENT)
        return [Strip(line) for line in console.render_lines(drawn, options)]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Redraw the screen and what is behind it."""
        self._behind = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
