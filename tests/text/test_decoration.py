"""A row's highlights become runs that tile it; the shortest highlight gives the look."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.span import Span
from tui.text.decoration import Cover, Layers, Mark, Run, mark_kind, runs

spans = st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda pair: Span(pair[0], sum(pair)))
marks = st.lists(spans.filter(bool), max_size=8).map(
    lambda found: [
        Mark(span.start, span.end, str(number), f"#00000{number}")
        for number, span in enumerate(found)
    ]
)


@given(marks, st.lists(spans, max_size=3), spans, st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_runs_tile_the_row_and_say_of_each_code_point_what_covers_it(
    found: list[Mark], hits: list[Span], selection: Span, start: int, length: int
) -> None:
    layers = Layers(found, hits, cover=Cover(selection=selection))
    row = runs(start, start + length, layers)
    assert all(before.end == after.start for before, after in pairwise(row))
    assert all(before.kinds != after.kinds for before, after in pairwise(row))
    assert (row[0].start, row[-1].end) == (start, start + length) if length else row == []
    for run in row:
        for offset in range(run.start, run.end):
            covering = [mark for mark in found if mark.start <= offset < mark.end]
            shortest = min((mark.end - mark.start for mark in covering), default=None)
            looks = {mark.style for mark in covering if mark.end - mark.start == shortest}
            given_look = {kind[5:] for kind in run.kinds if kind.startswith("mark ")}
            assert given_look <= looks
            assert bool(given_look) == bool(covering)
            assert ("overlap" in run.kinds) == (len(covering) > 1)
            assert ("hit" in run.kinds) == any(hit.holds(offset) for hit in hits)
            assert ("selected" in run.kinds) == selection.holds(offset)


def test_of_nested_highlights_the_inner_one_is_seen_and_the_overlap_is_marked() -> None:
    outer, inner = Mark(0, 10, "a", "#111111"), Mark(4, 6, "b", "#222222")
    assert runs(0, 12, Layers([inner, outer])) == [
        Run(0, 4, (mark_kind("#111111"),)),
        Run(4, 6, (mark_kind("#222222"), "overlap")),
        Run(6, 10, (mark_kind("#111111"),)),
        Run(10, 12, ()),
    ]


def test_the_order_highlights_come_in_does_not_matter() -> None:
    found = [Mark(0, 6, "a", "#111111"), Mark(3, 9, "b", "#222222"), Mark(3, 9, "c", "#333333")]
    assert runs(0, 12, Layers(found)) == runs(0, 12, Layers(found[::-1]))


def test_highlights_stop_where_the_visible_row_does() -> None:
    assert runs(0, 6, Layers([Mark(0, 9, "a")]), inked=5) == [
        Run(0, 5, (mark_kind(""),)),
        Run(5, 6, ()),
    ]


def test_the_caret_lies_over_all_else() -> None:
    layers = Layers(furniture=[Span(0, 3)], cover=Cover(selection=Span(0, 2), caret=Span(1, 2)))
    assert runs(0, 3, layers) == [
        Run(0, 1, ("furniture", "selected")),
        Run(1, 2, ("furniture", "selected", "caret")),
        Run(2, 3, ("furniture",)),
    ]
