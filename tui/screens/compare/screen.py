"""The compare screen: tags against articles, and the passages of one tag side by side.

The screen shows them and passes keys on to the commands in `keys`.
"""

from functools import lru_cache, partial
from itertools import chain

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult

from annotations.compare.matrix.matrix import Matrices, Matrix
from annotations.span import Passage
from annotations.study import Study
from tui.counted import counted
from tui.screens.compare.computing import Computation
from tui.screens.compare.keys import ALWAYS, EXPLANATION, HINTS, READING_HINTS, TABLE
from tui.screens.compare.moves import enter, show_passages
from tui.screens.compare.query import MatrixQuery, Visit
from tui.screens.keyed import KeyedScreen
from tui.widgets.line import Line, Piece
from tui.widgets.matrix.bars import MatrixBars
from tui.widgets.matrix.view import MatrixView
from tui.widgets.message_line import MessageLine
from tui.widgets.passages.view import PassagesView

NOTHING = "There are no highlights to compare here. s chooses articles, Esc goes back to mark some."

ANSWERS = 8
"""How many matrices are cached, so that going through the columns again takes no time."""

BARS_FROM = 24
"""The height of the screen, in rows, from which bars are shown below the matrix."""


class CompareScreen(KeyedScreen[Passage | None]):
    """Returns a passage to go to, or None. `asked` is the current question.

    The screen starts at the given visit; its property `visit` is the current position.
    """

    DEFAULT_CSS = """
    CompareScreen {
        background: $background;
        & > PassagesView { display: none; }
        &.-reading > PassagesView { display: block; }
        &.-reading > MatrixView, &.-reading > MatrixBars { display: none; }
    }
    """
    called = "compare screen"
    key_table = TABLE
    explanations = (EXPLANATION,)

    def __init__(self, study: Study, visit: Visit) -> None:
        super().__init__()
        self.study = study
        self.asked = asked = visit.asked
        self._begins = visit

        # The study is not edited, and no edit is being prepared, while the screen is open.
        self.matrices = matrices = Matrices(study.state)

        @lru_cache(maxsize=ANSWERS)
        def answers(asked: MatrixQuery) -> Matrix:
            return asked.answer(matrices)

        self._answers = answers
        # The mouse reaches this without a key, so errors must become messages here too.
        chosen = partial(self._attempt, partial(enter, self))
        self.matrix = MatrixView(study, self.answer(asked), self.tell, chosen)
        self.matrix.frame.show = asked.show
        self.bars = MatrixBars(study)
        self.passages = PassagesView(study, self.tell, chosen)
        self._computation = Computation(self, self._reckoned)

    def compose(self) -> ComposeResult:
        """The question, the answer in one of two views, and the hints."""
        yield Line(id="compare-title")
        yield self.matrix
        yield self.bars
        yield self.passages
        yield MessageLine(self.hint_clicked, id="compare-hints")

    def on_mount(self) -> None:
        """Restore the visit."""
        begins, frame = self._begins, self.matrix.frame
        frame.folds |= begins.folds
        self.matrix.refold(begins.row)
        self.matrix.go(frame.grid.row, begins.column)
        if begins.passage and frame.line.row.total.count:
            show_passages(self)
            self.passages.go(begins.passage)

    def answer(self, asked: MatrixQuery) -> Matrix:
        """The matrix that answers a question; recent ones are cached."""
        return self._answers(replace(asked, show="counts"))

    @property
    def visit(self) -> Visit:
        """The current question, and the position of the cursor."""
        frame = self.matrix.frame
        passage = self.passages.current if self.reading else ""
        column = self.passages.column if self.reading else frame.grid.column
        return Visit(self.asked, frame.line.key, column, frozenset(frame.folds), passage)

    @property
    def reading(self) -> bool:
        """Whether the passages of one tag are shown instead of the matrix."""
        return self.has_class("-reading")

    @property
    def view(self) -> MatrixView | PassagesView:
        """The view that is shown."""
        return self.passages if self.reading else self.matrix

    def tell(self) -> None:
        """Update the title, the hints and the bars, and compute what the view shows."""
        if not self.is_mounted:
            return
        frame = self.matrix.frame
        line, columns = frame.line, self.view.grid
        shown = columns.shown_columns
        coders = frame.matrix.all.coders
        left, told = [Piece(" compare  ", "bold")], self.asked.told(self.study, coders)
        if self.reading:
            left.append(Piece(f"{line.name}  ", "bold"))
            told = f"{counted(line.row.total.count, 'passage')} · {told}"
        left.append(Piece(told, "dim"))
        right: tuple[Piece, ...] = ()
        if len(shown) < columns.columns:
            words = f"  {shown.start + 1}–{shown.stop} of {columns.columns} "
            right = (Piece(words, "dim"),)
        self.query_one("#compare-title", Line).set(tuple(left), right)
        self.say("" if frame.matrix.all.total.count else NOTHING)
        self.bars.take(frame, self.asked.show)
        if self.reading:
            self._computation.want((), self.passages.cells)
        else:
            self._computation.want(frame.in_view, chain(self.bars.cells, frame.with_share))

    def _reckoned(self) -> None:
        """Redraw the views with what has been computed."""
        self.matrix.redraw()
        self.passages.refresh()
        self.bars.refresh()

    def say(self, words: str) -> None:
        """Show a message in place of the hints until the cursor moves; an empty one clears it."""
        line = self.query_one("#compare-hints", MessageLine)
        if words:
            line.say(words)
        else:
            line.set(READING_HINTS if self.reading else HINTS, ALWAYS)

    def fit_bars(self) -> None:
        """Show a bar per column, as many as fit in a quarter of the height."""
        height, count = self.size.height, len(self.matrix.frame.matrix.columns)
        self.bars.fit(min(count, height // 4) if height >= BARS_FROM else 0)

    def on_resize(self, _event: events.Resize) -> None:
        """Show bars where there is room for them."""
        self.fit_bars()
