"""The compare screen: tags against articles, and the passages of one tag side by side.

The screen shows them and passes keys on; what they do is in `compare_keys`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import lru_cache, partial
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import AwaitMount

from annotations.compare.matrix import Matrix
from annotations.errors import DiptychError
from annotations.study import Study
from tui.screens.compare_asked import Asked, CompareChoice, Visit
from tui.screens.compare_keys import COMMANDS, HINTS, READING_HINTS, Command, command_of
from tui.screens.compare_moves import enter, show_passages
from tui.widgets.line import Line, Piece
from tui.widgets.matrix import MatrixView
from tui.widgets.matrix_bars import MatrixBars, passages
from tui.widgets.passages import PassagesView
from tui.widgets.typed_ahead import passed_on

Answer = TypeVar("Answer")

NOTHING = "There are no highlights to compare here. s chooses articles, Esc goes back to mark some."

ANSWERS = 8
"""How many matrices are kept, so that turning through what is across costs no time again."""

BARS_FROM = 24
"""Rows of the screen from which there are bars below the matrix."""


class CompareScreen(Screen[CompareChoice | None]):
    """Comes back with a passage to go to, or None. `asked` is the question as it now stands.

    It begins at a `visit`, and `visit` is where it has come to.
    """

    DEFAULT_CSS = """
    CompareScreen {
        background: $background;
        & > PassagesView { display: none; }
        &.-reading > PassagesView { display: block; }
        &.-reading > MatrixView, &.-reading > MatrixBars { display: none; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, study: Study, visit: Visit) -> None:
        super().__init__()
        self.study = study
        self.asked = asked = visit.asked
        self._begins = visit

        @lru_cache(maxsize=ANSWERS)
        def answers(asked: Asked) -> Matrix:
            return asked.matrix(study.state)

        self._answers = answers
        chosen = partial(enter, self)
        self.matrix = MatrixView(study, self.answer(asked), self.tell, chosen)
        self.matrix.frame.show = asked.show
        self.bars = MatrixBars(study)
        self.passages = PassagesView(study, self.tell, chosen)

    def compose(self) -> ComposeResult:
        """The question, the answer in one of two views, and the keys that matter."""
        yield Line(id="compare-title")
        yield self.matrix
        yield self.bars
        yield self.passages
        yield Line(id="compare-hints")

    def on_mount(self) -> None:
        """Show what is compared, as it was when it was left."""
        begins, frame = self._begins, self.matrix.frame
        frame.folds |= begins.folds
        self.matrix.refold(begins.row)
        self.matrix.go(frame.grid.row, begins.column)
        if begins.passage and frame.line.row.total.count:
            show_passages(self)
            self.passages.go(begins.passage)

    def answer(self, asked: Asked) -> Matrix:
        """The matrix that is asked for; what was asked lately is not reckoned again.

        Nothing here edits the study, so that an answer holds as long as the screen is open.
        """
        return self._answers(replace(asked, show="counts"))

    @property
    def visit(self) -> Visit:
        """What is compared, and where in it the cursor is."""
        frame = self.matrix.frame
        passage = self.passages.current if self.reading else ""
        column = self.passages.column if self.reading else frame.grid.column
        return Visit(self.asked, frame.line.key, column, frozenset(frame.folds), passage)

    @property
    def reading(self) -> bool:
        """Whether the passages of one tag are shown, not the matrix."""
        return self.has_class("-reading")

    def tell(self) -> None:
        """Show what is compared, what of it is in view, and the keys."""
        if not self.is_mounted:
            return
        frame = self.matrix.frame
        line, grid = frame.line, frame.grid
        columns = self.passages.grid if self.reading else grid
        shown = columns.shown_columns
        left, told = [Piece(" compare  ", "bold")], self.asked.told(self.study)
        if self.reading:
            left.append(Piece(f"{line.name}  ", "bold"))
            told = f"{passages(line.row.total.count)} · {told}"
        left.append(Piece(told, "dim"))
        right: tuple[Piece, ...] = ()
        if len(shown) < columns.columns:
            words = f"  {shown.start + 1}–{shown.stop} of {columns.columns} "
            right = (Piece(words, "dim"),)
        self.query_one("#compare-title", Line).set(tuple(left), right)
        self.say("" if frame.matrix.all.total.count else NOTHING)
        self.bars.take(frame.matrix, line, grid.column, self.asked.show)

    def say(self, words: str) -> None:
        """Say something in place of the keys, until the cursor moves."""
        hints = READING_HINTS if self.reading else HINTS
        self.query_one("#compare-hints", Line).set((Piece(f" {words}"),) if words else hints)

    def ask(
        self, dialog: Screen[Answer] | Screen[Answer | None], answered: Callable[[Answer], object]
    ) -> AwaitMount | AwaitComplete:
        """Open a dialog; its answer goes to `answered`, unless it was left.

        To be awaited where keys are, so that those typed ahead wait until the dialog takes them.
        """

        def told(answer: Answer | None) -> None:
            if answer is not None:
                self._attempt(partial(answered, answer))

        return self.app.push_screen(dialog, told)

    def _attempt(self, what: Callable[[], object]) -> None:
        try:
            what()
        except DiptychError as error:
            self.say(str(error))

    def fit_bars(self) -> None:
        """As many bars as there are columns, in a quarter of the height at most."""
        height, count = self.size.height, len(self.matrix.frame.matrix.columns)
        self.bars.styles.height = min(count, height // 4) + 1 if height >= BARS_FROM else 0

    def on_resize(self, _event: events.Resize) -> None:
        """Show bars where there is room for them."""
        self.fit_bars()

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does; one typed ahead of a dialog is passed on to it."""
        if passed_on(self, event):
            return
        command = command_of(event)
        if command is not None:
            event.stop()
            event.prevent_default()
            await self._do(command)

    async def _do(self, command: Command) -> None:
        self.say("")
        waits: list[Awaitable[object]] = []
        self._attempt(lambda: waits.extend(filter(None, [command(self)])))
        for wait in waits:
            await wait

    async def on_line_clicked(self, event: Line.Clicked) -> None:
        """Do what the hint that was clicked says."""
        await self._do(COMMANDS[event.action])
