"""Decides which of the mouse presses that a terminal reports are meant for us."""

from typing import Any

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.widget import Widget

OURS = (1, 3)
"""The buttons whose presses are acted on: the left one and the right one."""

BACK = 8
"""The back button, on the side of many mice."""


class Clicks:
    """Ignores all buttons but two, and clicks meant for a widget that is no longer there.

    Terminals paste with the middle button. The second of two quick clicks was meant for the widget
    under the first one, which may have closed its dialog, or moved everything on the screen.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last: tuple[float, Offset, Widget | None] = (float("-inf"), Offset(-1, -1), None)
        self._missed = False

    def means_us(self, event: events.Event) -> bool:
        """Whether to act on an event; call this for every mouse event, in order."""
        # An event that nobody stopped arrives once more as it bubbles up.
        if not isinstance(event, events.MouseDown | events.MouseUp) or event.is_forwarded:
            return True
        if event.button not in OURS:
            return False
        if isinstance(event, events.MouseDown):
            self._missed = self._comes_late(event)
        return not self._missed

    def goes_back(self, event: events.Event) -> bool:
        """Whether an event that `means_us` rejects is a press of the back button."""
        return isinstance(event, events.MouseDown) and event.button == BACK

    def _comes_late(self, event: events.MouseDown) -> bool:
        time, place, pressed = self._last
        under = self._widget_at(event.x, event.y)
        is_quick = event.time - time < self._app.CLICK_CHAIN_TIME_THRESHOLD
        if is_quick and place == event.offset and under is not pressed:
            # Clicks that follow as quickly were meant for that widget as well.
            self._last = (event.time, place, pressed)
            return True
        self._last = (event.time, event.offset, under)
        return False

    def _widget_at(self, x: int, y: int) -> Widget | None:
        try:
            return self._app.get_widget_at(x, y)[0]
        except NoWidget:
            return None
