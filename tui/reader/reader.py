"""The reader screen: panes side by side and the lines around them.

What keys do is in `tui.commands`.
"""

import inspect
from contextvars import Context, copy_context
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip

from annotations.change import Change
from annotations.errors import DiptychError
from annotations.store import Store
from annotations.study import Study
from tui.actions import Action
from tui.commands import Command, Mode, command
from tui.commands.opening import keep_up
from tui.keymap import Keymap
from tui.reader.coder_filter import CoderFilter
from tui.reader.input import InputHandler
from tui.reader.lines import Lines
from tui.reader.memory import Memory
from tui.reader.reopening import SessionWriter, restore
from tui.reader.saving import Saved, Saving
from tui.reader.together import Together
from tui.settings import Settings
from tui.widgets.cached import Bare, Painted
from tui.widgets.pane import ArticlePane
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from tui.reader.indexes import Indexes
    from tui.reader.search import Search
    from tui.reader.side import Side
    from tui.reader.told_here import ToldHere
    from tui.widgets.prompt import SearchPrompt

PLACES = 2.0
"""Seconds between two checks whether the session differs from what was last written."""


class Reader(Painted, Screen[None]):
    """Articles side by side. Keys go to `input`, actions to `do`, changes to `edited`."""

    DEFAULT_CSS = """
    Reader {
        layout: vertical;
        layers: base over;
        & #desk { layout: horizontal; }
    }
    """

    # The pane last focused takes the focus; it need not be the first.
    AUTO_FOCUS = ""

    def __init__(
        self, store: Store, articles: list[str], settings: Settings, session_file: Path
    ) -> None:
        super().__init__()
        self.store = store
        self.settings = settings
        self.keymap = Keymap(settings.keys)
        self.memory = Memory(session_file, wanted=articles)
        self.session = SessionWriter(self)
        self.mode: Mode | None = None
        self.context = Context()
        """The context in which Textual takes any widget's call for the reader's own."""
        self.remark = ""
        self.is_leaving = False
        """Whether the user has quit: keys typed after that have no effect."""
        self.together = Together(self)
        self.coder_filter = CoderFilter(self)
        self.input = InputHandler(self)
        self.panes = Panes(lambda: ArticlePane(self.study, settings.measure, self.input))
        self.lines = Lines(self)
        self._saving = Saving(self)

    @property
    def study(self) -> Study:
        """The open study."""
        return self.store.study

    @property
    def pane(self) -> ArticlePane:
        """The pane that has, or last had, the focus."""
        return self.panes.focused

    @cached_property
    def search(self) -> "Search":
        """The search. Created after the first frame, as are its imports."""
        from tui.reader.search import Search

        return Search(self)

    @cached_property
    def told_here(self) -> "ToldHere":
        """What only one pane tells. Created after the first frame, as are its imports."""
        from tui.reader.told_here import ToldHere

        return ToldHere(self, on=self.memory.look.told_alone)

    @cached_property
    def indexes(self) -> "Indexes":
        """The indexes for comparing. Created after the first frame, as are their imports."""
        from tui.reader.indexes import Indexes

        return Indexes(self, self.told_here.ready)

    @cached_property
    def prompt(self) -> "SearchPrompt":
        """The search prompt. Created after the first frame, as are its imports."""
        from tui.widgets.prompt import SearchPrompt

        return SearchPrompt(self.search)

    @cached_property
    def side(self) -> "Side":
        """The side bar. Created after the first frame, as are its imports, unless it is open."""
        from tui.reader.side import Side

        return Side(self)

    def paint(self) -> list[Strip]:
        """No lines: the screen's widgets cover it."""
        return []

    def compose(self) -> ComposeResult:
        """Status, panes, inspector and footer, restored from the last session."""
        restore(self)
        yield self.lines.status
        with Bare(id="desk"):
            yield self.panes
            # Otherwise it comes after the first frame, as do its imports.
            if self.memory.look.side:
                yield self.side
        yield self.lines.inspector
        yield self.lines.footer

    def on_mount(self) -> None:
        """Begin to handle keys; what the first frame does not show is mounted after it."""
        self.context = copy_context()
        self.study.sinks.append(self.edited)
        self._saving.begin()
        # So that it reopens as it was a moment before, even if the program is killed.
        self.set_interval(PLACES, self.session.begin)
        self.lines.fit(self.app.size.height)
        self.panes.focus_pane(self.pane)
        self.call_after_refresh(self._furnish)
        self.say(self.remark or self._saving.trouble)

    async def _furnish(self) -> None:
        """Mount the side bar and the prompt; keys have been waiting for them."""
        self.side.place.fit(self.size.width)
        if self.is_attached and not self.side.is_attached:
            await self.query_one("#desk").mount(self.side)
        # The user may have quit already.
        if not self.is_attached:
            return
        await self.mount(self.prompt, after=self.lines.inspector)
        self.input.ready.set()
        self.told_here.refresh()
        self.side.edited()

    async def on_unmount(self) -> None:
        """Save the session."""
        await self.session.end()

    async def do(self, action: Action) -> None:
        """Carry out an action."""
        await self.attempt(command(action))

    async def attempt(self, what: Command) -> None:
        """Run a command; if it raises `DiptychError`, show the message in the footer."""
        try:
            result = what(self)
            if inspect.isawaitable(result):
                await result
        except DiptychError as error:
            self.say(str(error))
        self.told_here.refresh()
        self.lines.refresh()

    def say(self, sentence: str) -> None:
        """Show a message in one line at the bottom, until the next key."""
        self.lines.say(sentence)

    def edited(self, change: Change) -> None:
        """Show the study after a change; the store has received the change already."""
        self.coder_filter.edited(change)
        for pane in self.panes.order:
            keep_up(self, pane)
            pane.view.marks_changed()
            pane.retitle()
        self.side.edited()
        self.together.forget()
        self.told_here.forget()
        self._saving.edited()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the lines and the side bar to the new size."""
        self.lines.fit(event.size.height)
        if self.input.ready.is_set():
            self.side.place.fit(event.size.width)

    def on_paste(self) -> None:
        """Say why nothing comes of it: no text is altered, and files are named elsewhere."""
        library = self.keymap.shown("opening.library")
        self.say(f"Nothing is pasted into an article; {library} opens the library, + adds a file.")

    def on_screen_resume(self) -> None:
        """Show the hints again: while another screen is active, none are shown."""
        if self.input.ready.is_set():
            self.lines.refresh()

    @on(Saved)
    def _saved(self, message: Saved) -> None:
        self._saving.told(message.status)
