"""Handles key presses and mouse actions in the panes for the reader."""

import asyncio
from typing import TYPE_CHECKING

from textual import events

from annotations.highlight import Highlight
from tui.actions import BY_ID, Action
from tui.commands.phrases import how_to_have_one
from tui.keymap import name_of
from tui.widgets.hints import press
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader


class InputHandler:
    """Handles the panes' events in the order in which they occur; a `tui.widgets.pane.Hearer`.

    Keys wait until `ready` is set: until then the screen is not complete.
    """

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self.ready = asyncio.Event()
        self._held: list[ArticlePane] | None = None
        self.pressed = 0.0
        """When the key being handled was pressed, by the clock of Textual's events."""

    @property
    def invitation(self) -> str:
        """The text in the title bar of a pane without an article."""
        return f"no article: {how_to_have_one(self._reader)}"

    def shows(self, highlight: Highlight) -> bool:
        """Whether a highlight is shown."""
        return self._reader.coder_filter.shows(highlight)

    async def press(self, event: events.Key) -> None:
        """Handle a key; pass it on if it was typed ahead for a dialog or a prompt."""
        await self.ready.wait()
        reader = self._reader
        if reader.is_leaving or event.time <= reader.told_here.dropped:
            return
        self.pressed = event.time
        screen = reader.app.screen
        focused = screen.focused
        if screen is not reader or (focused and focused.parent not in reader.panes.order):
            (focused or screen).post_message(events.Key(event.key, event.character))
            return
        key = name_of(event)
        reader.lines.forget()
        if reader.mode is not None and reader.mode.key(reader, key):
            reader.lines.refresh()
            return
        selection = reader.pane.selection
        action = reader.keymap.action(key, selecting=selection.sticky or not selection.empty)
        if action is not None:
            await self._do(action)

    async def _do(self, action: Action) -> None:
        """Carry out a key's action; then the other panes follow each scrolled pane once."""
        held = self._held = []
        try:
            await self._reader.do(action)
        finally:
            self._held = None
            for pane in dict.fromkeys(held):
                self._reader.together.follow(pane)

    def entered(self, pane: ArticlePane) -> None:
        """Follow the focus; if it is on the current pane already, a message stays."""
        if pane is not self._reader.pane:
            self.moved(pane)
        self._reader.lines.refresh()

    def moved(self, pane: ArticlePane) -> None:
        """Follow the mouse to a pane, or to its caret's new place.

        Events from a pane that has been closed meanwhile are ignored.
        """
        reader = self._reader
        if pane not in reader.panes.order:
            return
        if reader.mode is not None and reader.mode.yields:
            reader.mode.key(reader, "escape")
        if self.ready.is_set():
            # A click in the text ends typing a search.
            reader.prompt.close()
        if pane is not reader.pane:
            reader.panes.focus_pane(pane)
        reader.lines.forget()
        reader.lines.refresh()

    def turned(self, pane: ArticlePane) -> None:
        """Scroll the other panes along, if they scroll together."""
        if self._held is None:
            self._reader.together.follow(pane)
        else:
            self._held.append(pane)

    async def wanted(self, pane: ArticlePane, action: str) -> None:
        """Carry out an action that the mouse asked for in a pane."""
        if pane in self._reader.panes.order:
            self.moved(pane)
            await self.clicked(action)

    async def clicked(self, action: str) -> None:
        """Carry out a clicked action, given by id, or a clicked key's action.

        The second of two clicks may come after the first has opened a dialog; it is ignored then.
        """
        reader = self._reader
        if reader.app.screen is not reader:
            return
        if action in BY_ID:
            await reader.do(BY_ID[action])
        else:
            await press(reader, action)
