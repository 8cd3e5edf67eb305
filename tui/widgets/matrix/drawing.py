"""Draws a matrix's row names, column names and cells, in widths that fit. No state."""

from collections.abc import Sequence
from typing import Self

import msgspec
from rich.cells import cell_len
from textual.content import Content

from annotations.compare.matrix.matrix import Matrix
from annotations.compare.matrix.notation import Show, label, share_of
from annotations.study import Study
from tui.counted import counted
from tui.widgets.lists.roll import POINTER
from tui.widgets.matrix.cells import BETWEEN, cell_lines
from tui.widgets.matrix.lines import MatrixLine
from tui.widgets.plain import beginning, fit, plain_line
from tui.widgets.tags.row import fold_sign, swatch

NARROWEST: dict[Show, int] = {"counts": 9, "share": 9, "quotes": 16}
"""Minimum cells of a column, if several are in view, by what its cells show."""
ROOMY = 16
"""Cells of a column from which its name fits on one line."""
AMPLE = 30
"""Once all columns have this many cells, the names may take the rest."""
NAMES_LEAST = 18
COUNT = 5
"""Cells of a row's total, after its name."""

ROW_GROUND = "on $foreground 6%"
CELL_GROUND = "on $foreground 16%"


class Widths(msgspec.Struct, frozen=True):
    """The cells of the names and of a column with its mark; `fits` is the columns in view."""

    names: int
    column: int
    fits: int

    @classmethod
    def within(cls, width: int, columns: int, longest: int, show: Show) -> Self:
        """Distribute `width` cells; `longest` is the longest name, with fold mark and count.

        Columns that do not all fit are made as narrow as their cells' contents allow, so that more
        do.
        """
        most = max(width * 3 // 10, width - columns * AMPLE)
        names = max(min(longest, most), NAMES_LEAST)
        rest = max(width - names - 1, 2)
        fits = max(1, min(rest // NARROWEST[show], columns))
        return cls(names, rest // fits, fits)


def longest_name(lines: Sequence[MatrixLine]) -> int:
    """The cells that the longest row name needs, with everything around it."""
    longest = max((2 * line.row.depth + cell_len(line.label) for line in lines), default=0)
    return longest + COUNT + 7


def name_of_row(
    study: Study, line: MatrixLine, width: int, show: Show, *, current: bool, on: bool
) -> Content:
    """A row's name in the tree, with its swatch and total, in `width` cells.

    `current` is whether the cursor is in the row, `on` whether it is on the name.
    """
    sign = fold_sign(line.below, is_folded=line.is_folded)
    lead = Content.assemble(POINTER if on else " ", "  " * line.row.depth, sign, " ")
    lead = lead.truncate(max(width - COUNT, 1))
    tag = study.state.tags.get(line.row.tag or "")
    room = max(width - lead.cell_length - COUNT - 4, 0)
    style = "bold" if current else "" if line.row.total.count else "dim"
    whole = line.row.total
    told = share_of(whole) if show == "share" and whole.count else str(whole.count or "·")
    total = Content.styled(f"{told:>{COUNT}} ", "dim")
    parts = [lead, *([swatch(tag), Content(" ")] if tag else [])]
    parts.append(Content.styled(fit(line.label, room + (0 if tag else 3)), style))
    return grounded(Content("").join(parts).truncate(width - COUNT - 1) + total, on, current)


def row_lines(
    line: MatrixLine,
    columns: range,
    at: int | None,
    widths: Widths,
    show: Show,
    digits: int,
) -> list[Content]:
    """The lines of a row's cells in view. `at` is the cursor's column, if it is in this row."""
    drawn: list[list[Content]] = []
    for column in columns:
        on, room = column == at, widths.column - 1
        lines = cell_lines(line.row.cells[column], show, room, digits)
        marks = [POINTER if on else " ", *" " * (len(lines) - 1)]
        drawn.append(
            [
                grounded(Content(mark) + said, on, at is not None)
                for mark, said in zip(marks, lines, strict=True)
            ]
        )
    return [Content("").join(parts) for parts in zip(*drawn, strict=True)]


def column_heads(
    study: Study, matrix: Matrix, column: int, width: int, short: str, on: bool
) -> list[Content]:
    """The two lines over a column: its name, and details of its articles.

    In a narrow column, the `short` name takes both lines.
    """
    room = max(width - 2, 1)
    mark = Content(POINTER if on else " ")
    if width < ROOMY:
        first, second = (Content.styled(line, "bold") for line in on_two_lines(short, room))
        return [mark + first + " ", Content(" ") + second + " "]
    name = fit(label(matrix.columns[column], matrix.across), room)
    return [
        mark + Content.styled(name, "bold") + " ",
        Content.styled(f" {fit(about_column(study, matrix, column, room), room)} ", "dim"),
    ]


def on_two_lines(name: str, width: int) -> tuple[str, str]:
    """A name on two lines of `width` cells, split between words or, if wide, between characters.

    A name made of an outlet and an event is split between them.
    """
    first, between, second = name.partition(BETWEEN)
    if between:
        return fit(first, width), fit(second, width)
    words = beginning(name, 2 * width).split()
    if len(words) == 1 and cell_len(name) > len(name):
        lines = [line.plain for line in plain_line(name).wrap(width)]
        return fit(lines[0], width), fit("".join(lines[1:]), width)
    ends = range(1, len(words) + 1)
    end = max((n for n in ends if cell_len(" ".join(words[:n])) <= width), default=1)
    return fit(" ".join(words[:end]), width), fit(" ".join(words[end:]), width)


def about_column(study: Study, matrix: Matrix, column: int, room: int | None = None) -> str:
    """An article's outlet and date, or its event; for several articles, their number.

    Only the outlet if both are wider than `room` cells: a truncated date tells nothing.
    """
    shown = matrix.columns[column]
    if matrix.across == "article":
        article = study.articles.get(shown.articles[0])
        both = " ".join(filter(None, (article.outlet, article.published[:10]))) or article.event
        return both if room is None or cell_len(both) <= room else article.outlet or both
    return counted(len(shown.articles), "article")


def short_names(study: Study, matrix: Matrix) -> list[str]:
    """The columns' names for narrow columns.

    Articles are named by their outlet or, if that does not tell them apart, by outlet and event; if
    that does not either, by their title.
    """
    if matrix.across == "article":
        articles = [study.articles.get(one.articles[0]) for one in matrix.columns]
        for parts in ([(a.outlet,) for a in articles], [(a.outlet, a.event) for a in articles]):
            if all(map(all, parts)) and len(set(parts)) == len(parts):
                return [BETWEEN.join(part) for part in parts]
    return [label(one, matrix.across) for one in matrix.columns]


def corner(width: int) -> list[Content]:
    """The two lines above the rows' names."""
    gap = max(width - 7 - COUNT, 0)
    heads = Content.styled(f"   tag{' ' * gap}{'total':>{COUNT}} ", "dim")
    return [heads.truncate(width), Content(" " * width)]


def grounded(content: Content, on: bool, current: bool) -> Content:
    """A cell with the background of the cursor, of the cursor's row, or none."""
    if on:
        return content.stylize_before(CELL_GROUND)
    return content.stylize_before(ROW_GROUND) if current else content
