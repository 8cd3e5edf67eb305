"""Spans are half-open ranges of code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.span import Span, touching


@st.composite
def spans(draw: st.DrawFn, top: int = 12) -> Span:
    start = draw(st.integers(0, top))
    return Span(start, draw(st.integers(start, top)))


def points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_no_span_begins_before_the_text_or_ends_before_it_begins(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_offsets_count_code_points_not_bytes_or_clusters() -> None:
    text = "“é” e\u0301 👩\u200d🚀 end"
    assert Span(4, 6).of(text) == "e\u0301"
    assert Span(7, 10).of(text) == "👩\u200d🚀"
    assert len(Span(7, 10)) == 3


def test_a_span_may_reach_the_end_of_the_text_and_not_beyond() -> None:
    assert Span(2, 4).of("abcd") == "cd"
    with pytest.raises(ValueError, match="ends at 4"):
        Span(2, 5).of("abcd")


def test_an_empty_span_is_false_and_covers_no_text() -> None:
    assert not Span(3, 3)
    assert Span(3, 3).of("abcd") == ""
    assert Span(3, 4)


def test_spans_sort_by_start_and_then_by_end() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 4)]) == [Span(1, 4), Span(1, 9), Span(2, 3)]


@given(spans(), spans(), st.integers(0, 13))
def test_spans_relate_as_the_sets_of_their_code_points_do(a: Span, b: Span, offset: int) -> None:
    assert len(a) == len(points(a))
    assert a.holds(offset) == (offset in points(a))
    assert a.overlaps(b) == bool(points(a) & points(b)) == b.overlaps(a)


@given(st.text(alphabet=" \n\t\u00a0ab", max_size=12), st.data())
def test_trimming_leaves_out_white_space_at_both_edges_only(text: str, data: st.DataObject) -> None:
    span = data.draw(spans(len(text)))
    trimmed = span.trimmed(text)
    assert trimmed.of(text) == span.of(text).strip()
    assert span.start <= trimmed.start <= trimmed.end <= span.end


@given(st.lists(spans(), max_size=6), spans().filter(bool))
def test_those_that_touch_a_span_are_told_from_their_order(some: list[Span], other: Span) -> None:
    apart: list[Span] = []
    for span in sorted(filter(None, some)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    assert list(touching(apart)(other)) == [span for span in apart if span.overlaps(other)]


def test_a_span_of_white_space_is_trimmed_to_nothing_where_it_began() -> None:
    assert Span(1, 3).trimmed("a  b") == Span(1, 1)
