"""The gutter: a bar for each highlight in lanes that never collide, keys, links, numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.decoration import Mark
from tui.text.gutter import LANES, bars, cells, number_cells

ROW = 10


def row_start(offset: int) -> int:
    return offset - offset % ROW


def numbered(found: list[tuple[int, int]]) -> list[Mark]:
    return [Mark(start, start + size, f"{n:02}") for n, (start, size) in enumerate(found)]


marks = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=20).map(numbered)


@given(marks)
@settings(max_examples=100, deadline=None)
def test_no_two_bars_of_a_lane_share_a_row(found: list[Mark]) -> None:
    drawn = bars(found, row_start)
    assert len(drawn) == len(found)
    for one in drawn:
        for other in drawn:
            if one is not other and one.lane == other.lane is not None:
                assert one.last < other.first or other.last < one.first


@given(marks)
@settings(max_examples=100, deadline=None)
def test_a_highlight_goes_without_a_lane_only_where_all_are_taken(found: list[Mark]) -> None:
    drawn = bars(found, row_start)
    for bar in drawn:
        if bar.lane is None:
            beside = [b for b in drawn if b.lane is not None and b.first <= bar.first <= b.last]
            assert len(beside) == LANES


def shown(row: int, found: list[Mark], **more: bool) -> str:
    drawn = cells(row, bars(found, row_start), **more)
    return "".join(cell.character for cell in drawn)


def test_the_key_stands_behind_the_bar_on_the_first_row_only() -> None:
    found = [Mark(3, 25, "a", "#111111", "1")]
    assert [shown(row, found) for row in (0, 10, 20, 30)] == ["▌1 ", "▌  ", "▌  ", "   "]


def test_the_key_takes_the_bars_place_where_another_bar_is_beside_it() -> None:
    found = [Mark(0, 30, "a", "#111111", "1"), Mark(5, 30, "b", "#222222", "2")]
    assert [shown(row, found) for row in (0, 10)] == ["1▌2", "▌▌ "]
    assert cells(0, bars(found, row_start))[0].kind == "key #111111"


def test_a_link_shows_behind_the_key_or_the_bar() -> None:
    assert shown(0, [Mark(0, 5, "a", "#111111", "1", linked=True)]) == "▌1↔"
    assert shown(0, [Mark(0, 5, "a", "#111111", linked=True)]) == "▌↔ "


def test_a_note_shows_behind_them_and_the_key_makes_room_for_it() -> None:
    assert shown(0, [Mark(0, 5, "a", "#111111", noted=True)]) == "▌✎ "
    assert shown(0, [Mark(0, 5, "a", "#111111", "1", noted=True)]) == "▌1✎"
    assert shown(0, [Mark(0, 5, "a", "#111111", linked=True, noted=True)]) == "▌↔✎"
    assert shown(0, [Mark(0, 5, "a", "#111111", "1", linked=True, noted=True)]) == "1↔✎"


def test_where_there_is_no_room_the_first_sign_is_shown() -> None:
    found = [Mark(0, 30, "a", noted=True), Mark(5, 30, "b", linked=True, noted=True)]
    assert shown(0, found) == "✎↔✎"
    assert shown(0, [*found, Mark(6, 30, "c", noted=True)]) == "✎↔✎"


def test_what_has_no_lane_is_counted() -> None:
    found = [Mark(start, 30, str(start), "#111111") for start in range(5)]
    assert shown(0, found) == "▌+2"
    assert shown(10, found) == "▌▌▌"


def test_without_colours_bars_are_brackets() -> None:
    found = [Mark(0, 35, "a"), Mark(12, 15, "b")]
    rows = [shown(row, found, brackets=True) for row in (0, 10, 20, 30)]
    assert rows == ["┌  ", "│[ ", "│  ", "└  "]


def test_a_narrow_pane_has_one_lane() -> None:
    found = [Mark(0, 30, "a", "", "1"), Mark(2, 30, "b"), Mark(3, 30, "c")]
    drawn = bars(found, row_start, 1)
    assert [cell.character for cell in cells(10, drawn, 1)] == ["▌"]
    assert [cell.character for cell in cells(0, drawn, 1)] == ["+"]


def test_numbers_stand_to_the_right_and_long_ones_keep_their_last_digits() -> None:
    told = [number_cells(number, 4) for number in (None, 7, 123, 4567, 45678)]
    assert told == ["    ", "  7 ", "123 ", "4567", "…678"]
    assert number_cells(5, 0) == ""
