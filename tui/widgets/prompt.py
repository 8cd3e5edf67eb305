"""The search prompt: a line to type in at the bottom, and the number of hits."""

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
"""Cells by which the room for the count grows and shrinks, as each change needs a new layout."""

TYPED, EASY = 8, 20
"""Minimum cells to type in: in any case, and beside the prompt's own keys."""


class Searching(Protocol):
    """Carries out the searches that the prompt asks for."""

    def typed(self, query: Query) -> None:
        """Search for a new query."""

    def look(self, by: int) -> None:
        """Reveal the next (1) or the previous (-1) hit."""

    def accept(self) -> None:
        """End the search at the current hit."""

    def leave(self) -> None:
        """Give up the search."""


class SearchPrompt(Horizontal):
    """Asks for a query, and passes on every change of it."""

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
        # Regular expressions are usually meant exactly, accents included.
        self._folds = {False: True, True: False}
        self._label = Static(classes="label", markup=False)
        self._typed = TypedLine(entered=self._enter)
        self._told: Query | None = None
        self._found = Line(self._flag_clicked, classes="found")
        self._room = 0

    def compose(self) -> ComposeResult:
        """The label, the line, the count and the hints."""
        yield self._label
        yield self._typed
        yield self._found

    @property
    def wanted(self) -> Query:
        """The query."""
        return Query(self._typed.text, regex=self._regex, fold_accents=self._folds[self._regex])

    def ask(self, *, everywhere: bool) -> None:
        """Show and focus the prompt, with its last text selected."""
        self.everywhere = everywhere
        self._told = None
        self._label.update(self._asks)
        self.add_class("-asking")
        self.screen.set_focus(self._typed)
        self._typed.select_all()
        self._room = 0
        self.found("")

    def close(self) -> None:
        """Hide the prompt."""
        self.remove_class("-asking")

    def found(self, count: str) -> None:
        """Show the number of hits, or another text in its place."""
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
        """Give the count the cells it needs, in steps of `STEP`, at most `most`."""
        room = min(-(-needed // STEP) * STEP, most)
        if room != self._room:
            self._room = room
            self._found.styles.width = room

    @property
    def _asks(self) -> str:
        return " all articles / " if self.everywhere else " / "

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for the text at each change."""
        event.stop()
        self._catch_up()

    async def _flag_clicked(self, key: str) -> None:
        await press(self.screen, key)

    def _catch_up(self) -> None:
        """Search for the current query, if that has not been done yet."""
        if self.has_class("-asking") and self._told != self.wanted:
            self._told = self.wanted
            self._searching.typed(self.wanted)

    def _enter(self) -> None:
        self._catch_up()
        self._searching.accept()

    def action_leave(self) -> None:
        """Give up the search."""
        self._searching.leave()

    def action_step(self, by: int) -> None:
        """Reveal the next (1) or the previous (-1) hit."""
        self._catch_up()
        self._searching.look(by)

    def action_toggle_regex(self) -> None:
        """Switch between a regular expression and literal text."""
        self._regex = not self._regex
        self._catch_up()

    def action_toggle_accents(self) -> None:
        """Switch between ignoring accents and respecting them."""
        self._folds[self._regex] = not self._folds[self._regex]
        self._catch_up()


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.words) for piece in pieces)
