"""A screen that lies over another one, which is seen wherever it has nothing to show itself.

Textual works the look of all that is behind out anew, style by style, whenever the screen is drawn.
"""

from typing import Self, TypeVar

from textual.geometry import Region
from textual.screen import ModalScreen
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
            below = stack[stack.index(self) - 1]
            lines = below._compositor.render_strips()  # noqa: SLF001 - it has no public name
            self._behind = [_inert(line) for line in lines]
        return [line.crop(*crop.column_span) for line in self._behind[crop.y : crop.bottom]]

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


def _inert(line: Strip) -> Strip:
    """A line without anything that could be clicked."""
    says = any(style is not None and (style.meta or style.link) for _, style, _ in line)
    return line.discard_meta() if says else line
