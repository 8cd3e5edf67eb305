"""Motions: pure functions from a selection to the next, over what a text is made of and its rows.

Which key does what is for `tui.actions`; scrolling after the head is for `tui.text.viewport`.
"""

from collections.abc import Callable
from typing import Protocol

from annotations.span import Span
from annotations.structure import Structure
from tui.text.layout import Layout
from tui.text.selection import Selection


class Motion(Protocol):
    """Moves the head; with `extend`, or when the selection is sticky, the anchor stays behind."""

    def __call__(
        self, structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
    ) -> Selection:
        """The selection after the motion."""


def left(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """One character back; a selection that is not extended collapses to its start."""
    if _collapses(selection, extend):
        return Selection.at(selection.span.start)
    return selection.moved_to(layout.previous_cluster(selection.head), extend)


def right(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """One character on; a selection that is not extended collapses to its end."""
    if _collapses(selection, extend):
        return Selection.at(selection.span.end)
    return selection.moved_to(layout.next_cluster(selection.head), extend)


def up(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """One row up, aiming for the cell where the motion over rows began."""
    return by_rows(layout, selection, -1, extend=extend)


def down(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """One row down, aiming for the cell where the motion over rows began."""
    return by_rows(layout, selection, 1, extend=extend)


def by_rows(layout: Layout, selection: Selection, count: int, *, extend: bool = False) -> Selection:
    """`count` rows down, up if negative; from the first row to the text's start, and so below."""
    row = layout.row_at(selection.head)
    goal = layout.cell_of(row, selection.head) if selection.goal is None else selection.goal
    target = layout.shift(row, count)
    if target == row:
        offset = 0 if count < 0 else len(layout.text)
    else:
        offset = layout.offset_at(target, goal)
    return selection.moved_to(offset, extend, goal=goal)


def row_start(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the first character of the row."""
    return selection.moved_to(layout.row_at(selection.head).start, extend)


def row_end(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the last position of the row; extending takes its last visible character in."""
    row = layout.row_at(selection.head)
    last = layout.offset_at(row, layout.width + 1)
    extends = extend or selection.sticky
    if extends and last < row.end and not layout.text[last].isspace():
        last = row.end
    return selection.moved_to(last, extend)


def next_word(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of the next word."""
    word = structure.next_word(selection.head)
    offset = word.start if word else max(selection.head, structure.word_at(selection.head).end)
    return selection.moved_to(offset, extend)


def previous_word(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of this word, or of the one before."""
    return _back_to(structure.previous_word(selection.head), selection, extend)


def word_end(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """Onto the last character of this word, or of the next; extending takes it in."""
    extends = extend or selection.sticky
    word: Span | None = structure.word_at(selection.head)
    while word:
        offset = word.end if extends else layout.previous_cluster(word.end)
        if offset > selection.head:
            return selection.moved_to(offset, extend)
        word = structure.next_word(max(word.start, selection.head))
    return selection


def next_sentence(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of the next sentence; extending, to the end of this one, then of the next."""
    head = selection.head
    here, after = structure.sentence_at(head), structure.next_sentence(head)
    return selection.moved_to(_onward(selection, here, after, extend), extend)


def previous_sentence(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of this sentence, or of the one before."""
    return _back_to(structure.previous_sentence(selection.head), selection, extend)


def next_paragraph(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of the next paragraph; extending, to the end of this one, then of the next."""
    head, text = selection.head, layout.text
    here, after = structure.paragraph_at(head), structure.next_paragraph(head)
    visible = after.trimmed(text) if after else None
    return selection.moved_to(_onward(selection, here.trimmed(text), visible, extend), extend)


def previous_paragraph(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of this paragraph, or of the one before."""
    found = structure.previous_paragraph(selection.head)
    if found and found.trimmed(layout.text).start >= selection.head:
        found = structure.previous_paragraph(found.start)
    return _back_to(found.trimmed(layout.text) if found else None, selection, extend)


def text_start(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the start of the text."""
    return selection.moved_to(0, extend)


def text_end(
    structure: Structure, layout: Layout, selection: Selection, *, extend: bool = False
) -> Selection:
    """To the end of the text."""
    return selection.moved_to(len(layout.text), extend)


MOTIONS: dict[str, Motion] = {
    motion.__name__: motion
    for motion in (
        *(left, right, up, down, row_start, row_end, next_word, previous_word, word_end),
        *(next_sentence, previous_sentence, next_paragraph, previous_paragraph),
        *(text_start, text_end),
    )
}
"""Every motion that needs nothing else, by name."""

PAGES: dict[str, Callable[[int], int]] = {
    "page_down": lambda rows: max(rows - 1, 1),
    "page_up": lambda rows: -max(rows - 1, 1),
    "half_page_down": lambda rows: max(rows // 2, 1),
    "half_page_up": lambda rows: -max(rows // 2, 1),
}
"""How many rows the motions by pages go (see `by_rows`), of a page of so many rows.

A page move keeps one row of the page before in sight."""


def _collapses(selection: Selection, extend: bool) -> bool:
    return not (selection.empty or extend or selection.sticky)


def _back_to(unit: Span | None, selection: Selection, extend: bool) -> Selection:
    return selection.moved_to(unit.start if unit else 0, extend)


def _onward(selection: Selection, here: Span, after: Span | None, extend: bool) -> int:
    """Where going on from `here` leads: to the start of the unit `after`, extending to an end."""
    head = selection.head
    if not (extend or selection.sticky):
        return after.start if after and after.start > head else max(head, here.end)
    if head < here.end:
        return here.end
    return after.end if after else head
