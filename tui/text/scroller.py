"""The part of the view that moves through the text: scrolling, revealing, fitting a new size."""

from collections.abc import Callable

from textual import events

from tui.text.canvas import Canvas
from tui.text.layout import Layout
from tui.text.viewport import Viewport, Where


class Scroller(Canvas):
    """A canvas that can be scrolled. No move is animated: the next frame shows where it went.

    `turned` is called when it was scrolled, and `fitted` when it has another size, so that what is
    said of it is in the same frame.
    """

    def __init__(
        self,
        turned: Callable[[], object] | None,
        fitted: Callable[[], object] | None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(id=id)
        self._turned = turned
        self._fitted = fitted

    @property
    def viewport(self) -> Viewport:
        """What is in sight: its `layout`, `rows`, `visible` span, `fraction` read, and `height`."""
        return self._viewport

    @property
    def layout_(self) -> Layout:
        """The rows at the present width."""
        return self._viewport.layout

    def scroll_rows(self, count: int) -> None:
        """Scroll `count` rows down, up if negative, as far as the text goes. The caret stays."""
        if abs(count) >= self._viewport.height // 2:
            self._stride = count
        self._go(self._viewport.scrolled(count))

    def align(self, offset: int, line: int) -> None:
        """Scroll so that the row of `offset` is on a line of the pane, as far as the text goes."""
        self._go(self._viewport.aligned(offset, line))

    def reveal(self, offset: int, *, where: Where = "nearest") -> None:
        """Scroll so that `offset` is in sight."""
        self._go(self._viewport.revealing(offset, where))

    def seek(self, fraction: float) -> None:
        """Scroll to a fraction, 0 to 1, of the text."""
        self.reveal(int(fraction * len(self.layout_.text)), where="centre")

    def offset_under(self, x: int, y: int) -> int:
        """The text's offset at a cell of the widget; outside the text the nearest."""
        rows = self._viewport.rows
        if y >= len(rows):
            return rows[-1].end if y < self._geometry.height else rows[-1].start
        return self.layout_.offset_at(rows[max(y, 0)], x - self._geometry.text_x)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new size."""
        self._fit(event.size)
        if self._fitted is not None:
            self._fitted()

    def _go(self, viewport: Viewport) -> None:
        if viewport.top != self._viewport.top:
            self._viewport = viewport
            self._turn_page()
            if self._turned is not None:
                self._turned()
