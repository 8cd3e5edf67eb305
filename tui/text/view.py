"""The widget that shows an article's text and reports mouse actions and scrolling.

It contains no logic: motions, labels and what a key or click means live elsewhere.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from textual import events

from annotations.span import Span
from annotations.structure import Structure
from tui.text import scroller
from tui.text.decoration import Mark
from tui.text.pointer import Point
from tui.text.selection import Selection

if TYPE_CHECKING:
    from tui.text.labels import SeenWord

_FLASH_SECONDS = 0.6

Press = Callable[[events.Key], Awaitable[None]]
"""Handles a key."""


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

    def __init__(
        self,
        press: Press | None = None,
        turned: Callable[[], object] | None = None,
        fitted: Callable[[], object] | None = None,
        point: Point | None = None,
    ) -> None:
        super().__init__(turned, fitted)
        self._press = press
        self._point = point

    async def on_key(self, event: events.Key) -> None:
        """Hand every key to `press`, in the order they were pressed.

        Textual's bindings run only after a key has bubbled up to the app; of keys that arrive
        together, the later would be handled before the mode or dialog that an earlier one opens.
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
        top: int = 0,
        seek: bool = True,
    ) -> None:
        """Show another text: its structure, its highlights by span, and the caret.

        The page begins with the row of the offset `top`, unless `seek` is set and the caret would
        be out of sight: then it is scrolled to the caret.
        """
        self._scene.show(structure, marks_in, caret=caret, top=top, seek=seek)
        self._canvas.forget_rows()
        self.repaint()

    @property
    def selection(self) -> Selection:
        """The selection; setting it repaints what changed and keeps its head in sight."""
        return self._scene.selection

    @selection.setter
    def selection(self, selection: Selection) -> None:
        scene, canvas = self._scene, self._canvas
        if selection == scene.selection:
            # The text may have been scrolled away from it.
            if scene.geometry.height and not scene.is_caret_in_sight:
                self.reveal(scene.caret.start)
            return
        before, caret_before = scene.selection.span, scene.caret
        scene.selection = selection
        canvas.forget_unseen()
        changed = (caret_before, scene.caret, *_difference(before, selection.span))
        if regions := [region for span in changed for region in canvas.uncover(span)]:
            self.refresh(*regions)
        if scene.geometry.height:
            self.reveal(scene.caret.start)
        else:
            scene.seek_head()

    @property
    def is_away(self) -> bool:
        """Whether the text is scrolled away from the caret, or will be once there is a size."""
        return self._scene.is_away

    @property
    def measure(self) -> int:
        """The maximum width of a row of text, in cells."""
        return self._scene.geometry.measure

    @measure.setter
    def measure(self, measure: int) -> None:
        self._scene.widen(measure)
        self.refresh()

    def marks_changed(self) -> None:
        """Look the highlights in sight up again after some were made, altered or deleted."""
        self.repaint()

    def show_hits(
        self, hits_in: Callable[[Span], Sequence[Span]], current: Span | None = None
    ) -> None:
        """Mark search hits, which are looked up by span, and the current one."""
        self._scene.sources = msgspec.structs.replace(self._scene.sources, hits_in=hits_in)
        self._scene.current_hit = current
        self.repaint()

    def show_dimmed(self, dimmed_in: Callable[[Span], Sequence[Span]]) -> None:
        """Dim passages, which are looked up by span."""
        self._scene.sources = msgspec.structs.replace(self._scene.sources, dimmed_in=dimmed_in)
        self.repaint()

    def show_labels(self, labels: Mapping[int, str]) -> None:
        """Write labels over the text, each from its offset's cell; an empty mapping clears them."""
        self._scene.labels = labels
        self.repaint()

    def flash(self, span: Span) -> None:
        """Make a passage stand out for a moment."""
        self._scene.flash = span
        self.repaint()
        self.set_timer(_FLASH_SECONDS, self._unflash)

    def visible_places(self, pane: int = 0) -> "list[SeenWord]":
        """The words that begin in sight and the position of each, in the pane of this number."""
        return self._scene.places(pane)

    def _unflash(self) -> None:
        self._scene.flash = None
        self.repaint()


def _difference(one: Span, other: Span) -> list[Span]:
    """The parts that one of two spans covers and the other does not."""
    if not one.overlaps(other):
        return [span for span in (one, other) if span]
    edges = ((one.start, other.start), (one.end, other.end))
    return [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
