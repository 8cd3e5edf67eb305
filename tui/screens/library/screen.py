"""The library: the study's articles by event, to open, describe, add and remove.

The screen shows the articles and passes keys on to the commands in `keys`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from textual import events, on
from textual.app import App, ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from annotations.study import Study
from tui.screens.keyed import KeyedScreen, ScreenCommand
from tui.screens.library.adder import Adder
from tui.screens.library.adding import Adding
from tui.screens.library.confirmations import UNASKED, Confirmations
from tui.screens.library.keys import ALWAYS, HINTS, TABLE
from tui.screens.writing import tell
from tui.widgets.articles.shelf import Shelf
from tui.widgets.message_line import MessageLine
from tui.widgets.plain import plain

EMPTY = (
    "No articles yet. Press + and type the path of a text or HTML file, or of a folder of them; "
    "or leave, and run: diptych add PATH"
)

SHOWN_EVERY = 20
"""The number of added files after which the list is refreshed."""

WHY = " (! says why)"
"""Says how to read all reasons why files were not added."""

STAYS = 6.0
"""Seconds that a message stays, if no key is pressed."""


class LibraryScreen(KeyedScreen[tuple[str, ...] | None]):
    """Returns the articles to open, or None; the study may have been edited either way.

    `open` are the articles in the panes, the one in the focused pane first. `later` is called with
    messages that come up only after the library was left.
    """

    DEFAULT_CSS = """
    LibraryScreen {
        background: $background;
        & > Shelf { height: 1fr; }
        & > #library-empty { display: none; padding: 1; }
        &.-empty > #library-empty { display: block; height: 1fr; }
        &.-empty > Shelf { display: none; }
    }
    """
    called = "library"
    key_table = TABLE

    def __init__(
        self,
        study: Study,
        open: Sequence[str],  # noqa: A002
        later: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.study = study
        self.shelf = Shelf(study, open, lambda _: self.open())
        self.failures: Mapping[Path, str] = {}
        self._later = later
        self._timer: Timer | None = None
        self.confirmations = Confirmations(self)

    def compose(self) -> ComposeResult:
        """The articles, and a line for hints and messages."""
        yield self.shelf
        yield Static(plain(EMPTY), id="library-empty", markup=False)
        yield MessageLine(self.hint_clicked, id="library-line")

    def on_mount(self) -> None:
        """Show the articles, or how to add some, and the hints."""
        self.refill()
        self.say("")

    def refill(self) -> None:
        """Show the articles as they are now."""
        self.shelf.refill()
        self.set_class(not len(self.study.articles), "-empty")

    def open(self, *articles: str) -> None:
        """Leave, to open these articles, or else those that are picked."""
        self.dismiss(articles or self.shelf.picked)

    def say(self, words: str) -> None:
        """Show a message in place of the hints for a while; an empty one clears it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        line = self.query_one("#library-line", MessageLine)
        if words:
            line.say(words)
            self._timer = self.set_timer(STAYS, partial(self.say, ""))
        else:
            self.show_keys(line, HINTS, ALWAYS)

    def edited(self, told: str) -> None:
        """Show the articles after an edit, and say what it did, if there is anything to say.

        The message appears on whichever screen is open by now, because some edits take a while.
        """
        if self.is_attached:
            self.refill()
        tell(self.app, told)

    def command_of(self, event: events.Key) -> ScreenCommand | None:
        """The command of a key; None while the filter is typed, which handles keys itself."""
        return None if self.shelf.is_filtering else super().command_of(event)

    def add(self, typed: str) -> None:
        """Add the file, or the folder's files, at a path. Raises `NoSuchPath` if there is none."""
        app = self.app
        Adder(app, self.study, partial(self._watch, app), partial(self._doubt, app)).add(typed)

    def _watch(self, app: App[Any], adding: Adding) -> None:
        """Show the progress on the library, if one is open; otherwise report the result."""
        if library := _opened(app):
            library.show(adding)
        elif adding.finished:
            self._later(adding.told())

    def _doubt(self, app: App[Any], many: str, begin: Callable[[], object]) -> None:
        """Ask on the library, if one is open, whether to add many files; else say none were."""
        if library := _opened(app):
            library.confirmations.add(many, begin)
        else:
            self._later(UNASKED.format(many))

    @on(events.Key)
    def _pressed(self) -> None:
        """Note the time of a key press; the base class acts on the key."""
        self.confirmations.pressed()

    def on_unmount(self) -> None:
        """Report the questions that were not asked."""
        for words in self.confirmations.unasked():
            self._later(words)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _turned(self) -> None:
        """Show the keys of what has them now, unless something is said in their place."""
        if not self.query_one("#library-line", MessageLine).says:
            self.say("")

    @on(events.ScreenResume)
    @on(events.DescendantBlur)
    def _free(self) -> None:
        """Ask a question that was waiting for another dialog, or the filter, to close."""
        self.confirmations.ask()

    def show(self, adding: Adding) -> None:
        """Show the progress of adding."""
        if adding.finished or adding.seen % SHOWN_EVERY == 1:
            self.refill()
        self.failures = adding.failures
        self.say(adding.told(WHY))


def _opened(app: App[Any]) -> LibraryScreen | None:
    """The library that is open now, if any; it may not be the one where adding began."""
    opened = [s for s in app.screen_stack if isinstance(s, LibraryScreen) and s.is_mounted]
    return opened[-1] if opened else None
