"""Which places of two texts are shown opposite each other when they scroll together."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.compare.counterparts.alignment import LINKED, Alignment, Anchor, Ruler, anchors
from annotations.compare.counterparts.pairing import Pair
from annotations.span import Span

LENGTHS = st.lists(st.integers(1, 40), min_size=1, max_size=12)


def ruler(lengths: list[int]) -> Ruler:
    spans, start = [], 0
    for length in lengths:
        spans.append(Span(start, start + length))
        start += length + 2
    return Ruler(spans)


def pair(source: int, target: int, score: float) -> Pair:
    return Pair(Span(source, source + 5), Span(target, target + 5), score)


def test_without_anchors_articles_correspond_by_their_paragraphs() -> None:
    alignment = Alignment(ruler([10, 10]), ruler([100, 10, 10, 10]))
    assert alignment.opposite(0) == 0
    assert alignment.opposite(5) == 102  # half of paragraph 1 of 2 maps to one whole of 4
    assert alignment.opposite(12) == 114
    assert alignment.opposite(22) == 136


def test_an_anchor_stands_opposite_its_other_end() -> None:
    source, target = ruler([10] * 10), ruler([20] * 10)
    alignment = Alignment(source, target, [Anchor(24, 66), Anchor(60, 154)])
    assert alignment.opposite(24) == 66
    assert alignment.opposite(60) == 154
    assert 66 < alignment.opposite(40) < 154


def test_an_article_without_paragraphs_stands_still() -> None:
    assert Alignment(ruler([10]), Ruler([])).opposite(7) == 0
    assert Alignment(Ruler([]), ruler([10])).opposite(0) == 0


@settings(max_examples=100)
@given(
    LENGTHS,
    LENGTHS,
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400), st.floats(0.1, 1))),
)
def test_a_later_place_never_stands_opposite_an_earlier_one(
    one: list[int], other: list[int], crossing: list[tuple[int, int, float]]
) -> None:
    source, target = ruler(one), ruler(other)
    ends = [sum(lengths) + 2 * len(lengths) - 2 for lengths in (one, other)]
    within = [pair(min(a, ends[0]), min(b, ends[1]), score) for a, b, score in crossing]
    alignment = Alignment(source, target, anchors(within))
    places = [alignment.opposite(offset) for offset in range(ends[0] + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= ends[1] for place in places)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4)), max_size=7))
def test_the_heaviest_of_all_increasing_sequences_is_kept(
    points: list[tuple[int, int, int]],
) -> None:
    weights: dict[tuple[int, int], int] = {}
    for a, b, weight in points:
        weights[a, b] = max(weights.get((a, b), 0), weight)
    heaviest = max(
        sum(weights[point] for point in chosen)
        for size in range(len(weights) + 1)
        for chosen in combinations(sorted(weights), size)
        if all(p[0] < q[0] and p[1] < q[1] for p, q in pairwise(chosen))
    )
    kept = anchors(pair(a, b, float(weight)) for a, b, weight in points)
    assert all(p.source < q.source and p.target < q.target for p, q in pairwise(kept))
    assert sum(weights[tuple(anchor)] for anchor in kept) == heaviest


def test_a_link_outweighs_pairs_that_cross_it() -> None:
    assert LINKED > 2
    crossing = [pair(10, 90, 0.9), pair(20, 95, 0.9)]
    assert anchors(crossing, [(Span(50, 60), Span(5, 9))]) == [Anchor(50, 5)]
    agreeing = [pair(60, 97, 1.0), pair(70, 98, 1.0)]
    assert anchors([*crossing, *agreeing], [(Span(50, 60), Span(5, 9))]) == [
        Anchor(50, 5), Anchor(60, 97), Anchor(70, 98),
    ]  # fmt: skip
