"""The widget that shows an article's text: told what to show, it tells of mouse and scrolling.

No logic: motions, labels and what a key or click means live elsewhere.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import msgspec
from textual import events

from annotations.span import Span
from annotations.structure import Structure
from tui.text import pointer, scroller
from tui.text.decoration import Mark
from tui.text.geometry import WIDEST_MEASURE
from tui.text.labels import Place
from tui.text.layout import NARROWEST
from tui.text.page import Sources, words_in_sight
from tui.text.selection import Selection
from tui.text.viewport import Viewport

_FLASH_SECONDS = 0.6

Press = Callable[[events.Key], Awaitable[None]]
"""What is done with a key."""


class TextView(scroller.Scroller, can_focus=True):
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

    def __init__(
        self,
        press: Press | None = None,
        turned: Callable[[], object] | None = None,
        fitted: Callable[[], object] | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(turned, fitted, id=id)
        self._press = press

    async def on_key(self, event: events.Key) -> None:
        """Hand every key to `press`, in the order they were pressed.

        Textual's bindings run only after a key has climbed to the app; keys that arrive in one
        go would overtake a mode or a dialog that an earlier one opens.
        """
        if self._press is not None:
            event.stop()
            event.prevent_default()
            await self._press(event)

    def show(
        self,
        structure: Structure,
        marks_in: Callable[[Span], Sequence[Mark]],
        *,
        caret: int = 0,
        top: int | None = None,
    ) -> None:
        """Show another text: its structure, its highlights by span, and the caret.

        `top` is the offset whose row comes first; without it the caret's row is brought in sight.
        """
        self._sources = Sources(structure, marks_in)
        self._selection = Selection.at(caret)
        self._labels, self._current_hit, self._flash = {}, None, None
        layout = self._lay_out(self._viewport.layout.width)
        # Before there is a size, rows are not yet what they will be.
        start = layout.row_at(top or 0).start if self._viewport.height else top or 0
        self._viewport = Viewport(layout, self._viewport.height, start)
        self._head_wanted = top is None
        self._settle()
        self._strips.clear()
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
        self._forget_unseen()
        for span in (caret_before, self._caret(), *_difference(before, selection.span)):
            self._repaint_span(span)
        if self._geometry.height:
            self.reveal(self._caret().start)
        else:
            self._head_wanted = True

    @property
    def measure(self) -> int:
        """The most cells a row of text may have."""
        return self._geometry.measure

    @measure.setter
    def measure(self, measure: int) -> None:
        # A height of 0 has the next fit lay the text out anew.
        self._geometry = msgspec.structs.replace(
            self._geometry, measure=min(max(measure, NARROWEST), WIDEST_MEASURE), height=0
        )
        self.refresh()

    def marks_changed(self) -> None:
        """Ask for the highlights in sight anew: some were made, altered or deleted."""
        self.repaint()

    def show_hits(
        self, hits_in: Callable[[Span], Sequence[Span]], current: Span | None = None
    ) -> None:
        """Mark search hits, asked for by span, and the one the reader is at."""
        self._sources = msgspec.structs.replace(self._sources, hits_in=hits_in)
        self._current_hit = current
        self.repaint()

    def show_dimmed(self, dimmed_in: Callable[[Span], Sequence[Span]]) -> None:
        """Let passages step back, asked for by span."""
        self._sources = msgspec.structs.replace(self._sources, dimmed_in=dimmed_in)
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

    def _unflash(self) -> None:
        self._flash = None
        self.repaint()


def _difference(one: Span, other: Span) -> list[Span]:
    """The parts that one of two spans covers and the other does not."""
    if not one.overlaps(other):
        return [span for span in (one, other) if span]
    edges = ((one.start, other.start), (one.end, other.end))
    return [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
