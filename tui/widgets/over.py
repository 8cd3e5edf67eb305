"""A screen that lies over another one, which is seen wherever it has nothing to show itself.

Textual draws all that is behind anew, style by style, for each letter that is typed in front of it.
"""

from typing import Any, Self, TypeVar

from textual.color import TRANSPARENT
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip

Answer = TypeVar("Answer")


class Over(ModalScreen[Answer]):
    """Has the lines of the screen below it for its own; nothing can be clicked in them."""

    _behind: list[Strip] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is behind, drawn anew once it has changed: Textual has this screen refreshed then.

        Where another one lies over this, it is that one.
        """
        stack = self.app.screen_stack
        if self not in stack:
            return super().render_lines(crop)
        if self._behind is None or self is not stack[-1] or len(self._behind) != self.size.height:
            self._behind = self._drawn(stack[stack.index(self) - 1])
        return [line.crop(*crop.column_span) for line in self._behind[crop.y : crop.bottom]]

    def _drawn(self, below: Screen[Any]) -> list[Strip]:
        """A screen's lines, without anything in them that could be clicked."""
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
        """Have it drawn anew, and what is behind."""
        self._behind = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
