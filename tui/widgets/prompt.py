"""The search prompt: a line to type in at the bottom, and how much was found."""

from collections.abc import Iterable
from typing import ClassVar, Protocol

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from annotations.search import Query
from tui.widgets.dialog import TypedLine
from tui.widgets.hints import press
from tui.widgets.line import Line, Piece

STEP = 16
"""Cells by which the place of the count grows and shrinks: each time all is laid out anew."""

TYPED, EASY = 8, 20
"""Cells that are left to type in: always, and beside the keys that the prompt has of its own."""


class Searching(Protocol):
    """Who does the searching that the prompt asks for."""

    def typed(self, query: Query) -> None:
        """What is searched for has changed."""

    def look(self, by: int) -> None:
        """The next hit is wanted, or the one before."""

    def accept(self) -> None:
        """The hit found is the one."""

    def leave(self) -> None:
        """The search is given up."""


class SearchPrompt(Horizontal):
    """Asks what to search for, and hands every change of it on."""

    DEFAULT_CSS = """
    SearchPrompt { height: 1; display: none; }
    SearchPrompt.-asking { display: block; }
    SearchPrompt > .label { width: auto; text-style: bold; }
    SearchPrompt > TypedLine { width: 1fr; min-width: 8; }
    SearchPrompt > .found { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("alt+r", "toggle_regex", show=False, priority=True),
        Binding("alt+a", "toggle_accents", show=False, priority=True),
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up,ctrl+p", "step(-1)", show=False, priority=True),
    ]

    def __init__(self, searching: Searching) -> None:
        super().__init__()
        self._searching = searching
        self.everywhere = False
        self._regex = False
        # What is written as a regular expression is as a rule meant exactly.
        self._folds = {False: True, True: False}
        self._label = Static(classes="label", markup=False)
        self._typed = TypedLine(entered=self._enter)
        self._told: Query | None = None
        self._found = Line(self._flag_clicked, classes="found")
        self._room = 0

    def compose(self) -> ComposeResult:
        """Label, line, count and hints."""
        yield self._label
        yield self._typed
        yield self._found

    @property
    def wanted(self) -> Query:
        """What is searched for."""
        return Query(self._typed.text, regex=self._regex, fold_accents=self._folds[self._regex])

    def ask(self, *, everywhere: bool) -> None:
        """Show the prompt with what it held last, all of it selected, and take the keys."""
        self.everywhere = everywhere
        self._told = None
        self._label.update(self._asks)
        self.add_class("-asking")
        self.screen.set_focus(self._typed)
        self._typed.select_all()
        self._room = 0
        self.found("")

    def close(self) -> None:
        """Take the prompt away."""
        self.remove_class("-asking")

    def found(self, count: str) -> None:
        """Say how much was found."""
        wanted = self.wanted
        regex, accents = (" ✓" if flag else "" for flag in (self._regex, wanted.folds))
        heeded = {"capitals": wanted.heeds_case, "accents": wanted.heeds_accents}
        what = " and ".join(name for name, counts in heeded.items() if counts)
        flags: tuple[Piece, ...] = (
            Piece(f"   {what} count  " if what else "   "),
            Piece(f"alt+r regex{regex}  ", action="alt+r"),
            Piece(f"alt+a é=e{accents} ", action="alt+a"),
        )  # fmt: skip
        count = f"  {count}" if count else ""
        width = self.screen.size.width - cell_len(self._asks)
        most = width - EASY
        if cell_len(count) + _cells(flags) > most:
            flags, most = (Piece(" "),), max(width - TYPED, 0)
        self._make_room(cell_len(count) + _cells(flags), most)
        self._found.set((Piece(count),), flags)

    def _make_room(self, needed: int, most: int) -> None:
        """Give the count the cells it needs, in steps; fewer when a long sentence has gone."""
        room = min(-(-needed // STEP) * STEP, most)
        if room != self._room:
            self._room = room
            self._found.styles.width = room

    @property
    def _asks(self) -> str:
        return " all articles / " if self.everywhere else " / "

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        event.stop()
        self._catch_up()

    async def _flag_clicked(self, key: str) -> None:
        await press(self.screen, key)

    def _catch_up(self) -> None:
        """Search for what stands in the line, if that was not done yet."""
        if self.has_class("-asking") and self._told != self.wanted:
            self._told = self.wanted
            self._searching.typed(self.wanted)

    def _enter(self) -> None:
        self._catch_up()
        self._searching.accept()

    def action_leave(self) -> None:
        """Give the search up."""
        self._searching.leave()

    def action_step(self, by: int) -> None:
        """Look at the next hit, or the one before."""
        self._catch_up()
        self._searching.look(by)

    def action_toggle_regex(self) -> None:
        """Take what is typed as a regular expression, or literally again."""
        self._regex = not self._regex
        self._catch_up()

    def action_toggle_accents(self) -> None:
        """Leave accents out, or heed them again."""
        self._folds[self._regex] = not self._folds[self._regex]
        self._catch_up()


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.words) for piece in pieces)
