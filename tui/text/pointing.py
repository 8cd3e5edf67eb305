"""What the mouse does to a text, in offsets (code points), and what is selected by that. Pure."""

from collections.abc import Callable

import msgspec

from annotations.span import Span
from annotations.structure import Structure
from tui.text.selection import Selection


class Pressed(msgspec.Struct, frozen=True):
    """A button went down over `offset`, for the `count`th time in quick succession."""

    offset: int
    count: int
    shift: bool


class Dragged(msgspec.Struct, frozen=True):
    """The pointer came to `offset` with the button held."""

    offset: int


class ContextWanted(msgspec.Struct, frozen=True):
    """The right button went down over `offset`."""

    offset: int


Pointed = Pressed | Dragged | ContextWanted


class Pointing:
    """Selects by what the mouse does in one text: by letters, by words or by sentences.

    A press puts the caret there, a second one takes the word, a third one the sentence; a drag goes
    on by what the press took. The right button leaves a selection that it is over.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._begun: tuple[Span, Callable[[int], Span]] | None = None

    def selected(self, selection: Selection, what: Pointed) -> Selection:
        """What a selection becomes."""
        match what:
            case Pressed(offset, 1, shift):
                self._begun = None
                return selection.moved_to(offset, extend=shift)
            case Pressed(offset, count, _):
                structure = self._structure
                unit_at = structure.word_at if count == 2 else structure.sentence_at
                unit = unit_at(offset)
                self._begun = unit, unit_at
                return selection.over(unit)
            case Dragged(offset):
                return self._dragged(selection, offset)
            case ContextWanted(offset):
                held = selection.span.holds(offset)
                return selection if held else selection.collapsed().moved_to(offset)

    def _dragged(self, selection: Selection, offset: int) -> Selection:
        if self._begun is None:
            return selection.moved_to(offset, extend=True)
        begun, unit_at = self._begun
        there = unit_at(offset)
        if not there.holds(offset):
            there = Span(offset, offset)
        return selection.reaching(begun, there)
