"""Labels are distinct and never overlap; typing them selects a word or a passage."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.span import Span
from tui.text.labels import Choice, SeenWord, assign, codes, match, passage


@given(st.integers(0, 3_000))
@settings(max_examples=60, deadline=None)
def test_no_label_begins_another(count: int) -> None:
    labels = sorted(codes(count))
    assert len(set(labels)) == count
    assert not any(after.startswith(before) for before, after in pairwise(labels))


def test_two_letters_serve_676_words_and_most_of_a_few_more() -> None:
    assert {len(label) for label in codes(676)} == {2}
    lengths = [len(label) for label in codes(700)]
    assert lengths.count(2) == 675
    assert lengths == sorted(lengths)


places = st.lists(
    st.builds(
        lambda pane, row, cell: SeenWord(pane, row, cell, Span(row + cell, row + cell + 1)),
        st.integers(0, 1),
        st.sampled_from([0, 100, 200]),
        st.integers(0, 39),
    ),
    unique=True,
    max_size=90,
)


@given(places)
@settings(max_examples=80, deadline=None)
def test_labels_neither_overlap_nor_leave_their_pane(words: list[SeenWord]) -> None:
    taken: dict[tuple[int, int], int] = {}
    for label, place in sorted(assign(words, [40, 20]).items(), key=lambda item: item[1]):
        assert place.cell >= taken.get(place[:2], 0)
        taken[place[:2]] = place.cell + len(label)
        assert taken[place[:2]] <= [40, 20][place.pane]


def test_every_word_with_room_has_a_label_in_the_order_given() -> None:
    words = [SeenWord(0, 0, cell, Span(cell, cell + 1)) for cell in (0, 2, 3, 4, 38, 39)]
    labelled = assign(words, [40])
    assert [place.cell for place in labelled.values()] == [0, 2, 4, 38]
    assert list(labelled) == codes(4)


def test_typing_narrows_down_and_then_chooses() -> None:
    labels = codes(30)
    first = match(labels, "f")
    assert first.chosen is None
    assert len(first.possible) == 26
    assert match(labels, "JF").chosen == "jf"
    assert match(labels, "zz") == ([], None)


TEXT = "He said: “Pretending helped (almost) nobody.” Then left."


def word(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


def chosen(first: str, last: str, *, lead: bool = False, trail: bool = False) -> str:
    return passage(TEXT, Choice(word(first), lead), Choice(word(last), trail)).of(TEXT)


def test_a_passage_goes_from_the_first_word_to_the_last() -> None:
    assert chosen("Pretending", "nobody") == "Pretending helped (almost) nobody"
    assert chosen("helped", "helped") == "helped"


def test_capitals_take_the_punctuation_that_touches_the_word() -> None:
    assert chosen("Pretending", "nobody", trail=True) == "Pretending helped (almost) nobody.”"
    assert chosen("Pretending", "nobody", lead=True) == "“Pretending helped (almost) nobody"
    assert chosen("almost", "almost", lead=True, trail=True) == "(almost)"


def test_words_chosen_backwards_give_the_same_passage() -> None:
    assert chosen("nobody", "Pretending", lead=True) == "Pretending helped (almost) nobody.”"


def test_a_page_of_chinese_has_labels_from_its_first_row_to_its_last() -> None:
    words = [(row, cell) for row in range(40) for cell in range(0, 66, 2)]
    places = [
        SeenWord(0, row, cell, Span(number, number + 1)) for number, (row, cell) in enumerate(words)
    ]
    labelled = assign(places, [66]).values()
    assert {place.row for place in labelled} == set(range(40))
    assert all(sum(place.row == row for place in labelled) >= 10 for row in range(40)), (
        "each row can be reached within a step or two"
    )


@pytest.mark.parametrize(
    ("length", "labelled"),
    [(1, [0]), (2, [0, 1]), (3, [0, 2]), (4, [0, 3]), (5, [0, 4]), (6, [0, 3, 5]), (8, [0, 3, 7])],
)
def test_of_words_without_spaces_the_first_and_the_last_have_labels_and_most_are_read(
    length: int, labelled: list[int]
) -> None:
    run = [SeenWord(0, 0, 2 * at, Span(at, at + 1)) for at in range(length)]
    # After a comma, a new run begins.
    other = SeenWord(0, 0, 2 * length + 2, Span(length + 1, length + 2))
    places = assign([*run, other], [80]).values()
    assert [place.word.start for place in places] == [*labelled, length + 1]
