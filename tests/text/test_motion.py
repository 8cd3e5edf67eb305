"""Motions, written as marked text: brackets around the selection, a bar at its head."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.structure import Structure
from tui.text.growth import grow, shrink, whole_paragraph
from tui.text.layout import Layout
from tui.text.motion import MOTIONS, PAGES, Move, by_rows
from tui.text.selection import Selection

WIDTH = 12
PIECES = ["word", "U.S. ", " ", ". ", "\n", "\n\n", "漢字", "👍🏽", "e\u0301", "“"]


def read(marked: str) -> tuple[str, Selection]:
    """Parse marked text: `[fo|]o` is "foo" with the selection from 0 to 2, its head at 2."""
    text = marked.replace("[", "").replace("]", "").replace("|", "")
    head = marked.replace("[", "").replace("]", "").index("|")
    if "[" not in marked:
        return text, Selection.at(head)
    start = marked.replace("|", "").index("[")
    end = marked.replace("[", "").replace("|", "").index("]")
    return text, Selection(start if head == end else end, head)


def write(text: str, selection: Selection) -> str:
    span, head = selection.span, selection.head
    if selection.empty:
        return f"{text[:head]}|{text[head:]}"
    opening, closing = ("[", "|]") if head == span.end else ("[|", "]")
    return f"{text[: span.start]}{opening}{span.of(text)}{closing}{text[span.end :]}"


def play(marked: str, motion: str, *, extend: bool = False) -> str:
    text, selection = read(marked)
    structure, layout = Structure(text), Layout(text, WIDTH)
    return write(text, MOTIONS[motion](Move(structure, layout, selection, extend)))


@pytest.mark.parametrize(
    ("before", "motion", "after"),
    [
        ("f|oo", "left", "|foo"),
        ("|foo", "left", "|foo"),
        ("a|e\u0301b", "right", "ae\u0301|b"),
        ("foo|", "right", "foo|"),
        ("f[oo|] bar", "left", "f|oo bar"),
        ("f[|oo] bar", "right", "foo| bar"),
        ("|foo bar", "next_word", "foo |bar"),
        ("foo |bar", "next_word", "foo bar|"),
        ("foo b|ar", "previous_word", "foo |bar"),
        ("foo |bar", "previous_word", "|foo bar"),
        ("|foo bar", "word_end", "fo|o bar"),
        ("fo|o bar", "word_end", "foo ba|r"),
        ("foo ba|r", "word_end", "foo ba|r"),
        ("On|e is. Two is.", "next_sentence", "One is. |Two is."),
        ("One is. Tw|o is.", "next_sentence", "One is. Two is.|"),
        ("One is. Tw|o is.", "previous_sentence", "One is. |Two is."),
        ("One is. |Two is.", "previous_sentence", "|One is. Two is."),
        ("- On|e is.\n- Two is.", "next_sentence", "- One is.\n- |Two is."),
        ("- One is.\n|- Two is.", "next_sentence", "- One is.\n- |Two is."),
        ("- One is.\n|- Two is.", "previous_sentence", "- |One is.\n- Two is."),
        ("o|ne\n\n  two\n", "next_paragraph", "one\n\n  |two\n"),
        ("one\n\n  |two\n", "next_paragraph", "one\n\n  two|\n"),
        ("one\n\n  tw|o\n", "previous_paragraph", "one\n\n  |two\n"),
        ("one\n\n  |two\n", "previous_paragraph", "|one\n\n  two\n"),
        ("twelve cells and m|ore", "row_start", "twelve cells |and more"),
        ("twel|ve cells and more", "row_end", "twelve cells| and more"),
        ("twelvecells|wrapped", "row_end", "twelvecells|wrapped"),
        ("twelv|e cells and more", "down", "twelve cells and m|ore"),
        ("twelve cells and m|ore", "up", "twelv|e cells and more"),
        ("tw|elve cells", "up", "|twelve cells"),
        ("tw|elve cells", "down", "twelve cells|"),
        ("fo|o", "text_start", "|foo"),
        ("f|oo", "text_end", "foo|"),
    ],
)
def test_motions_move_the_caret(before: str, motion: str, after: str) -> None:
    assert play(before, motion) == after


@pytest.mark.parametrize(
    ("before", "motion", "after"),
    [
        ("f|oo", "right", "f[o|]o"),
        ("f[o|]o", "left", "f|oo"),
        ("f|oo", "left", "[|f]oo"),
        ("|foo bar", "next_word", "[foo |]bar"),
        ("f|oo bar", "word_end", "f[oo|] bar"),
        ("f[oo|] bar", "word_end", "f[oo bar|]"),
        ("O|ne is. Two is.", "next_sentence", "O[ne is.|] Two is."),
        ("[One is.|] Two is.", "next_sentence", "[One is. Two is.|]"),
        ("One is. Two |is.", "previous_sentence", "One is. [|Two ]is."),
        ("o|ne\n\ntwo\n", "next_paragraph", "o[ne|]\n\ntwo\n"),
        ("[one|]\n\ntwo\n", "next_paragraph", "[one\n\ntwo|]\n"),
        ("|twelve cells and more", "row_end", "[twelve cells|] and more"),
        ("|twelvecellswrapped", "row_end", "[twelvecellsw|]rapped"),
    ],
)
def test_extending_keeps_the_anchor_and_goes_to_ends(before: str, motion: str, after: str) -> None:
    assert play(before, motion, extend=True) == after


def test_a_sticky_selection_extends_without_being_told_to() -> None:
    text = "foo bar"
    sticky = Selection(0, 0, sticky=True)
    moved = MOTIONS["word_end"](Move(Structure(text), Layout(text, WIDTH), sticky))
    assert (moved.anchor, moved.head, moved.sticky) == (0, 3, True)


def test_moving_over_a_short_row_comes_back_to_the_cell_it_came_from() -> None:
    text = "0123456789\nab\n0123456789"
    structure, layout = Structure(text), Layout(text, WIDTH)
    down = MOTIONS["down"]
    once = down(Move(structure, layout, Selection.at(7)))
    assert once.head == text.index("\n", 12)
    assert down(Move(structure, layout, once)).head == text.index("7", 13)


def test_a_page_keeps_one_row_in_sight_and_a_half_page_is_half() -> None:
    assert [PAGES[name](20) for name in ("page_down", "page_up")] == [19, -19]
    assert [PAGES[name](20) for name in ("half_page_down", "half_page_up")] == [10, -10]
    text = "row\n" * 50
    move = Move(Structure(text), Layout(text, WIDTH), Selection.at(0))
    moved = by_rows(move, PAGES["page_down"](20))
    assert moved.head == 4 * 19


def test_growing_takes_word_sentence_and_paragraph_and_shrinking_goes_back() -> None:
    marked = "Zero.\n\nOne w|ord here. And two.\n\nThree.\n"
    text, selection = read(marked)
    structure = Structure(text)
    seen = [write(text, selection)]
    for _ in range(4):
        selection = grow(structure, selection)
        seen.append(write(text, selection))
    assert seen[1:] == [
        "Zero.\n\nOne [word|] here. And two.\n\nThree.\n",
        "Zero.\n\n[One word here.|] And two.\n\nThree.\n",
        "Zero.\n\n[One word here. And two.|]\n\nThree.\n",
        "Zero.\n\n[One word here. And two.|]\n\nThree.\n",
    ]
    for expected in (seen[2], seen[1], marked, marked):
        selection = shrink(selection)
        assert write(text, selection) == expected


def test_growing_a_piece_of_two_words_takes_both_words() -> None:
    text, selection = read("o[ne tw|]o three. Four.")
    assert write(text, grow(Structure(text), selection)) == "[one two|] three. Four."


def test_a_paragraph_is_taken_without_its_newline() -> None:
    text = "One.\n\nTwo here. And there.\n"
    assert whole_paragraph(Structure(text), 8).span.of(text) == "Two here. And there."


@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.tuples(st.sampled_from(sorted(MOTIONS)), st.booleans()), max_size=12),
    st.integers(0, 60),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_no_motion_leaves_the_text_or_stops_inside_a_cluster(
    text: str, motions: list[tuple[str, bool]], offset: int
) -> None:
    structure, layout = Structure(text), Layout(text, WIDTH)
    selection = Selection.at(layout.snap(min(offset, len(text))))
    for name, extend in motions:
        selection = MOTIONS[name](Move(structure, layout, selection, extend))
        assert 0 <= selection.head <= len(text)
        assert selection.head == layout.snap(selection.head)


@given(st.sampled_from(sorted(set(MOTIONS) - {"word_end"})), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_going_on_never_goes_back_and_the_other_way_round(name: str, offset: int) -> None:
    text = "One two. “Three four,” five said.\n\nSix — seven."
    structure, layout = Structure(text), Layout(text, WIDTH)
    head = MOTIONS[name](Move(structure, layout, Selection.at(offset))).head
    if name in {"left", "up", "row_start", "text_start"} or name.startswith("previous"):
        assert head <= offset
    else:
        assert head >= offset
