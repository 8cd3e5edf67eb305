"""Alignment of two articles for scrolling: maps each position of one to a position of the other.

Between anchors, which are counterparts and links, positions are interpolated, measured in
paragraphs; without anchors the articles correspond by proportion.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.compare.counterparts.pairing import Pair
from annotations.span import Span

LINKED = 3.0
"""The weight of a link that a coder made, where a sure counterpart weighs 1."""


class Anchor(NamedTuple):
    """An offset of one article and the offset of another that belongs on the same row."""

    source: int
    target: int


class Ruler:
    """Measures an article in paragraphs: 3.5 is half way through the fourth.

    Paragraphs are given in order; offsets are code points.
    """

    def __init__(self, paragraphs: Sequence[Span]) -> None:
        self._paragraphs = paragraphs
        self._starts = [paragraph.start for paragraph in paragraphs]

    @property
    def length(self) -> float:
        """How many paragraphs there are."""
        return float(len(self._paragraphs))

    def place_of(self, offset: int) -> float:
        """The place of an offset, in paragraphs from the article's start."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0.0
        paragraph = self._paragraphs[index]
        return index + min((offset - paragraph.start) / max(len(paragraph), 1), 1.0)

    def offset_of(self, place: float) -> int:
        """The offset at a place."""
        if not self._paragraphs:
            return 0
        index = min(max(int(place), 0), len(self._paragraphs) - 1)
        paragraph = self._paragraphs[index]
        return paragraph.start + round(min(max(place - index, 0.0), 1.0) * len(paragraph))


class Alignment:
    """Maps an offset of one article to the corresponding offset of another.

    The mapping is monotonic: a later offset corresponds to the same or a later one.
    """

    def __init__(self, source: Ruler, target: Ruler, anchors: Iterable[Anchor] = ()) -> None:
        self._source = source
        self._target = target
        places = [(source.place_of(a.source), target.place_of(a.target)) for a in anchors]
        self._from = [0.0, *(place for place, _ in places), source.length]
        self._to = [0.0, *(place for _, place in places), target.length]

    def opposite(self, offset: int) -> int:
        """The offset of the target that corresponds to `offset` of the source."""
        place = self._source.place_of(offset)
        index = min(max(bisect_right(self._from, place) - 1, 0), len(self._from) - 2)
        way = self._from[index + 1] - self._from[index]
        share = (place - self._from[index]) / way if way else 0.0
        step = self._to[index + 1] - self._to[index]
        return self._target.offset_of(self._to[index] + share * step)


def anchors(pairs: Iterable[Pair], links: Iterable[tuple[Span, Span]] = ()) -> list[Anchor]:
    """The anchors that these pairs and links give, strictly increasing in both articles.

    Of anchors that cross, the heaviest increasing sequence is kept: each pair weighs its score,
    each link, which leads from a source span to a target span, as much as three sure pairs. The
    sequence is found by dynamic programming over a Fenwick tree of maxima (Fredman 1975 for the
    unweighted case), in `n log n`.
    """
    weighed: dict[Anchor, float] = {}
    for pair in pairs:
        anchor = Anchor(pair.source.start, pair.target.start)
        weighed[anchor] = max(weighed.get(anchor, 0.0), pair.score)
    for source, target in links:
        weighed[Anchor(source.start, target.start)] = LINKED
    return _heaviest(weighed)


class _Maxima:
    """The heaviest sequences ending below a target offset; a Fenwick tree over offset ranks."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def below(self, rank: int) -> tuple[float, int]:
        """The weight of the heaviest sequence ending at a rank under `rank`, and its last item."""
        best = (0.0, -1)
        while rank > 0:
            best = max(best, self._tree[rank])
            rank -= rank & -rank
        return best

    def put(self, rank: int, weight: float, item: int) -> None:
        """Record a sequence of this weight that ends at `rank` with `item`."""
        rank += 1
        while rank < len(self._tree):
            self._tree[rank] = max(self._tree[rank], (weight, item))
            rank += rank & -rank


def _heaviest(weighed: dict[Anchor, float]) -> list[Anchor]:
    # For one source, later targets come first, so that a sequence never holds two of them.
    order = sorted(weighed, key=lambda anchor: (anchor.source, -anchor.target))
    ranks = {target: rank for rank, target in enumerate(sorted({a.target for a in order}))}
    maxima = _Maxima(len(ranks))
    before: list[int] = []
    for item, anchor in enumerate(order):
        weight, previous = maxima.below(ranks[anchor.target])
        before.append(previous)
        maxima.put(ranks[anchor.target], weight + weighed[anchor], item)
    item = maxima.below(len(ranks))[1]
    kept: list[Anchor] = []
    while item >= 0:
        kept.append(order[item])
        item = before[item]
    return kept[::-1]
