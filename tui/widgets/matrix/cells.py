"""The text of a matrix's cells for a width and what they are to show. No widgets."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.content import Content

from annotations.compare.matrix.cell import WORDS, Cell
from annotations.compare.matrix.notation import UNTOLD, Show, share_of
from annotations.highlight import excerpt
from tui.widgets.plain import cut, fit, plain_line

HEIGHTS: dict[Show, int] = {"counts": 1, "share": 1, "quotes": 2}
"""The lines of a row, by what its cells show."""

NOTHING = "·"
BETWEEN = " · "
FEWEST = 8
"""Cells below which the beginning of a passage is too short to be shown."""
FIGURES = 15
"""Cells from which the number of characters is shown beside their share."""
LONG = len("  99,999")
"""Cells reserved for the number of characters and the gap before it."""
UNITS = (" characters", " chars")
"""The unit of characters, the longest that fits."""
PERCENT = 5
"""Cells of a percentage, including one before it."""


def cell_lines(cell: Cell, show: Show, width: int, digits: int) -> list[Content]:
    """The lines of a cell, each exactly `width` cells; `digits` cells are reserved for counts."""
    height = HEIGHTS[show]
    if not cell.count:
        before = PERCENT if show == "share" else digits
        lines = [Content.styled(fit(f"{NOTHING:>{before}}", width), "dim")]
    elif show == "share":
        lines = [_share(cell, width)]
    else:
        room = max(width - digits - 1, 1)
        words = _words(cell, height, room) if room >= FEWEST else [Content("")]
        first = Content.styled(f"{cell.count:>{digits}} ", "bold") + words[0]
        lines = [first, *(Content(" " * (digits + 1)) + line for line in words[1:])]
    lines += [Content("")] * (height - len(lines))
    return [_exactly(line, width) for line in lines]


def _share(cell: Cell, width: int) -> Content:
    covered = f"  {cell.covered:,}" if cell.is_told else ""
    # The unit depends on the column's width, not on the cell: else it would vary in a column.
    room = width - PERCENT - max(len(covered), LONG)
    unit = next((unit for unit in UNITS if len(unit) <= room), "")
    told = covered + unit if covered and width >= FIGURES else ""
    return Content.styled(f"{share_of(cell):>{PERCENT}}", "bold") + Content.styled(told, "dim")


def _words(cell: Cell, height: int, width: int) -> list[Content]:
    """The first words of passages: all on one line, or one per line; a single one is wrapped."""
    if not cell.is_begun:
        return [Content.styled(UNTOLD, "dim")]
    if height == 1:
        return [plain_line(cut(_in_line(_starts(cell), width), width))]
    if cell.count == 1:
        (passage,) = cell.in_order()
        wrapped = plain_line(passage.quote[: 4 * width * height]).wrap(width)
        rest = Content(" ").join(wrapped[height - 1 :])
        return [*wrapped[: height - 1], rest.truncate(width, ellipsis=True)]
    starts = _starts(cell)
    return [plain_line(cut(next(starts), width)) for _ in range(min(height, cell.count))]


def _starts(cell: Cell) -> Iterator[str]:
    return (excerpt(passage.quote, WORDS) for passage in cell.in_order())


def _in_line(starts: Iterable[str], width: int) -> str:
    """The beginnings joined, only as many as fit `width` cells."""
    line = ""
    for start in starts:
        line += (BETWEEN if line else "") + start
        if cell_len(line) >= width:
            break
    return line


def _exactly(line: Content, width: int) -> Content:
    cut_line = line.truncate(width, ellipsis=True)
    return cut_line.pad_right(max(width - cut_line.cell_length, 0))
