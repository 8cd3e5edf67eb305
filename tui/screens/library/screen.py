"""The library: the study's articles by event, to open, describe, add and remove."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from annotations.errors import DiptychError
from annotations.study import Study
from tui.screens.ask import AskLine, ask_again
from tui.screens.library import edits
from tui.screens.library.adder import Adder
from tui.screens.library.adding import Intake
from tui.screens.library.article_form import ArticleForm
from tui.screens.note import NoteEditor
from tui.screens.tag_picker import Picked, TagPicker
from tui.widgets.articles.shelf import Shelf
from tui.widgets.line import Line, Piece, keys_line
from tui.widgets.message_line import MessageLine
from tui.widgets.plain import plain
from tui.widgets.typed_ahead import act_on

EMPTY = (
    "No articles yet. Press + and type the path of a text or HTML file, or of a folder of them; "
    "or leave, and run: diptych add PATH"
)

KEYS = (
    ("Enter", "open"), ("e", "event side by side"), ("Space", "mark"), ("i", "fields"),
    ("s", "status"), ("t", "tags"), ("a", "note"), ("+", "add"), ("d", "remove"), ("u", "undo"),
    ("/", "filter"), ("S", "order"), ("U", "redo"),
)  # fmt: skip

ALWAYS = (("?", "keys"), ("Esc", "back"))
"""What the line of keys shows however short it is."""

SHOWN_EVERY = 20
"""Files after which those read so far are shown."""

STAYS = 6.0
"""Seconds that a message stays."""


@dataclass(frozen=True)
class LibraryChoice:
    """The articles to open: one for the focused pane, or several side by side."""

    articles: tuple[str, ...]


class LibraryScreen(Screen[LibraryChoice | None]):
    """Comes back with what to open, or None; the study may have been edited either way.

    `open` are the articles in the panes, the one in the focused pane first. `say` is given what
    becomes known only when the library has been left.
    """

    DEFAULT_CSS = """
    LibraryScreen {
        background: $background;
        & > Shelf { height: 1fr; }
        & > #library-empty { display: none; padding: 1; }
        &.-empty > #library-empty { display: block; height: 1fr; }
        &.-empty > Shelf { display: none; }
        & > #library-all { display: none; height: auto; padding: 0 1; }
        &.-help > #library-all { display: block; }
        &.-help > #library-line { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "event", "the event side by side"),
        Binding("i", "fields", "fields"),
        Binding("s", "edit('next_status')", "status"),
        Binding("t", "tags", "tags"),
        Binding("a", "note", "note"),
        Binding("plus", "add", "add files"),
        Binding("d,delete,backspace", "edit('remove')", "remove"),
        Binding("u,ctrl+z", "edit('undo')", "undo"),
        Binding("U,ctrl+r,ctrl+y", "edit('redo')", "redo"),
        Binding("question_mark,f1", "keys", "keys"),
        Binding("escape", "leave(True)", "back"),
        Binding("q", "leave(False)", "back"),
    ]
    EDITS: ClassVar[dict[str, Callable[[Study, Sequence[str]], str]]] = {
        "next_status": edits.next_status,
        "remove": edits.remove,
        "undo": edits.undo,
        "redo": edits.redo,
    }

    def __init__(
        self,
        study: Study,
        open: Sequence[str],  # noqa: A002
        say: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._say = say
        self._study = study
        self._open = open
        self._shelf = Shelf(study, open, self._chosen)
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The articles, and a line for keys and messages."""
        yield self._shelf
        yield Static(plain(EMPTY), id="library-empty", markup=False)
        yield Static(
            plain(" · ".join(f"{key} {word}" for key, word in (*KEYS, *ALWAYS))), id="library-all"
        )
        yield MessageLine(id="library-line")

    def on_mount(self) -> None:
        """Say what to do when there is nothing to choose from."""
        self._refill()
        self._hint()

    def _refill(self) -> None:
        self._shelf.refill()
        empty = not len(self._study.articles)
        if empty != self.has_class("-empty"):
            self.set_class(empty, "-empty")
            self._shelf.enter()

    def _hint(self) -> None:
        self.query_one("#library-line", Line).set((Piece(" "), *keys_line(KEYS)), keys_line(ALWAYS))

    def _tell(self, message: str) -> None:
        """Show a message in place of the keys, for a while."""
        if self._timer is not None:
            self._timer.stop()
        self.remove_class("-help")
        self.query_one("#library-line", MessageLine).say(message)
        self._timer = self.set_timer(STAYS, self._hint)

    def _do(self, edit: Callable[[], str]) -> None:
        """Make an edit, say what it did or why it could not be, and show what has become."""
        try:
            told = edit()
        except DiptychError as error:
            told = str(error)
        self._refill()
        if told:
            self._tell(told)

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event)

    def _chosen(self, _article: str) -> None:
        """Open the marked articles, or else the one under the cursor."""
        self.dismiss(LibraryChoice(self._shelf.picked))

    def action_event(self) -> None:
        """Open all articles of the event that the one under the cursor reports."""
        if current := self._shelf.current:
            event = self._study.articles.get(current).event
            if event:
                self.dismiss(
                    LibraryChoice(tuple(a.id for a in self._study.articles.events()[event]))
                )
            else:
                self._tell("This article has no event; i gives it one.")

    def action_edit(self, name: str) -> None:
        """Do one of `EDITS` to the articles that are picked."""
        self._do(lambda: self.EDITS[name](self._study, self._shelf.picked))

    async def action_fields(self) -> None:
        """Edit the fields of the articles that are picked."""
        if picked := self._shelf.picked:
            await self.app.push_screen(
                ArticleForm(self._study, picked),
                lambda change: self._do(lambda: change.label if change else ""),
            )

    async def action_tags(self) -> None:
        """Choose the tags of the article under the cursor."""
        if (current := self._shelf.current) is None:
            return
        article = self._study.articles.get(current)
        chosen = self._study.codebook.names(article.tags)

        def done(picked: Picked | None) -> None:
            if picked is not None and picked.changed:
                self._do(lambda: edits.retag(self._study, article.id, picked.tags))

        await self.app.push_screen(TagPicker(self._study, chosen, (), article.title), done)

    async def action_note(self) -> None:
        """Write the note on the article under the cursor."""
        if (current := self._shelf.current) is None:
            return
        article = self._study.articles.get(current)
        sitting = edits.noting(self._study, article)

        def done(note: str | None) -> None:
            self._refill()
            if note is not None and note != article.note:
                self._tell("set note; u undoes")

        editor = NoteEditor(article.note, article.title, keep=sitting.keep)
        await self.app.push_screen(editor, done)

    async def action_add(self) -> None:
        """Ask for a path, and add the file or the folder's files."""
        app, dialog = self.app, AskLine("add: the path of a file or a folder")

        def done(typed: str | None) -> None:
            if typed:
                try:
                    Adder(app, self._study, partial(self._watch, app)).add(typed)
                except DiptychError as error:
                    ask_again(app, dialog, typed, error, done)

        await app.push_screen(dialog, done)

    def _watch(self, app: App[Any], intake: Intake) -> None:
        """Show how far adding is where a library is open; else say at last what came of it."""
        opened = [screen for screen in app.screen_stack if isinstance(screen, LibraryScreen)]
        if opened:
            opened[-1].show(intake)
        elif intake.finished:
            self._say(intake.told())

    def show(self, intake: Intake) -> None:
        """Show how far adding is."""
        if intake.finished or intake.seen % SHOWN_EVERY == 1:
            self._refill()
        self._tell(intake.told())

    def action_keys(self) -> None:
        """Show all keys, or one line of them again."""
        self.toggle_class("-help")

    def action_leave(self, step: bool) -> None:
        """Go back; with `step`, leave the keys, the filter or the marks first."""
        if step and self.has_class("-help"):
            self.action_keys()
        elif not (step and self._shelf.step_back()):
            self.dismiss(None)
