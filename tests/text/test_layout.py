"""Rows tile the text, fit the width, and do not depend on where layout began."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import stretches, wrap
from tui.text.clusters import clusters_of, is_simple
from tui.text.layout import Layout, Row
from tui.text.viewport import rows_apart

PIECES = [
    "a", "word ", "co-op", "well—known ", " ", "  ", "\n", "\n\n", " \n", "\t", "“Quoted,” ",
    "é", "e\u0301", "x" + "\u0301" * 12, "\u0301",
    "漢字", "、", "「語」", "한국어", "\u1112\u1161\u11ab",
    "👍", "👍🏽", "👩‍🚀", "👨‍👩‍👧‍👦", "🇫🇷", "🇫", "1️⃣", "❤️", "🏴\U000e0067\U000e0062\U000e007f",
    "می‌خواهم ", "ශ්‍රී", "क्‍ष", "\u200d", "\u200c", "\u202e", "\u200b", "\ufeff", "\u00ad",
    "\x1b[31m",
    "\x00", "\ue000", "\U000e0041", "\ufe0f", "日本語のとても長い文章。", "incomprehensibilities",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
widths = st.integers(2, 24)


def all_rows(layout: Layout) -> list[Row]:
    return layout.rows(layout.row_at(0), 10_000)


@given(texts, widths, st.booleans())
@settings(max_examples=150, deadline=None)
def test_rows_tile_the_text(text: str, width: int, flowing: bool) -> None:
    rows = all_rows(Layout(text, width, flowing=flowing))
    assert rows[0].start == 0
    assert rows[-1].end == len(text)
    assert all(above.end == below.start for above, below in pairwise(rows))
    assert all(row.start < row.end for row in rows[:-1])


@given(texts, widths, st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_row_is_wider_than_the_width_and_one_hanging_space(
    text: str, width: int, flowing: bool
) -> None:
    layout = Layout(text, width, flowing=flowing)
    for row in all_rows(layout):
        shown = layout.shown(row, row.start, row.end)
        assert layout.cell_of(row, row.end) <= width + 1
        assert len(shown) == 0 or layout.cell_of(row, row.end) <= width or shown[-1] == " "
        assert layout.cell_of(layout.row_at(len(text)), len(text)) <= width


@given(texts, widths, st.booleans(), st.data())
@settings(max_examples=150, deadline=None)
def test_rows_found_from_anywhere_are_the_rows_walked_from_the_start(
    text: str, width: int, flowing: bool, data: st.DataObject
) -> None:
    rows = all_rows(Layout(text, width, flowing=flowing))
    offset = data.draw(st.integers(0, len(text)))
    elsewhere = Layout(text, width, flowing=flowing)
    found = elsewhere.row_at(offset)
    assert found in rows
    index = rows.index(found)
    assert found.start <= offset <= found.end
    assert elsewhere.before(found) == (rows[index - 1] if index else None)
    assert elsewhere.after(found) == (rows[index + 1] if index + 1 < len(rows) else None)
    assert elsewhere.shift(found, -10_000) == rows[0]
    assert rows_apart(elsewhere, offset, 0, 10_000) == -index


@given(texts, widths, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_position_has_one_cell_and_every_cell_one_position(
    text: str, width: int, flowing: bool
) -> None:
    layout = Layout(text, width, flowing=flowing)
    seen: set[tuple[int, int]] = set()
    offset = 0
    while True:
        row = layout.row_at(offset)
        cell = layout.cell_of(row, offset)
        assert (row.start, cell) not in seen
        seen.add((row.start, cell))
        assert layout.offset_at(row, cell) == offset
        behind = layout.next_cluster(offset)
        if behind == offset:
            break
        assert layout.previous_cluster(behind) == offset
        for inside in range(offset, behind):
            assert layout.snap(inside) == offset
            assert layout.row_at(inside) == row
            assert layout.cell_of(row, inside) == cell
        offset = behind
    assert offset == len(text)


@given(texts, widths)
@settings(max_examples=150, deadline=None)
def test_cells_are_counted_as_the_compositor_counts_them(text: str, width: int) -> None:
    layout = Layout(text, width)
    for row in all_rows(layout):
        cells, offset = 0, row.start
        while offset < row.end:
            behind = layout.next_cluster(offset)
            cells += cell_len(layout.shown(row, offset, behind))
            assert cells == layout.cell_of(row, behind)
            offset = behind


@given(st.text(alphabet="ab -—\n\t“”’é.,", max_size=120), widths)
@settings(max_examples=150, deadline=None)
def test_narrow_text_wraps_alike_by_pattern_and_by_clusters(text: str, width: int) -> None:
    body = text.replace("\n", " ").replace("\t", " ")
    assert is_simple(body)
    by_pattern = [match.start() for match in wrap._rows_pattern(width).finditer(body)]
    assert by_pattern == list(wrap._break(body, clusters_of(body), width))


@given(st.integers(1, 9), st.integers(2, 9), st.data())
@settings(max_examples=40, deadline=None)
def test_a_line_longer_than_a_stretch_is_cut_alike_from_anywhere(
    words: int, width: int, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(["word ", "漢字", "🇫🇷", "x" * 20_000, "👩‍🚀", "a e\u0301"]))
    text = "first\n" + unit * (words * stretches.STRETCH // len(unit)) + "\nlast"
    whole = stretches.Stretches(text)
    cuts = [0]
    while cuts[-1] < len(text):
        start, end = whole.around(cuts[-1])
        assert start == cuts[-1] < end <= start + 2 * stretches.STRETCH
        cuts.append(end)
    offset = data.draw(st.integers(0, len(text) - 1))
    start, end = stretches.Stretches(text).around(offset)
    assert start <= offset < end
    assert {start, end} <= set(cuts)
    layout = Layout(text, width)
    if end < len(text):
        assert layout.before(layout.row_at(end)) == layout.row_at(end - 1)


def rows_of(text: str, width: int, *, flowing: bool = False) -> list[str]:
    layout = Layout(text, width, flowing=flowing)
    return [layout.shown(row, row.start, row.end) for row in all_rows(layout)]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three", 7, ["one two ", "three"]),
        ("one two\nthree", 7, ["one two ", "three"]),
        ("one two  \nthree", 7, ["one two ", "three"]),
        ("one  two", 3, ["one ", " ", "two"]),
        ("co-operation", 8, ["co-", "operatio", "n"]),
        ("“well—known”", 8, ["“well—", "known”"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("漢字かな、漢字", 8, ["漢字か", "な、漢字"]),
        ("go 👩‍🚀 go", 5, ["go 👩‍🚀 ", "go"]),
        ("end\n", 5, ["end ", ""]),
        ("", 5, [""]),
        ("full ", 4, ["full ", ""]),
        ("a\tb\x1bc", 9, ["a b␛c"]),
    ],
)
def test_rows_break_where_a_typesetter_would(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(text, width) == rows


def test_a_text_wrapped_by_hand_flows_into_the_measure() -> None:
    text = "these lines were\nwrapped by hand\n\nnext paragraph\n"
    assert rows_of(text, 40, flowing=True) == [
        "these lines were wrapped by hand ", " ", "next paragraph ", "",
    ]  # fmt: skip


def test_a_width_too_small_for_a_wide_character_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells"):
        Layout("text", 1)


def test_a_long_line_is_cut_behind_a_space() -> None:
    text = "word and " * stretches.STRETCH
    _, end = stretches.Stretches(text).around(0)
    assert text[end - 1] == " "
    assert text[end] != " "


def test_a_long_line_without_spaces_is_cut_between_clusters() -> None:
    text = "👩‍🚀" * stretches.STRETCH
    _, end = stretches.Stretches(text).around(0)
    assert end % 3 == 0
