"""Motions: pure functions from one selection to the next, given a text's structure and rows.

`tui.actions` assigns keys to them; `tui.text.viewport` scrolls to the head.
"""

from collections.abc import Callable
from typing import NamedTuple

from annotations.span import Span
from annotations.structure import Structure
from tui.text.layout import Layout
from tui.text.selection import Selection


class Move(NamedTuple):
    """The input of a motion: the text's structure, its rows, and the current selection.

    With `extend`, or when the selection is sticky, the anchor stays in place.
    """

    structure: Structure
    layout: Layout
    selection: Selection
    extend: bool = False

    @property
    def head(self) -> int:
        """Where the move begins."""
        return self.selection.head

    @property
    def extends(self) -> bool:
        """Whether the anchor stays in place."""
        return self.extend or self.selection.sticky

    @property
    def collapses(self) -> bool:
        """Whether there is a selection that the move would not extend."""
        return not (self.selection.empty or self.extends)

    def to(self, offset: int) -> Selection:
        """The selection with its head at an offset."""
        return self.selection.moved_to(offset, self.extend)


Motion = Callable[[Move], Selection]
"""Moves the head."""


def left(move: Move) -> Selection:
    """One character back; a selection that is not extended collapses to its start."""
    if move.collapses:
        return Selection.at(move.selection.span.start)
    return move.to(move.layout.previous_cluster(move.head))


def right(move: Move) -> Selection:
    """One character on; a selection that is not extended collapses to its end."""
    if move.collapses:
        return Selection.at(move.selection.span.end)
    return move.to(move.layout.next_cluster(move.head))


def up(move: Move) -> Selection:
    """One row up, aiming for the cell where the motion over rows began."""
    return by_rows(move, -1)


def down(move: Move) -> Selection:
    """One row down, aiming for the cell where the motion over rows began."""
    return by_rows(move, 1)


def by_rows(move: Move, count: int) -> Selection:
    """`count` rows down, up if negative; from the first or last row, to the text's start or end."""
    layout, goal = move.layout, move.selection.goal
    row = layout.row_at(move.head)
    if goal is None:
        goal = layout.cell_of(row, move.head)
    target = layout.shift(row, count)
    if target == row:
        offset = 0 if count < 0 else len(layout.text)
    else:
        offset = layout.offset_at(target, goal)
    return move.selection.moved_to(offset, move.extend, goal=goal)


def row_start(move: Move) -> Selection:
    """To the first character of the row."""
    return move.to(move.layout.row_at(move.head).start)


def row_end(move: Move) -> Selection:
    """To the last position of the row; extending includes its last visible character."""
    row = move.layout.row_at(move.head)
    last = move.layout.offset_at(row, move.layout.width + 1)
    if move.extends and last < row.end and not move.layout.text[last].isspace():
        last = row.end
    return move.to(last)


def next_word(move: Move) -> Selection:
    """To the start of the next word."""
    word = move.structure.next_word(move.head)
    offset = word.start if word else max(move.head, move.structure.word_at(move.head).end)
    return move.to(offset)


def previous_word(move: Move) -> Selection:
    """To the start of this word, or of the one before."""
    return _back_to(move.structure.previous_word(move.head), move)


def word_end(move: Move) -> Selection:
    """Onto the last character of this word, or of the next; extending includes it."""
    word: Span | None = move.structure.word_at(move.head)
    while word:
        offset = word.end if move.extends else move.layout.previous_cluster(word.end)
        if offset > move.head:
            return move.to(offset)
        word = move.structure.next_word(max(word.start, move.head))
    return move.selection


def next_sentence(move: Move) -> Selection:
    """To the start of the next sentence; extending, to the end of this one, then of the next."""
    head = move.head
    here, after = move.structure.sentence_at(head), move.structure.next_sentence(head)
    return _onward(move, here, after)


def previous_sentence(move: Move) -> Selection:
    """To the start of this sentence, or of the one before."""
    return _back_to(move.structure.previous_sentence(move.head), move)


def next_paragraph(move: Move) -> Selection:
    """To the start of the next paragraph; extending, to the end of this one, then of the next."""
    head, text = move.head, move.layout.text
    here, after = move.structure.paragraph_at(head), move.structure.next_paragraph(head)
    visible = after.trimmed(text) if after else None
    return _onward(move, here.trimmed(text), visible)


def previous_paragraph(move: Move) -> Selection:
    """To the start of this paragraph, or of the one before."""
    found = move.structure.previous_paragraph(move.head)
    if found and found.trimmed(move.layout.text).start >= move.head:
        found = move.structure.previous_paragraph(found.start)
    return _back_to(found.trimmed(move.layout.text) if found else None, move)


def text_start(move: Move) -> Selection:
    """To the start of the text."""
    return move.to(0)


def text_end(move: Move) -> Selection:
    """To the end of the text."""
    return move.to(len(move.layout.text))


MOTIONS: dict[str, Motion] = {
    motion.__name__: motion
    for motion in (
        *(left, right, up, down, row_start, row_end, next_word, previous_word, word_end),
        *(next_sentence, previous_sentence, next_paragraph, previous_paragraph),
        *(text_start, text_end),
    )
}
"""The motions that need only a `Move`, by name."""

PAGES: dict[str, Callable[[int], int]] = {
    "page_down": lambda rows: max(rows - 1, 1),
    "page_up": lambda rows: -max(rows - 1, 1),
    "half_page_down": lambda rows: max(rows // 2, 1),
    "half_page_up": lambda rows: -max(rows // 2, 1),
}
"""How many rows each page motion moves (see `by_rows`), from the number of rows on a page.

A page move keeps one row of the previous page in sight."""


def _back_to(unit: Span | None, move: Move) -> Selection:
    return move.to(unit.start if unit else 0)


def _onward(move: Move, here: Span, after: Span | None) -> Selection:
    """Move on to the start of the unit `after`; extending, to the end of `here` or `after`."""
    head = move.head
    if not move.extends:
        return move.to(after.start if after and after.start > head else max(head, here.end))
    if head < here.end:
        return move.to(here.end)
    return move.to(after.end if after else head)
