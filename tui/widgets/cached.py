"""Widgets that cache their lines, so that changes of their neighbours cost nothing.

At every change of a few cells, Textual asks every visible widget for all its lines, including
containers that are covered by their children.
"""

from abc import abstractmethod
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.brush import Brush


class Cached(Widget):
    """Caches its lines until it is refreshed, or its style or size changes."""

    _kept: tuple[Region, str, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines within `crop`; cached if these are all the lines."""
        theme = self.app.theme
        if self._kept is not None and self._kept[:2] == (crop, theme):
            return self._kept[2]
        lines = self._drawn(crop)
        if crop.size == self.outer_size:
            self._kept = crop, theme, lines
        return lines

    def _drawn(self, crop: Region) -> list[Strip]:
        """The lines within `crop`, drawn by Textual."""
        return super().render_lines(crop)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> "Cached":
        """Drop the cached lines, and refresh."""
        self._kept = None
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """Drop the cached lines, as the style has changed."""
        self._kept = None
        super().notify_style_update()


class Painted(Cached):
    """Paints its lines with its own brush, from edge to edge, including any border."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.brush = Brush(self)

    @abstractmethod
    def paint(self) -> Sequence[Strip]:
        """The lines from the top, each as wide as the widget; trailing blank ones are optional."""

    def _drawn(self, crop: Region) -> list[Strip]:
        width = self.outer_size.width
        lines = list(self.paint()[crop.y : crop.bottom])
        if len(lines) < crop.height:
            blank = self.brush.on(self.visual_style).strip(Content(""), width)
            lines += [blank] * (crop.height - len(lines))
        if crop.column_span != (0, width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines


class PaintedRow(Painted):
    """One row of styled words."""

    @abstractmethod
    def shown(self) -> list[tuple[str, str]]:
        """The words from the left edge of the row to the right, each with its style."""

    def paint(self) -> list[Strip]:
        """The row."""
        return [self.brush.on(self.visual_style).row(self.shown(), self.size.width)]

    def render(self) -> Content:
        """The same row as content."""
        return Content.assemble(*self.shown())


class Bare(Widget):
    """Draws nothing: its children cover it, and gaps between them show what is below."""

    DEFAULT_CSS = """
    Bare { layout: vertical; width: 1fr; height: 1fr; overflow: hidden hidden; }
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """No lines."""
        return []
