"""The compare screen: tags against articles, and the passages of one tag side by side.

The screen shows them and passes keys on; what they do is in `keys`.
"""

from functools import lru_cache, partial
from itertools import chain

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult

from annotations.compare.matrix.reckoning import Matrices, Matrix
from annotations.span import Passage
from annotations.study import Study
from tui.counted import counted
from tui.screens.compare.asked import Asked, Visit
from tui.screens.compare.keys import ALWAYS, EXPLANATION, HINTS, READING_HINTS, TABLE
from tui.screens.compare.moves import enter, show_passages
from tui.screens.compare.reckoning import Reckoning
from tui.screens.keyed import KeyedScreen
from tui.widgets.line import Line, Piece
from tui.widgets.matrix.bars import MatrixBars
from tui.widgets.matrix.view import MatrixView
from tui.widgets.message_line import MessageLine
from tui.widgets.passages.view import PassagesView

NOTHING = "There are no highlights to compare here. s chooses articles, Esc goes back to mark some."

ANSWERS = 8
"""How many matrices are kept, so that turning through what is across costs no time again."""

BARS_FROM = 24
"""Rows of the screen from which there are bars below the matrix."""


class CompareScreen(KeyedScreen[Passage | None]):
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
    called = "compare screen"
    key_table = TABLE
    explanations = (EXPLANATION,)

    def __init__(self, study: Study, visit: Visit) -> None:
        super().__init__()
        self.study = study
        self.asked = asked = visit.asked
        self._begins = visit

        # Nothing edits the study, or is being made of it, as long as the screen is open.
        self.matrices = matrices = Matrices(study.state)

        @lru_cache(maxsize=ANSWERS)
        def answers(asked: Asked) -> Matrix:
            return asked.answer(matrices)

        self._answers = answers
        # By the mouse, which comes by no key, it is refused in words as well.
        chosen = partial(self._attempt, partial(enter, self))
        self.matrix = MatrixView(study, self.answer(asked), self.tell, chosen)
        self.matrix.frame.show = asked.show
        self.bars = MatrixBars(study)
        self.passages = PassagesView(study, self.tell, chosen)
        self._reckoning = Reckoning(self, self._reckoned)

    def compose(self) -> ComposeResult:
        """The question, the answer in one of two views, and the keys that matter."""
        yield Line(id="compare-title")
        yield self.matrix
        yield self.bars
        yield self.passages
        yield MessageLine(self.hint_clicked, id="compare-hints")

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
        """The matrix that is asked for; what was asked lately is not reckoned again."""
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

    @property
    def view(self) -> MatrixView | PassagesView:
        """The one of the two that is shown."""
        return self.passages if self.reading else self.matrix

    def tell(self) -> None:
        """Show what is compared, what of it is in view, and the keys."""
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
            self._reckoning.want((), self.passages.cells)
        else:
            self._reckoning.want(frame.in_view, chain(self.bars.cells, frame.with_share))

    def _reckoned(self) -> None:
        """Show what was not known before."""
        self.matrix.redraw()
        self.passages.refresh()
        self.bars.refresh()

    def say(self, words: str) -> None:
        """Say something in place of the keys, until the cursor moves."""
        line = self.query_one("#compare-hints", MessageLine)
        if words:
            line.say(words)
        else:
            line.set(READING_HINTS if self.reading else HINTS, ALWAYS)

    def fit_bars(self) -> None:
        """As many bars as there are columns, in a quarter of the height at most."""
        height, count = self.size.height, len(self.matrix.frame.matrix.columns)
        self.bars.fit(min(count, height // 4) if height >= BARS_FROM else 0)

    def on_resize(self, _event: events.Resize) -> None:
        """Show bars where there is room for them."""
        self.fit_bars()
