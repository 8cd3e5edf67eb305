"""The passages of one tag in columns side by side, laid out for reading, and the part in view.

Each column scrolls by itself. Keys and the screen are handled by `passages.view`, the widget.
"""

from collections.abc import Callable
from functools import cache

from textual.content import Content

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.matrix import Matrix, Row
from annotations.compare.matrix.notation import label
from annotations.study import Study
from tui.widgets.lists.roll import POINTER
from tui.widgets.matrix.bars import numbers_of
from tui.widgets.matrix.drawing import CELL_GROUND, about_column, short_names
from tui.widgets.matrix.grid import Grid
from tui.widgets.passages.block import Setting, Typesetter
from tui.widgets.passages.roll import TallRoll
from tui.widgets.plain import beginning, fit, plain_line

NARROWEST = 32
"""Minimum cells of a column, if several are in view."""

HEADS = 2
"""Lines above the passages: a column's name, and its figures."""

RULE = Content.styled("│ ", "dim")

LayOut = Callable[[str, str, int], list[Content]]
"""Lays out a passage, given by id, that follows another or "", for a width in cells."""


class PassageColumn:
    """One column's passages, each laid out when it comes into view.

    `number` is the column's index in the matrix, `about` the text after its figures.
    """

    def __init__(self, number: int, name: str, about: str, cell: Cell, lay_out: LayOut) -> None:
        self.number = number
        self.name = name
        self._about = about
        self.cell = cell
        self._lay_out = lay_out
        self._width = 1
        self._laid: dict[int, list[Content]] = {}
        self.roll = TallRoll(cell.count, lambda nth: len(self._block(nth)))

    @property
    def current(self) -> str:
        """The passage under the cursor, by its highlight's id."""
        return self.cell.passage(self.roll.cursor)

    @property
    def about(self) -> str:
        """The line below the column's name."""
        return f"{numbers_of(self.cell)} · {self._about}"

    def fit(self, width: int, room: int) -> None:
        """Lay out for `width` cells, in a view of `room` lines."""
        if (width, room) == (self._width, self.roll.room):
            return
        if width != self._width:
            self._laid.clear()
        self._width, self.roll.room = width, room
        self.roll.hold()

    def lines(self, *, on: bool) -> list[Content]:
        """The lines in view, after a cell for the cursor's mark; `on` is whether it is here."""
        shown = []
        for index, number in self.roll.view():
            block = self._block(index)
            here = on and index == self.roll.cursor and number < len(block) - 1
            first = number == 0 or (index, number) == (self.roll.top, self.roll.line)
            line = Content(POINTER if here and first else " ") + block[number]
            if here:
                line = line.pad_right(max(self._width - line.cell_length, 0))
                line = line.stylize_before(CELL_GROUND)
            shown.append(line)
        return shown

    def _block(self, nth: int) -> list[Content]:
        if nth not in self._laid:
            before = self.cell.passage(nth - 1) if nth else ""
            self._laid[nth] = self._lay_out(self.cell.passage(nth), before, self._width - 2)
        return self._laid[nth]


class PassagesPage:
    """The columns for a row of a matrix, in a window of some cells and lines."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._setter = Typesetter(study)
        self._size = (0, 0)
        self._width = 1
        self._column_of: Callable[[int], PassageColumn]
        self._without = ""
        self.grid = Grid()

    @property
    def is_filled(self) -> bool:
        """Whether there is a row whose passages are shown."""
        return self.grid.columns > 0

    @property
    def column(self) -> PassageColumn:
        """The column under the cursor."""
        return self.fitted(self.grid.column)

    def take(self, matrix: Matrix, row: Row, column: int) -> None:
        """Show the passages of a row, with the cursor in a column, or in the next that has some.

        Columns without passages are only named. Raises `ValueError` if none has any.
        """
        counts = row.cells.counts
        held = [nth for nth, count in enumerate(counts) if count]
        if not held:
            raise ValueError("there are no passages to show")
        setting = Setting(
            tag=row.tag,
            coders=len(row.coders) > 1,
            articles=matrix.across != "article",
            outlets=matrix.across == "event",
        )
        self._column_of = cache(lambda nth: self._made(matrix, row, held[nth], setting))
        names = zip(short_names(self._study, matrix), counts, strict=True)
        self._without = ", ".join(name for name, count in names if not count)
        self.grid.take(1, len(held), 0)
        self.grid.go(0, next((i for i, nth in enumerate(held) if nth >= column), len(held) - 1))
        self.fit(*self._size)

    def _made(self, matrix: Matrix, row: Row, nth: int, setting: Setting) -> PassageColumn:
        cell, about = row.cells[nth], about_column(self._study, matrix, nth)

        def lay_out(id: str, before: str, width: int) -> list[Content]:
            return self._setter.lines(id, before, setting, width)

        return PassageColumn(nth, label(matrix.columns[nth], matrix.across), about, cell, lay_out)

    def fit(self, width: int, height: int) -> None:
        """Resize the window to so many cells and lines."""
        self._size = (width, height)
        fits = max(1, min(width // NARROWEST, self.grid.columns))
        self._width = max(width // fits - RULE.cell_length, 4)
        self.grid.fit(1, fits)

    def fitted(self, nth: int) -> PassageColumn:
        """A column, fitted to the window; made on demand, as few of a thousand are viewed."""
        column = self._column_of(nth)
        column.fit(self._width, max(self._size[1] - HEADS - bool(self._without), 1))
        return column

    def column_at(self, x: int) -> int:
        """The column at the cell `x` of the window."""
        return self.grid.left + x // (self._width + RULE.cell_length)

    def lines(self) -> list[Content]:
        """The window's lines."""
        parts = [self._part(nth) for nth in self.grid.shown_columns]
        lines = []
        for y in range(self._size[1] - bool(self._without)):
            line = Content("")
            for nth, part in enumerate(parts):
                shown = part[y] if y < len(part) else Content("")
                shown = shown.truncate(self._width)
                line += (RULE if nth else "") + shown.pad_right(self._width - shown.cell_length)
            lines.append(line)
        if self._without:
            words = plain_line(beginning(f"nothing in {self._without}", self._size[0]), "dim")
            lines.append(Content(" ") + words.truncate(max(self._size[0] - 1, 1), ellipsis=True))
        return lines

    def _part(self, nth: int) -> list[Content]:
        """The lines of a column in view, after its name and figures."""
        column, on = self.fitted(nth), nth == self.grid.column
        name = Content.styled(fit(column.name, self._width - 2), "bold")
        about = Content.styled(fit(column.about, self._width - 2), "dim")
        return [Content(POINTER if on else " ") + name, Content(" ") + about, *column.lines(on=on)]
