"""Navigation in a comparison: moving, folding, and from the matrix to passages to the text."""

from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.span import Passage
from tui.widgets.matrix.grid import NAMES

if TYPE_CHECKING:
    from tui.screens.compare.screen import CompareScreen


def down(compare: "CompareScreen", *, rows: int) -> None:
    """Move the cursor by rows of the matrix, or by passages."""
    compare.view.step(rows)


def page(compare: "CompareScreen", *, pages: int) -> None:
    """Move the cursor by pages, down (1) or up (-1)."""
    compare.view.page(pages)


def left(compare: "CompareScreen") -> None:
    """Go to the column before; on a tag's name, fold the tag, or go to the tag above."""
    grid = compare.matrix.grid
    if compare.reading:
        compare.passages.step(0, -1)
    elif grid.column > NAMES:
        compare.matrix.step(0, -1)
    else:
        line = compare.matrix.frame.line
        if line.below and not line.is_folded:
            fold(compare)
        elif line.parent:
            compare.matrix.refold(line.parent)


def right(compare: "CompareScreen") -> None:
    """Go to the next column; on a folded tag's name, unfold the tag."""
    frame = compare.matrix.frame
    if compare.reading:
        compare.passages.step(0, 1)
    elif frame.grid.column == NAMES and frame.line.is_folded:
        fold(compare)
    else:
        compare.matrix.step(0, 1)


def column(compare: "CompareScreen", *, by: int) -> None:
    """Go to the next column (1) or the one before (-1), wrapping around."""
    view, grid = compare.view, compare.view.grid
    start = -1 if by > 0 else 0
    there = ((start if grid.column == NAMES else grid.column) + by) % max(grid.columns, 1)
    view.step(0, there - grid.column)


def first(compare: "CompareScreen") -> None:
    """Go to the first tag, or to the first passage."""
    if compare.reading:
        compare.passages.edge(last=False)
    else:
        compare.matrix.go(0, compare.matrix.grid.column)


def last(compare: "CompareScreen") -> None:
    """Go to the last row, or to the last passage."""
    if compare.reading:
        compare.passages.edge(last=True)
    else:
        frame = compare.matrix.frame
        compare.matrix.go(len(frame.lines) - 1, frame.grid.column)


def row_start(compare: "CompareScreen") -> None:
    """Go to the tag's name, or to the first passage."""
    if compare.reading:
        first(compare)
    else:
        compare.matrix.go(compare.matrix.grid.row, NAMES)


def row_end(compare: "CompareScreen") -> None:
    """Go to the last column, or to the last passage."""
    if compare.reading:
        last(compare)
    else:
        frame = compare.matrix.frame
        compare.matrix.go(frame.grid.row, frame.grid.columns - 1)


def fold(compare: "CompareScreen") -> None:
    """Fold or unfold the tags below this one; if there are none, those below its parent."""
    frame = compare.matrix.frame
    key = frame.line.key if frame.line.below else frame.line.parent
    if compare.reading or not key:
        return
    compare.matrix.turn_fold(key)


def fold_all(compare: "CompareScreen") -> None:
    """Fold all tags, or unfold all when some are folded."""
    frame = compare.matrix.frame
    if frame.folds:
        frame.folds.clear()
    else:
        frame.folds |= {line.key for line in frame.lines if line.below}
    compare.matrix.refold()


def tag(compare: "CompareScreen", *, by: int) -> None:
    """Go to the next row with passages (1), or to the one before (-1)."""
    frame = compare.matrix.frame
    row = frame.grid.row + by
    while 0 <= row < len(frame.lines) and not frame.lines[row].row.total.count:
        row += by
    if not 0 <= row < len(frame.lines):
        raise Refused(f"There is no {'next' if by > 0 else 'earlier'} tag with passages.")
    compare.matrix.go(row, frame.grid.column)
    if compare.reading:
        show_passages(compare)


def enter(compare: "CompareScreen") -> None:
    """Go from a cell to its passages, or from a passage into the text."""
    if not compare.reading:
        read(compare)
    else:
        highlight = compare.study.highlights.get(compare.passages.current)
        compare.dismiss(Passage(highlight.article, highlight.span))


def read(compare: "CompareScreen") -> None:
    """Go from the matrix to the passages of this row, or back."""
    if compare.reading:
        show_matrix(compare)
        return
    line = compare.matrix.frame.line
    if not line.row.total.count:
        raise Refused(f"There are no passages under {line.name} in these articles.")
    show_passages(compare)


def show_passages(compare: "CompareScreen") -> None:
    """Show the passages of the row under the cursor in columns; it must have some."""
    frame = compare.matrix.frame
    column = compare.passages.column if compare.reading else frame.grid.column
    compare.add_class("-reading")
    compare.passages.take(frame.matrix, frame.line.row, column)


def show_matrix(compare: "CompareScreen") -> None:
    """Show the matrix again, with the cursor on the column that was read."""
    compare.remove_class("-reading")
    compare.matrix.go(compare.matrix.grid.row, compare.passages.column)


def back(compare: "CompareScreen") -> None:
    """Go back from the passages to the matrix, or from the matrix to the reader."""
    if compare.reading:
        show_matrix(compare)
    else:
        leave(compare)


def leave(compare: "CompareScreen") -> None:
    """Go back to the reader."""
    compare.dismiss(None)
