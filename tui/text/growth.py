"""Growing a selection to the word, sentence and paragraph around it, and shrinking it again."""

from collections.abc import Callable

import msgspec

from annotations.span import Span
from annotations.structure import Structure
from tui.text.selection import Selection


def grow(structure: Structure, selection: Selection) -> Selection:
    """`selection` grown to the words it touches, else the sentences, else the paragraphs."""
    span = selection.span
    for unit_at in (structure.word_at, structure.sentence_at, structure.paragraph_at):
        grown = _around(structure.text, span, unit_at)
        if grown and grown != span:
            trail = (*selection.grown, (selection.anchor, selection.head))
            return msgspec.structs.replace(selection.over(grown), grown=trail)
    return selection


def shrink(selection: Selection) -> Selection:
    """The selection as it was before it last grew; unchanged if it has not grown."""
    if not selection.grown:
        return selection
    *trail, (anchor, head) = selection.grown
    return msgspec.structs.replace(
        selection, anchor=anchor, head=head, goal=None, grown=tuple(trail)
    )


def whole_paragraph(structure: Structure, offset: int) -> Selection:
    """The paragraph at `offset`, without the white space at its edges."""
    return Selection().over(structure.paragraph_at(offset).trimmed(structure.text))


def _around(text: str, span: Span, unit_at: Callable[[int], Span]) -> Span:
    """The span extended to the whole units at its start and at its end."""
    first = unit_at(span.start).trimmed(text)
    if not span:
        return first
    last = unit_at(span.end - 1).trimmed(text)
    touched = [unit for unit in (first, last) if unit.overlaps(span)]
    return Span(
        min(span.start, *(unit.start for unit in touched), span.start),
        max(span.end, *(unit.end for unit in touched), span.end),
    )
