"""Strips of rows: joining segments to send less changes nothing visible, even when cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.strip import Strip

from annotations.span import Span
from tui.text import painting
from tui.text.decoration import Cover, Layers, Mark, runs
from tui.text.gutter import EMPTY
from tui.text.layout import Layout
from tui.text.painting import Margin, RowPainter
from tui.text.palette import Palette

CLUSTERS = ("a", "b ", "’", "北", "e\u0301", "👩", "👩\u200d👩", "👍🏽", "\u200b", "\t")


def strips(text: str, width: int, mark: Span, *, monochrome: bool) -> list[Strip]:
    """All rows of a text in a pane of some width, with one passage highlighted and selected."""
    layout = Layout(text, width)
    palette = Palette({}, focused=True, monochrome=monochrome)
    painter = RowPainter(layout, palette, width + 6)
    found = []
    row = layout.row_at(0)
    for number in range(6):
        layers = Layers(
            [Mark(mark.start, mark.end, "a", "#e69f00", "1")], cover=Cover(selection=mark)
        )
        margin = Margin(1, f"{number:>2}" if number % 2 else "  ", (EMPTY,))
        found.append(
            painter.paint(
                row, runs(row.start, row.end, layers), margin, {}, thumb=number < 2,
                caret_at_end=False,
            )
        )  # fmt: skip
        below = layout.after(row)
        if below is None:
            break
        row = below
    return found


def looks(strip: Strip) -> list[tuple[str, object]]:
    """Each character with the visible part of its style: for blanks, not the foreground."""
    return [
        (character, (style and style.bgcolor, character != " " and style and style.color))
        for text, style, _ in strip
        for character in text
    ]


def assert_joined_looks_the_same(text: str, width: int, mark: Span, cuts: list[int]) -> None:
    for monochrome in (False, True):
        joined = strips(text, width, mark, monochrome=monochrome)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(painting, "_joined", list)
            apart = strips(text, width, mark, monochrome=monochrome)
        for one, other in zip(joined, apart, strict=True):
            assert looks(one) == looks(other)
            assert one.cell_length == other.cell_length == width + 6
            for part, same in zip(one.divide(cuts), other.divide(cuts), strict=True):
                assert looks(part) == looks(same)


@given(
    st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=12).map("".join),
    st.integers(2, 20),
    st.data(),
)
def test_joined_segments_look_as_those_they_were_wherever_they_are_cut(
    text: str, width: int, data: st.DataObject
) -> None:
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    cut = data.draw(st.integers(0, width + 6))
    assert_joined_looks_the_same(text, width, Span(*ends), [cut, width + 6])


@pytest.mark.parametrize("cut", range(26))
def test_wide_characters_do_not_make_up_for_joiners(cut: int) -> None:
    text = "北👩👩\u200d👩b👩\u200d👩"
    assert_joined_looks_the_same(text, 20, Span(0, 0), [cut, 26])


def test_a_plain_row_is_one_segment() -> None:
    (strip,) = strips("some words", 20, Span(0, 0), monochrome=False)[:1]
    assert [segment.text for segment in strip] == ["     some words" + " " * 10, "▐"]


@pytest.mark.parametrize(
    ("text", "labels", "shown"),
    [
        ("ne\u0301 e\u0301te\u0301", {0: "ff", 4: "fj"}, "ff fje\u0301"),
        ("He\u0334\u0353 came", {0: "ff"}, "ff came"),
        ("\u0e1b\u0e0f\u0e34\u0e1a\u0e31\u0e15\u0e34", {0: "ff"}, "ff\u0e1a\u0e31\u0e15\u0e34"),
        ("abe\u0301\u5317\u4eac", {0: "ff", 4: "fj"}, "ffe\u0301fj\u4eac"),
    ],
)
def test_marks_stay_with_their_letters_under_labels(
    text: str, labels: dict[int, str], shown: str
) -> None:
    layout = Layout(text, 30)
    painter = RowPainter(layout, Palette({}, focused=True, monochrome=False), 40)
    row = layout.row_at(0)
    drawn = runs(row.start, row.end, Layers([]))
    strip = painter.paint(row, drawn, Margin(0, "", ()), labels, thumb=False, caret_at_end=False)
    assert strip.text.strip() == shown
    assert strip.cell_length == 40
