"""Scrolling in the compare screen's two views: the visible part follows the cursor."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from annotations.compare.matrix.notation import SHOWN, Show
from tui.widgets.matrix.bars import bar_of
from tui.widgets.matrix.drawing import NARROWEST, Widths, on_two_lines
from tui.widgets.matrix.grid import NAMES, Grid
from tui.widgets.passages.roll import TallRoll

MOVES = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 20)), max_size=12)


@settings(deadline=None, max_examples=80)
@given(
    rows=st.integers(1, 30), columns=st.integers(1, 14), room=st.integers(1, 12),
    fits=st.integers(1, 6), moves=MOVES,
)  # fmt: skip
def test_the_cursor_of_a_grid_is_on_a_cell_in_view_and_no_room_is_left_over(
    rows: int, columns: int, room: int, fits: int, moves: list[tuple[int, int]]
) -> None:
    grid = Grid()
    grid.take(rows, columns, 0)
    grid.fit(room, fits)
    for row, column in moves:
        grid.go(row, column)
        assert grid.row in grid.shown_rows
        assert grid.column == NAMES or grid.column in grid.shown_columns
        assert len(grid.shown_rows) == min(room, rows)
        assert len(grid.shown_columns) == min(fits, columns)


def test_a_grid_scrolls_by_as_little_as_it_must() -> None:
    grid = Grid()
    grid.take(20, 6, 0)
    grid.fit(5, 3)
    grid.go(5, 3)
    assert (grid.top, grid.left) == (1, 1)
    grid.go(2, 1)
    assert (grid.top, grid.left) == (1, 1)


HEIGHTS = st.lists(st.integers(1, 30), min_size=1, max_size=12)
STEPS = st.lists(st.sampled_from(["up", "down", "pageup", "pagedown", "first", "last"]))


@settings(deadline=None, max_examples=100)
@given(heights=HEIGHTS, room=st.integers(1, 12), steps=STEPS)
def test_some_of_the_passage_under_the_cursor_is_in_view_and_all_of_it_where_it_fits(
    heights: list[int], room: int, steps: list[str]
) -> None:
    roll = TallRoll(len(heights), heights.__getitem__)
    roll.room = room
    for step in steps:
        match step:
            case "first":
                roll.go(0)
            case "last":
                roll.go(len(heights))
            case _:
                (roll.page if "page" in step else roll.step)(1 if step.endswith("down") else -1)
        seen = [line for index, line in roll.view() if index == roll.cursor]
        assert len(seen) == min(heights[roll.cursor], room)


@settings(deadline=None, max_examples=60)
@given(heights=HEIGHTS, room=st.integers(2, 12))
def test_stepping_down_shows_every_line_of_every_passage(heights: list[int], room: int) -> None:
    roll = TallRoll(len(heights), heights.__getitem__)
    roll.room = room
    seen = set(roll.view())
    for _ in range(sum(heights)):
        roll.step(1)
        seen |= set(roll.view())
    assert seen == {(index, line) for index, height in enumerate(heights) for line in range(height)}
    end = roll.view()
    roll.step(1)
    assert roll.view() == end


@settings(deadline=None, max_examples=60)
@given(heights=HEIGHTS, room=st.integers(2, 12), notches=st.lists(st.sampled_from([3, -3])))
def test_the_wheel_scrolls_by_three_lines_to_either_end_and_takes_the_cursor_along(
    heights: list[int], room: int, notches: list[int]
) -> None:
    roll = TallRoll(len(heights), heights.__getitem__)
    roll.room = room
    every = [(nth, line) for nth, height in enumerate(heights) for line in range(height)]
    top = 0
    for by in notches:
        roll.scroll(by)
        top = max(min(top + by, len(every) - room), 0)
        assert roll.view() == every[top : top + room]
        assert roll.cursor in {index for index, _ in roll.view()}


@given(
    width=st.integers(1, 250),
    columns=st.integers(1, 40),
    longest=st.integers(0, 120),
    show=st.sampled_from(SHOWN),
)
def test_names_and_columns_fit_into_the_width(
    width: int, columns: int, longest: int, show: Show
) -> None:
    widths = Widths.within(width, columns, longest, show)
    assert 1 <= widths.fits <= columns
    if width >= 40:
        assert widths.names + 1 + widths.fits * widths.column <= width
        assert widths.column >= NARROWEST[show]


@pytest.mark.parametrize(("show", "fits"), [("counts", 6), ("share", 6), ("quotes", 3)])
def test_columns_are_as_narrow_as_what_they_say_where_they_do_not_all_fit(
    show: Show, fits: int
) -> None:
    assert Widths.within(79, 8, 30, show).fits == fits


def test_columns_share_the_room_there_is_where_all_fit() -> None:
    assert Widths.within(79, 2, 20, "counts").column == 29


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("North Star", ("North", "Star")),
        ("Regional Courier", ("Region…", "Courier")),
        ("The Ledger", ("The", "Ledger")),
        ("A b c of the morning", ("A b c", "of the…")),
        ("Observer", ("Observ…", "")),
        ("环球财讯报道", ("环球财", "讯报道")),
        ("Herald", ("Herald", "")),
        ("The Ledger · bridge", ("The Le…", "bridge")),
        ("", ("", "")),
    ],
)
def test_a_name_in_a_narrow_column_is_parted_between_its_words(
    name: str, lines: tuple[str, str]
) -> None:
    drawn = on_two_lines(name, 7)
    assert [line.rstrip() for line in drawn] == list(lines)
    assert [cell_len(line) for line in drawn] == [7, 7]


def test_bars_are_as_long_as_their_share_and_seen_when_there_is_anything() -> None:
    assert bar_of(1.0, 10) == "█" * 10
    assert bar_of(0.5, 10) == "█" * 5
    assert bar_of(0.55, 10) == "█████▌"
    assert bar_of(0.0001, 10) == "▏"
    assert bar_of(0.0, 10) == ""
