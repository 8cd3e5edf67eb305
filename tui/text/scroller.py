"""The part of the view that moves through the text: scrolling, revealing, fitting a new size."""

from collections.abc import Callable

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from annotations.span import Span
from tui.text.canvas import Canvas
from tui.text.layout import Layout
from tui.text.pointer import Pointer
from tui.text.scene import Scene
from tui.text.viewport import Viewport, Where


class Scroller(Pointer):
    """A scene that can be scrolled. Moves are not animated: the next frame shows the new position.

    It overrides the public `render_lines` and draws its own scrollbar in the strips, which saves
    most of the cost of a page move. `turned` is called after scrolling and `fitted` after a resize,
    so that what is displayed about the scene changes in the same frame.
    """

    def __init__(
        self, turned: Callable[[], object] | None, fitted: Callable[[], object] | None
    ) -> None:
        super().__init__()
        self._turned = turned
        self._fitted = fitted
        self._scene = Scene()
        self._canvas = Canvas(self._scene, self)

    @property
    def viewport(self) -> Viewport:
        """What is in sight: its `layout`, `rows`, `visible` span, `fraction` read, and `height`."""
        return self._scene.viewport

    @property
    def layout_(self) -> Layout:
        """The rows at the current width."""
        return self._scene.viewport.layout

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the lines asked for."""
        self._fit(self.size)
        strips = self._canvas.strips(crop.line_range)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def repaint(self) -> None:
        """Redraw the lines whose appearance has changed, and refresh only those."""
        changed = self._canvas.changed(self.size)
        if changed is None:
            self.refresh()
        elif changed:
            self.refresh(*changed)

    def scroll_rows(self, count: int) -> None:
        """Scroll `count` rows down, up if negative, as far as the text goes. The caret stays."""
        if abs(count) >= self.viewport.height // 2:
            self._canvas.stride = count
        self._go(self.viewport.scrolled(count))

    def align(self, offset: int, line: int) -> None:
        """Scroll so that the row of `offset` is on a line of the pane, as far as the text goes."""
        self._go(self.viewport.aligned(offset, line))

    def reveal(self, offset: int, *, where: Where = "nearest") -> None:
        """Scroll so that `offset` is in sight."""
        self._go(self.viewport.revealing(offset, where))

    def seek(self, fraction: float) -> None:
        """Scroll to a fraction, 0 to 1, of the text."""
        self.reveal(int(fraction * len(self.layout_.text)), where="centre")

    @property
    def text(self) -> str:
        """The whole text of the scene."""
        return self._scene.sources.structure.text

    def letter_under(self, x: int, y: int) -> Span:
        """The letter at a cell of the widget; where none is drawn, an empty span nearby.

        White space does not count as a letter.
        """
        return self._scene.letter_under(x, y)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new size."""
        self._fit(event.size)
        if self._fitted is not None:
            self._fitted()

    def _fit(self, size: Size) -> None:
        if self._scene.fit(size.width, size.height):
            self._canvas.clear()

    def _go(self, viewport: Viewport) -> None:
        if viewport.top != self.viewport.top:
            self._scene.viewport = viewport
            self._canvas.turn()
            self.refresh()
            if self._turned is not None:
                self._turned()
