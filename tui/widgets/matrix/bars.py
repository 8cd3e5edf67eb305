"""Bars for one row of a matrix: how much of its tag each column has, with the figures."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip

from annotations.compare.matrix.cell import Cell, Cells
from annotations.compare.matrix.matrix import Matrix
from annotations.compare.matrix.notation import Show, share_of
from annotations.study import Study
from tui.counted import counted
from tui.widgets.cached import Painted
from tui.widgets.lists.roll import POINTER
from tui.widgets.matrix.frame import MatrixFrame
from tui.widgets.matrix.lines import MatrixLine
from tui.widgets.plain import fit, plain_line
from tui.widgets.tags.row import swatch

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"
BAR = "$foreground 55%"
NUMBERS = 26
"""Cells of the figures after a bar."""
NAME_MOST = 36


class MatrixBars(Painted):
    """A heading, and a bar for each column; if not all fit, the cursor's is among those shown."""

    DEFAULT_CSS = "MatrixBars { height: 0; }"

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study
        self._shown: tuple[Matrix, MatrixLine, int, Show] | None = None
        self._room = 0
        self._names: Sequence[str] = ()
        self._longest = 0

    def fit(self, room: int) -> None:
        """Take the height of `room` bars and the heading; none if `room` is 0."""
        self._room = room
        self.styles.height = room + 1 if room else 0

    def take(self, frame: MatrixFrame, show: Show) -> None:
        """Show the bars of the cursor's row, the longest as long as fits."""
        if frame.names is not self._names:
            self._names = frame.names
            self._longest = min(max(map(cell_len, self._names), default=0), NAME_MOST)
        self._shown = (frame.matrix, frame.line, frame.grid.column, show)
        self.refresh()

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells whose bars are shown."""
        if self._shown is None:
            return ()
        matrix, line, column, _ = self._shown
        return [line.row.cells[nth] for nth in self._range(len(matrix.columns), column)]

    def _range(self, columns: int, column: int) -> range:
        """The columns whose bars fit, the cursor's among them."""
        first = max(0, min(column - self._room // 2, columns - self._room))
        return range(first, min(first + self._room, columns))

    def paint(self) -> list[Strip]:
        """The heading and the bars."""
        if self._shown is None or self.size.height < 2:
            return []
        matrix, line, column, show = self._shown
        width, names, longest = (
            self.size.width,
            self._names,
            min(self._longest, self.size.width // 3),
        )
        lines = [heading(self._study, line, width)]
        shown = self._range(len(matrix.columns), column)
        sizes = dict(zip(shown, _sizes(line.row.cells, shown, show), strict=True))
        for nth in shown:
            mark = POINTER if nth == column else " "
            bar = bar_of(sizes[nth], max(width - longest - NUMBERS - 3, 4))
            numbers = Content.styled(f" {numbers_of(line.row.cells[nth])}", "dim")
            named = Content(f"{mark}{fit(names[nth], longest)} ")
            lines.append(named + Content.styled(bar, BAR) + numbers)
        coat = self.brush.on(self.visual_style)
        return [coat.strip(one.truncate(width), width) for one in lines]


def heading(study: Study, line: MatrixLine, width: int) -> Content:
    """The row's name, and how many passages it has in how many columns, before a rule."""
    counts = line.row.cells.counts
    held = len(counts) - counts.count(0)
    tag = study.state.tags.get(line.row.tag or "")
    words = f" · {counted(line.row.total.count, 'passage')} in {held:,} of {len(counts):,} "
    parts = [Content("── "), *([swatch(tag), Content(" ")] if tag else [])]
    parts += [plain_line(line.name, "bold"), Content.styled(words, "dim")]
    told = Content("").join(parts)
    return told + Content.styled("─" * max(width - told.cell_length, 0), "dim")


def numbers_of(cell: Cell) -> str:
    """The figures of a bar."""
    return f"{cell.count:,} · {share_of(cell)} of the text" if cell.count else "none"


def bar_of(size: float, width: int) -> str:
    """A bar of `size`, 0 to 1, in up to `width` cells; above 0 it is always visible."""
    eighths = round(size * width * 8)
    if size > 0:
        eighths = max(eighths, 1)
    whole, rest = divmod(eighths, 8)
    return FULL * whole + (EIGHTHS[rest] if rest else "")


def _sizes(cells: Cells, shown: range, show: Show) -> list[float]:
    """The sizes of the bars shown, 1 for the largest of all cells or, of shares, of those shown.

    With a thousand columns, the shares of the others are not computed.
    """
    if show == "share":
        sizes = [cells[nth].share if cells[nth].is_told else 0.0 for nth in shown]
        largest = max(sizes, default=0.0)
    else:
        sizes = [float(cells.counts[nth]) for nth in shown]
        largest = float(max(cells.counts, default=0))
    return [size / largest if largest else 0.0 for size in sizes]
