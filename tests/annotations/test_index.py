"""The indexes answer as a scan over all records would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.change import Sweep
from annotations.highlight import Highlight, Standing
from annotations.link import Link
from annotations.record import Records
from annotations.span import Span
from annotations.study.index import Indexes
from annotations.study.spans import BUCKET, SpanIndex, order, ordered

NOW = "2021-10-18T00:00:00Z"

EDGES = sorted({edge * BUCKET + by for edge in (0, 1, 2, 5) for by in (-1, 0, 1)} - {-1})


def tagged(indexes: Indexes, tag: str) -> list[str]:
    return [id for group in indexes.by_tag[tag].values() for id in group]


def highlight(id: str, start: int, end: int, tags: tuple[str, ...] = ()) -> Highlight:
    return Highlight(
        id=id, article="a", start=start, end=end, quote="x" * (end - start), prefix="", suffix="",
        tags=tags, note="", coder="ana", created=NOW, modified=NOW,
    )  # fmt: skip


@st.composite
def edges(draw: st.DrawFn) -> Span:
    start, end = sorted(draw(st.lists(st.sampled_from(EDGES), min_size=2, max_size=2, unique=True)))
    return Span(start, end)


@settings(deadline=None)
@given(st.lists(edges(), max_size=6), edges())
def test_no_highlight_that_touches_a_stretch_is_missed_at_the_edges_of_buckets(
    spans: list[Span], asked: Span
) -> None:
    index = SpanIndex()
    for n, span in enumerate(spans):
        index.add(highlight(f"h{n}", span.start, span.end))
    touching = {f"h{n}" for n, span in enumerate(spans) if span.overlaps(asked)}
    assert touching <= index.near(asked)


def test_a_highlight_that_ends_with_its_bucket_is_not_in_the_next() -> None:
    index = SpanIndex()
    index.add(highlight("h", 0, BUCKET))
    assert index.near(Span(BUCKET, BUCKET + 1)) == set()
    assert index.near(Span(BUCKET - 1, BUCKET)) == {"h"}


def test_an_empty_stretch_finds_what_covers_its_offset() -> None:
    index = SpanIndex()
    index.add(highlight("h", BUCKET, BUCKET + 1))
    assert index.near(Span(BUCKET, BUCKET)) == {"h"}


def test_a_highlight_over_a_million_code_points_is_found_anywhere_in_it_and_goes_wholly() -> None:
    index, long = SpanIndex(), highlight("h", 5, 1_500_000)
    index.add(long)
    assert all(index.near(Span(at, at + 1)) == {"h"} for at in (5, 700_000, 1_499_999))
    index.discard(long)
    assert all(index.near(Span(at, at + 1)) == set() for at in (5, 700_000, 1_499_999))
    assert index.count == 0


def test_a_highlight_leaves_the_index_of_each_of_its_tags() -> None:
    indexes, one = Indexes(), highlight("h1", 0, 3, tags=("t1", "t2"))
    indexes.add(one)
    indexes.add(highlight("h2", 0, 3, tags=("t2",)))
    assert tagged(indexes, "t1") == ["h1"]
    indexes.discard(one)
    assert tagged(indexes, "t1") == []
    assert tagged(indexes, "t2") == ["h2"]
    assert [one.id for one in indexes.by_article["a"]] == ["h2"]


@pytest.mark.parametrize("again", ["other tags", "other edges"])
def test_a_tag_that_is_there_twice_is_taken_off_once(again: str) -> None:
    indexes, one = Indexes(), highlight("h1", 0, 3, tags=("t1", "t1"))
    indexes.add(one)
    indexes.replace(one, highlight("h1", 0, 3 if again == "other tags" else 4, tags=("t2", "t2")))
    assert tagged(indexes, "t1") == []
    assert tagged(indexes, "t2") == ["h1"]


def test_a_highlight_whose_edges_move_leaves_its_buckets() -> None:
    indexes, one = Indexes(), highlight("h", 0, BUCKET)
    indexes.add(one)
    near = indexes.by_article["a"].near
    assert near(Span(0, 1)) == {"h"}
    indexes.replace(one, highlight("h", 2 * BUCKET, 3 * BUCKET))
    assert near(Span(0, BUCKET)) == set()
    assert near(Span(2 * BUCKET, 2 * BUCKET + 1)) == {"h"}


@given(st.lists(edges(), max_size=6), st.lists(edges(), max_size=6), edges())
def test_what_comes_at_once_is_found_like_what_was_there(
    own: list[Span], others: list[Span], asked: Span
) -> None:
    indexes = Indexes()
    held = Records(
        highlight(f"h{n}", span.start, span.end, tags=("t",))
        for n, span in enumerate([*own, *others])
    )
    come = list(held.values())[len(own) :]
    for one in list(held.values())[: len(own)]:
        indexes.add(one)
    index = indexes.by_article["a"]
    index.near(asked)
    index.in_order()
    indexes.sweep(Sweep.births("highlights", come))
    assert {h.id for h in held.values() if h.span.overlaps(asked)} <= index.near(asked)
    assert index.in_order() == ordered(held.values())
    assert tagged(indexes, "t") == [one.id for one in index] == list(held)


@pytest.mark.parametrize("end", ["h1", "h2"])
def test_a_link_is_known_at_both_of_its_ends(end: str) -> None:
    link = Link(
        id="l", source="h1", target="h2", relation="adds", note="", coder="ana", created=NOW,
        modified=NOW,
    )  # fmt: skip
    indexes = Indexes()
    indexes.add(link)
    assert indexes.links[end] == {"l"}
    indexes.discard(link)
    assert indexes.links[end] == set()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), max_size=30))
def test_highlights_that_begin_at_one_place_come_by_their_end_and_then_their_id(
    places: list[tuple[int, int]],
) -> None:
    spans = [(start, start + length) for start, length in places]
    held = [highlight(f"h{n % 7}", start, end) for n, (start, end) in enumerate(spans)]
    expected = sorted(held, key=lambda h: (h.start, h.end, h.id))
    assert ordered(held) == expected
    assert [held[place] for place in order(held)] == expected


@given(
    st.lists(st.tuples(st.sampled_from(EDGES), st.integers(1, 2 * BUCKET)), max_size=12),
    st.lists(st.integers(0, 11), max_size=3),
    st.sampled_from(EDGES),
    st.sampled_from(["", "h3"]),
)
def test_what_stands_beside_a_place_is_next_in_the_order(
    spans: list[tuple[int, int]], gone: list[int], start: int, name: str
) -> None:
    index, held = SpanIndex(), {}
    for n, (begins, length) in enumerate(spans):
        held[f"h{n}"] = highlight(f"h{n}", begins, begins + length)
        index.add(held[f"h{n}"])
    for n in gone:
        if f"h{n}" in held:
            index.discard(held.pop(f"h{n}"))
    place = Standing(held[name].start if name in held else start, BUCKET, name)
    order = [h.standing for h in ordered(held.values())]
    after, before = [p for p in order if p > place], [p for p in order if p < place]
    for by, expected in ((1, after[:1]), (-1, before[-1:])):
        found = index.beside(place, by, held)
        assert [h.standing for h in [found] if h] == expected
    after, before = [p for p in after if p.start % 2], [p for p in before if p.start % 2]
    for by, expected in ((1, after[:1]), (-1, before[-1:])):
        found = index.beside(place, by, held, lambda highlight: highlight.start % 2 == 1)
        assert [h.standing for h in [found] if h] == expected


def test_highlights_are_in_order_whatever_came_and_went_since_they_were_last_asked_for() -> None:
    indexes, held = Indexes(), {}

    def order_with(*there: Highlight) -> list[str]:
        for known in set(held) - {one.id for one in there}:
            indexes.discard(held.pop(known))
        for one in there:
            if held.get(one.id) != one:
                if one.id in held:
                    indexes.discard(held[one.id])
                held[one.id] = one
                indexes.add(one)
        return [one.id for one in indexes.by_article["a"].in_order()]

    early, late = highlight("b", 0, 3), highlight("a", 5, 9)
    assert order_with(late) == ["a"]
    assert order_with(late, early) == ["b", "a"]
    assert order_with(late, highlight("b", 6, 9)) == ["a", "b"]
    assert order_with(highlight("b", 6, 9)) == ["b"]


def test_what_many_highlights_leave_behind_is_found_as_before() -> None:
    """Holds both when more highlights remain than are removed and when fewer do."""
    held = [highlight(f"h{n}", n * BUCKET, n * BUCKET + 9, ("t",)) for n in range(9)]
    for going in (held[:2], held[2:]):
        indexes = Indexes()
        indexes.sweep(Sweep.births("highlights", held))
        indexes.sweep(Sweep.deaths("highlights", going))
        index, left = indexes.by_article["a"], [one for one in held if one not in going]
        found = [index.near(Span(one.start, one.end)) for one in held]
        assert found == [{one.id} if one in left else set() for one in held]
        assert index.in_order() == left
        assert (index.count, tagged(indexes, "t")) == (len(left), [one.id for one in left])
