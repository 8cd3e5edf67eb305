"""The compare screen: tags against articles, and the passages of one tag side by side.

The screen shows them and passes keys on; what they do is in `compare_keys`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import AwaitMount

from annotations.errors import DiptychError
from annotations.span import Span
from annotations.study import Study
from tui.screens.compare_asked import Asked
from tui.screens.compare_keys import COMMANDS, HINTS, READING_HINTS, Command, command_of
from tui.screens.compare_moves import enter
from tui.widgets.line import Line, Piece
from tui.widgets.matrix import MatrixView
from tui.widgets.matrix_bars import MatrixBars, passages
from tui.widgets.passages import PassagesView
from tui.widgets.typed_ahead import passed_on

Answer = TypeVar("Answer")

BARS_FROM = 24
"""Rows of the screen from which there are bars below the matrix."""


@dataclass(frozen=True)
class CompareChoice:
    """A passage to go to in its article."""

    article: str
    span: Span


class CompareScreen(Screen[CompareChoice | None]):
    """Comes back with a passage to go to, or None. `asked` is the question as it now stands."""

    DEFAULT_CSS = """
    CompareScreen {
        background: $background;
        & > PassagesView { display: none; }
        &.-reading > PassagesView { display: block; }
        &.-reading > MatrixView, &.-reading > MatrixBars { display: none; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, study: Study, asked: Asked) -> None:
        super().__init__()
        self.study = study
        self.asked = asked
        chosen = partial(enter, self)
        self.matrix = MatrixView(study, asked.matrix(study.state), self.tell, chosen)
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
        """Show what is compared."""
        self.tell()

    @property
    def reading(self) -> bool:
        """Whether the passages of one tag are shown, not the matrix."""
        return self.has_class("-reading")

    def ask_for(self, asked: Asked) -> None:
        """Compare something else; nothing is reckoned again when only the cells' words change."""
        old, self.asked = self.asked, asked
        same = (old.articles, old.across, old.coders, old.tags) == (
            asked.articles, asked.across, asked.coders, asked.tags
        )  # fmt: skip
        frame = self.matrix.frame
        self.matrix.take(frame.matrix if same else asked.matrix(self.study.state), asked.show)
        if self.reading and self.matrix.frame.line.row.total.count:
            self.read()
        else:
            self.remove_class("-reading")
        self._fit_bars()
        self.tell()

    def read(self) -> None:
        """Show the passages of the row under the cursor, in columns."""
        frame = self.matrix.frame
        column = self.passages.column if self.reading else frame.grid.column
        self.add_class("-reading")
        self.passages.take(frame.matrix, frame.line.row, column)

    def leave_reading(self) -> None:
        """Show the matrix again, with the cursor on the column that was read."""
        self.remove_class("-reading")
        self.matrix.go(self.matrix.frame.grid.row, self.passages.column)

    def choose(self, highlight: str) -> None:
        """Leave for a highlight's passage in the text."""
        chosen = self.study.highlights.get(highlight)
        self.dismiss(CompareChoice(chosen.article, chosen.span))

    def tell(self) -> None:
        """Show what is compared, what of it is in view, and the keys."""
        if not self.is_mounted:
            return
        frame = self.matrix.frame
        line, grid = frame.line, frame.grid
        columns = self.passages.grid if self.reading else grid
        shown = columns.shown_columns
        left = [Piece(" compare  ", "bold")]
        if self.reading:
            left.append(Piece(f"{line.name}  ", "bold"))
            left.append(Piece(f"{passages(line.row.total.count)}  ", "dim"))
        left.append(Piece(self.asked.told(self.study), "dim"))
        right: tuple[Piece, ...] = ()
        if len(shown) < columns.columns:
            words = f"  {shown.start + 1}–{shown.stop} of {columns.columns} "
            right = (Piece(words, "dim"),)
        self.query_one("#compare-title", Line).set(tuple(left), right)
        self.say("")
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

    def _fit_bars(self) -> None:
        """As many bars as there are columns, in a quarter of the height at most."""
        height, count = self.size.height, len(self.matrix.frame.matrix.columns)
        self.bars.styles.height = min(count, height // 4) + 1 if height >= BARS_FROM else 0

    def on_resize(self, _event: events.Resize) -> None:
        """Show bars where there is room for them."""
        self._fit_bars()

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
