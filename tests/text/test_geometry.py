"""A pane's cells add up, and a narrow pane gives its text as much as it can."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text.geometry import Geometry


@given(st.integers(12, 300), st.integers(10, 75))
def test_gutter_text_and_scrollbar_fit_the_pane(width: int, measure: int) -> None:
    pane = Geometry(width, 24, measure)
    assert pane.text <= measure
    assert pane.text_x + pane.text + 2 <= width
    assert pane.text == measure or pane.blank == 0


def test_a_narrow_pane_has_one_lane_and_no_numbers() -> None:
    narrow, wide = Geometry(30, 24), Geometry(58, 24)
    assert (narrow.lanes, narrow.number, narrow.text) == (1, 0, 26)
    assert (wide.lanes, wide.number, wide.text) == (3, 4, 48)


def test_a_wide_pane_has_its_text_in_the_middle() -> None:
    assert Geometry(106, 24, 66).blank == 15


def test_the_thumb_shows_where_and_how_much_and_goes_when_all_is_in_sight() -> None:
    pane = Geometry(80, 20)
    assert pane.thumb(0, 500, 1_000) == range(10)
    assert pane.thumb(500, 1_000, 1_000) == range(10, 20)
    assert len(pane.thumb(999_990, 999_999, 1_000_000)) == 1
    assert len(pane.thumb(0, 300, 300)) == 0
