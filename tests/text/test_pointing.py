"""What the mouse selects: letters, words, sentences, and what a drag extends them to."""

import pytest

from annotations.span import Span
from annotations.structure import Structure
from tui.text.pointing import ContextWanted, Dragged, Pointed, Pointing, Pressed
from tui.text.selection import Selection

TEXT = "One two three. Four five six. Seven."


def at(passage: str) -> Span:
    """The first letter of a passage."""
    start = TEXT.index(passage)
    return Span(start, start + 1)


def selected(*done: Pointed) -> str:
    pointing, selection = Pointing(Structure(TEXT)), Selection(0, 0)
    for what in done:
        selection = pointing.selected(selection, what)
    return selection.span.of(TEXT)


def pressed(passage: str, times: int = 1, *, shift: bool = False) -> list[Pointed]:
    """The presses of a single, double or triple click on a passage."""
    return [Pressed(at(passage), count, shift) for count in range(1, times + 1)]


@pytest.mark.parametrize(
    ("times", "to", "taken"),
    [
        (1, "ee", "wo thre"),
        (1, "o three", "wo"),
        (1, "One", "One tw"),
        (2, "wo", "two"),
        (2, "ee", "two three"),
        (2, "ne", "One two"),
        (3, "ee", "One two three."),
        (3, "ive", "One two three. Four five six."),
    ],
)
def test_a_drag_goes_on_by_what_the_press_took(times: int, to: str, taken: str) -> None:
    assert selected(*pressed("wo", times), Dragged(at(to))) == taken


def test_a_press_that_is_held_on_its_letter_selects_nothing() -> None:
    assert selected(*pressed("wo"), Dragged(at("wo"))) == ""


def test_a_drag_that_comes_back_to_its_letter_takes_that_one() -> None:
    assert selected(*pressed("wo"), Dragged(at("ee")), Dragged(at("wo"))) == "w"


def test_a_drag_takes_nothing_of_where_no_letter_is() -> None:
    end = Span(TEXT.index(" Four"), TEXT.index(" Four"))
    assert selected(*pressed("two"), Dragged(end)) == "two three."
    assert selected(Pressed(end, 1, shift=False), Dragged(at("two"))) == "two three."


def test_the_word_that_was_pressed_stays_whichever_way_the_drag_turns() -> None:
    to_and_fro = Dragged(at("six")), Dragged(at("One")), Dragged(at("five"))
    assert selected(*pressed("our", 2), *to_and_fro) == "Four five"


def test_a_press_begins_anew_and_with_shift_goes_on() -> None:
    assert selected(*pressed("two", 2), *pressed("five")) == ""
    assert selected(*pressed("two"), *pressed("five", shift=True)) == "two three. Four f"


def test_the_right_button_leaves_what_it_is_over_and_nothing_else() -> None:
    assert selected(*pressed("five", 2), ContextWanted(at("ive").start)) == "five"
    assert selected(*pressed("five", 2), ContextWanted(at("Seven").start)) == ""
