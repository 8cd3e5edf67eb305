"""Translates mouse events over a text into actions on offsets, which others interpret."""

from collections.abc import Awaitable, Callable

from textual import events
from textual.geometry import Offset
from textual.timer import Timer
from textual.widget import Widget

from annotations.span import Span
from tui.text.pointing import ContextWanted, Dragged, Pointed, Pressed

WHEEL_ROWS = 3
"""Rows scrolled for each notch of the wheel, whatever is under the pointer."""

_EDGE_SCROLL_SECONDS = 0.05


Point = Callable[[Pointed], Awaitable[None]]
"""Handles a mouse action."""


class Pointer(Widget):
    """A widget that reports mouse actions as offsets in its text.

    It awaits the callback `_point`, so that keys pressed right after a click see its effect.
    """

    _point: Point | None = None
    _held = False
    _on_scrollbar = False
    _count = 0
    _last_press = (float("-inf"), Offset(-1, -1))
    _edge_timer: Timer | None = None
    _edge_rows = 0
    _edge_x = 0

    @property
    def text(self) -> str:
        """The text that the mouse is over."""
        raise NotImplementedError

    def letter_under(self, x: int, y: int) -> Span:
        """The letter at a cell of the widget; where there is none, an empty span nearby."""
        raise NotImplementedError

    def scroll_rows(self, count: int) -> None:
        """Scroll the text `count` rows down, up if negative."""
        raise NotImplementedError

    def seek(self, fraction: float) -> None:
        """Scroll to a fraction, 0 to 1, of the text."""
        raise NotImplementedError

    async def on_mouse_down(self, event: events.MouseDown) -> None:
        """Report a press with its click count; on the scrollbar, scroll to that point."""
        event.stop()
        letter = self.letter_under(event.x, event.y)
        if event.button == 3:
            await self._tell(ContextWanted(letter.start))
            return
        self._held = True
        self._on_scrollbar = event.x == self.size.width - 1
        self.capture_mouse()
        if self._on_scrollbar:
            self._seek_at(event.y)
            return
        moment, place = self._last_press
        is_quick = event.time - moment < self.app.CLICK_CHAIN_TIME_THRESHOLD
        again = is_quick and place == event.offset
        self._count = self._count % 3 + 1 if again else 1
        self._last_press = (event.time, event.offset)
        await self._tell(Pressed(letter, self._count, event.shift))

    async def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report a drag, and scroll beyond the upper or lower edge; or drag the scrollbar."""
        if not self._held:
            return
        event.stop()
        if self._on_scrollbar:
            self._seek_at(event.y)
            return
        self._edge_x = event.x
        self._edge_rows = -1 if event.y < 0 else int(event.y >= self.size.height)
        if self._edge_rows and self._edge_timer is None:
            self._edge_timer = self.set_interval(_EDGE_SCROLL_SECONDS, self._drag_on)
        elif not self._edge_rows:
            self._stop_scrolling()
        await self._tell(Dragged(self.letter_under(event.x, event.y)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a press or drag."""
        if not self._held:
            return
        event.stop()
        self._let_go()
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """End a drag whose button is released elsewhere, because a dialog opened during it."""
        # A release event that arrives right after a press belongs to the press before that.
        if self.app.mouse_captured is not self:
            self._let_go()

    def on_hide(self) -> None:
        """Release the mouse to the widgets that are visible."""
        self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)

    async def _tell(self, pointed: Pointed) -> None:
        if self._point is not None:
            await self._point(pointed)

    def _seek_at(self, y: int) -> None:
        last = max(self.size.height - 1, 1)
        self.seek(min(max(y, 0), last) / last)

    async def _drag_on(self) -> None:
        self.scroll_rows(self._edge_rows)
        y = 0 if self._edge_rows < 0 else self.size.height - 1
        await self._tell(Dragged(self.letter_under(self._edge_x, y)))

    def _let_go(self) -> None:
        self._held = False
        self._stop_scrolling()

    def _stop_scrolling(self) -> None:
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None
