"""The widget that shows an article's text: told what to show, it tells of mouse and scrolling.

No logic: motions, labels and what a key or click means live elsewhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from textual import events
from textual.message import Message

from annotations.span import Span
from annotations.structure import Structure
from tui.text import pointer
from tui.text.canvas import Canvas
from tui.text.decoration import Mark
from tui.text.geometry import WIDEST_MEASURE
from tui.text.labels import Place
from tui.text.layout import NARROWEST, Layout
from tui.text.page import Sources, words_in_sight
from tui.text.selection import Selection
from tui.text.viewport import Viewport, Where

_FLASH_SECONDS = 0.6


class Scrolled(pointer.ViewMessage, namespace="text_view"):
    """Another part of the text is in sight."""

    def can_replace(self, message: Message) -> bool:
        """Only where it stands now matters."""
        return isinstance(message, Scrolled) and message.view is self.view


class Resized(pointer.ViewMessage, namespace="text_view"):
    """The text has been laid out for another size."""

    def can_replace(self, message: Message) -> bool:
        """Only the last size matters."""
        return isinstance(message, Resized) and message.view is self.view


class TextView(Canvas, can_focus=True):
    """A pane of text with a caret, a selection, highlights, hits and labels.

    Offsets are code points of the text. Everything may be set before the widget has a size.
    """

    DEFAULT_CSS = """
    TextView {
        background: $background;
        color: $foreground;
    }
    """
    ALLOW_SELECT = False

    Pressed = pointer.Pressed
    Dragged = pointer.Dragged
    Released = pointer.Released
    ContextWanted = pointer.ContextWanted
    Scrolled = Scrolled
    Resized = Resized

    def show(
        self,
        structure: Structure,
        marks_in: Callable[[Span], Sequence[Mark]],
        *,
        caret: int = 0,
        top: int = 0,
    ) -> None:
        """Show another text: its structure, highlights by span, the caret, the top row's offset."""
        self._sources = Sources(structure, marks_in, lambda _span: ())
        self._selection = Selection.at(caret)
        self._labels, self._current_hit, self._flash = {}, None, None
        layout = self._lay_out(self._viewport.layout.width)
        viewport = Viewport(layout, self._geometry.height, layout.row_at(top).start)
        self._viewport = viewport.revealing(caret) if self._geometry.height else viewport
        self.repaint()

    @property
    def selection(self) -> Selection:
        """The selection; setting it repaints what changed and keeps its head in sight."""
        return self._selection

    @selection.setter
    def selection(self, selection: Selection) -> None:
        if selection == self._selection:
            return
        before, caret_before = self._selection.span, self._caret()
        self._selection = selection
        caret = self._caret()
        for span in (caret_before, caret, *_difference(before, selection.span)):
            self._repaint_span(span)
        if self._geometry.height:
            self._go(self._viewport.revealing(caret.start))

    @property
    def viewport(self) -> Viewport:
        """What is in sight: its `layout`, `rows`, `visible` span, `fraction` read, and `height`."""
        return self._viewport

    @property
    def layout_(self) -> Layout:
        """The rows at the present width."""
        return self._viewport.layout

    @property
    def measure(self) -> int:
        """The most cells a row of text may have."""
        return self._geometry.measure

    @measure.setter
    def measure(self, measure: int) -> None:
        # A height of 0 has the next fit lay the text out anew.
        self._geometry = replace(
            self._geometry, measure=min(max(measure, NARROWEST), WIDEST_MEASURE), height=0
        )
        self.refresh()

    def scroll_rows(self, count: int) -> None:
        """Scroll `count` rows down, up if negative, as far as the text goes. The caret stays."""
        self._go(self._viewport.scrolled(count))

    def reveal(self, offset: int, *, where: Where = "nearest") -> None:
        """Scroll so that `offset` is in sight."""
        self._go(self._viewport.revealing(offset, where))

    def scroll_to_row(self, offset: int) -> None:
        """Scroll so that the row of `offset` is the top one, as far as the text goes."""
        self._go(self._viewport.topped(offset))

    def marks_changed(self) -> None:
        """Ask for the highlights in sight anew: some were made, altered or deleted."""
        self.repaint()

    def seek(self, fraction: float) -> None:
        """Scroll to a fraction, 0 to 1, of the text."""
        self._go(self._viewport.revealing(int(fraction * len(self.layout_.text)), "centre"))

    def show_hits(
        self, hits_in: Callable[[Span], Sequence[Span]], current: Span | None = None
    ) -> None:
        """Mark search hits, asked for by span, and the one the reader is at."""
        self._sources = replace(self._sources, hits_in=hits_in)
        self._current_hit = current
        self.repaint()

    def show_labels(self, labels: Mapping[int, str]) -> None:
        """Write labels over the text, each from the cell of its offset; none takes them off."""
        self._labels = labels
        self.repaint()

    def flash(self, span: Span) -> None:
        """Make a passage stand out for a moment."""
        self._flash = span
        self.repaint()
        self.set_timer(_FLASH_SECONDS, self._unflash)

    def visible_places(self, pane: int = 0) -> list[Place]:
        """The words that begin in sight, and where each is seen."""
        layout = self.layout_
        places = []
        for word in words_in_sight(self._sources.structure, self._viewport):
            row = layout.row_at(word.start)
            places.append(Place(pane, row.start, layout.cell_of(row, word.start), word))
        return places

    def offset_under(self, x: int, y: int) -> int:
        """The text's offset at a cell of the widget; outside the text the nearest."""
        rows = self._viewport.rows
        if y >= len(rows):
            return rows[-1].end if y < self._geometry.height else rows[-1].start
        row = rows[max(y, 0)]
        return self.layout_.offset_at(row, x - self._geometry.text_x)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new size."""
        self._fit(event.size)
        self.post_message(Resized(self))

    def _go(self, viewport: Viewport) -> None:
        if viewport.top != self._viewport.top:
            self._viewport = viewport
            self._turn_page()
            self.post_message(Scrolled(self))

    def _unflash(self) -> None:
        self._flash = None
        self.repaint()


def _difference(one: Span, other: Span) -> list[Span]:
    """The parts that one of two spans covers and the other does not."""
    if not one.overlaps(other):
        return [span for span in (one, other) if span]
    edges = ((one.start, other.start), (one.end, other.end))
    return [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
