"""Mouse actions on a text, in offsets (code points), and the selections they produce. Pure."""

from collections.abc import Callable

import msgspec

from annotations.span import Span
from annotations.structure import Structure
from tui.text.selection import Selection


class Pressed(msgspec.Struct, frozen=True):
    """A button went down over a letter, for the `count`th time in quick succession.

    `letter` is the span of the cluster drawn there; it is empty over white space and where
    nothing is drawn.
    """

    letter: Span
    count: int
    shift: bool


class Dragged(msgspec.Struct, frozen=True):
    """The pointer moved onto a letter with the button held."""

    letter: Span


class ContextWanted(msgspec.Struct, frozen=True):
    """The right button went down over `offset`."""

    offset: int


Pointed = Pressed | Dragged | ContextWanted

Unit = Callable[[Span], Span]
"""The unit a drag extends by: maps a letter to itself, or to the word or sentence around it."""


class Pointing:
    """Turns mouse actions in one text into selections: by letters, words or sentences.

    A press places the caret, a second one selects the word, a third one the sentence. A drag then
    extends by the same unit and includes both the first and the last unit, in either direction.
    The right button keeps a selection that it is pressed on.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._begun: tuple[Span, Unit] = Span(0, 0), _itself

    def selected(self, selection: Selection, what: Pointed) -> Selection:
        """The selection after a mouse action."""
        match what:
            case Pressed(letter, 1, shift):
                if shift or selection.sticky:
                    self._begun = Span(selection.anchor, selection.anchor), _itself
                    return self._dragged(selection, letter)
                self._begun = letter, _itself
                return selection.moved_to(letter.start)
            case Pressed(letter, count, _):
                unit_of = self._word if count == 2 else self._sentence
                unit = unit_of(letter)
                self._begun = unit, unit_of
                return selection.over(unit)
            case Dragged(letter):
                return self._dragged(selection, letter)
            case ContextWanted(offset):
                held = selection.span.holds(offset)
                return selection if held else selection.collapsed().moved_to(offset)

    def _dragged(self, selection: Selection, letter: Span) -> Selection:
        begun, unit_of = self._begun
        there = unit_of(letter)
        if selection.empty and there == begun:
            # The pointer has not left the letter that was pressed: that is a click.
            return selection
        if not there.holds(letter.start):
            there = Span(letter.start, letter.start)
        return selection.reaching(begun, there)

    def _word(self, letter: Span) -> Span:
        return self._structure.word_at(letter.start)

    def _sentence(self, letter: Span) -> Span:
        return self._structure.sentence_at(letter.start)


def _itself(letter: Span) -> Span:
    return letter
