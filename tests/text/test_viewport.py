"""A viewport starts at an offset; scrolling and resizing keep the right text in view."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.layout import Layout
from tui.text.viewport import MARGIN, Viewport, Where, rows_apart

TEXT = "\n".join(f"line {number}, which is long enough to need two rows" for number in range(60))
WIDE, NARROW = Layout(TEXT, 40), Layout(TEXT, 17)


def starts(viewport: Viewport) -> list[int]:
    return [row.start for row in viewport.rows]


def test_it_shows_as_many_rows_as_it_is_high() -> None:
    assert starts(Viewport(WIDE, 5)) == [row.start for row in WIDE.rows(WIDE.row_at(0), 5)]


@given(st.integers(-200, 200), st.integers(1, 30), st.integers(0, len(TEXT)))
@settings(max_examples=60, deadline=None)
def test_scrolling_never_leaves_the_text(count: int, height: int, top: int) -> None:
    scrolled = Viewport(WIDE, height, WIDE.row_at(top).start).scrolled(count)
    assert len(scrolled.rows) == height
    assert 0 <= scrolled.visible.start <= scrolled.visible.end <= len(TEXT)


def test_a_page_down_and_up_comes_back() -> None:
    viewport = Viewport(WIDE, 10).scrolled(25)
    assert viewport.scrolled(9).scrolled(-9) == viewport
    assert starts(viewport.scrolled(9))[0] == starts(viewport)[-1]


def test_a_text_shorter_than_the_pane_does_not_scroll() -> None:
    viewport = Viewport(Layout("one\ntwo", 10), 8)
    assert viewport.scrolled(3) == viewport
    assert viewport.fraction == 1.0


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(5, 30))
@settings(max_examples=60, deadline=None)
def test_what_is_revealed_has_rows_to_spare_around_it(top: int, offset: int, height: int) -> None:
    viewport = Viewport(WIDE, height, WIDE.row_at(top).start).revealing(offset)
    line = viewport.line_of(offset)
    assert line is not None
    above, below = WIDE.row_at(offset), WIDE.row_at(offset)
    assert line >= min(MARGIN, -rows_apart(WIDE, above.start, 0, MARGIN))
    assert height - 1 - line >= min(MARGIN, rows_apart(WIDE, below.start, len(TEXT), MARGIN))


def test_the_least_scroll_is_made_and_none_for_what_is_in_sight() -> None:
    viewport = Viewport(WIDE, 10).scrolled(20)
    assert viewport.revealing(starts(viewport)[5]) is viewport
    below = WIDE.after(viewport.rows[-1])
    assert below is not None
    assert viewport.revealing(below.start) == viewport.scrolled(1 + MARGIN)
    above = WIDE.before(viewport.rows[0])
    assert above is not None
    assert viewport.revealing(above.start) == viewport.scrolled(-1 - MARGIN)


@pytest.mark.parametrize(("where", "line"), [("third", 4), ("centre", 6)])
def test_a_passage_can_be_put_a_third_down_or_in_the_middle(where: Where, line: int) -> None:
    offset = TEXT.index("line 30")
    assert Viewport(WIDE, 12).revealing(offset, where).line_of(offset) == line


@given(st.integers(0, len(TEXT)), st.integers(0, 9), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_resize_keeps_the_passage_at_the_caret_in_sight(top: int, line: int, height: int) -> None:
    viewport = Viewport(WIDE, 10, WIDE.row_at(top).start).scrolled(0)
    caret = viewport.rows[line].start + 1
    assert viewport.resized(NARROW, height, keep=caret).line_of(caret) is not None


def test_a_resize_keeps_the_top_when_the_caret_is_elsewhere() -> None:
    viewport = Viewport(WIDE, 10).scrolled(30)
    resized = viewport.resized(NARROW, 10, keep=0)
    assert resized.rows[0].start <= viewport.visible.start < resized.rows[0].end


@given(st.integers(0, len(TEXT)))
@settings(max_examples=60, deadline=None)
def test_the_first_height_shows_the_row_where_it_was_left(top: int) -> None:
    first = Viewport(NARROW, 0, WIDE.row_at(top).start).resized(WIDE, 1, keep=top)
    assert starts(first) == [WIDE.row_at(top).start]
