"""One cell of a comparison: the passages that stand where a row and a column meet."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain, islice
from operator import attrgetter

from annotations.highlight import Highlight, excerpt
from annotations.study.index import ordered

WORDS = 80
"""Code points of a passage that stand for it."""


FEW = 8
"""Highlights whose words are looked for before all are put in order."""

_start = attrgetter("start")


class Pile:
    """The highlights of one article that stand in one row: counted at once, the rest when asked.

    They come in parts without a highlight in common, in any order.
    """

    def __init__(self, parts: Sequence[Sequence[Highlight]]) -> None:
        self._parts = parts
        self.count = sum(map(len, parts))

    def _held(self) -> Iterator[Highlight]:
        return chain.from_iterable(self._parts)

    @cached_property
    def _whole(self) -> Sequence[Highlight]:
        return ordered(self._held())

    @cached_property
    def _first(self) -> Sequence[Highlight]:
        """The first by place, a few at least: a tenth of the time that it takes to order many."""
        edge = nsmallest(FEW, map(_start, self._held()))[-1]
        return ordered(highlight for highlight in self._held() if highlight.start <= edge)

    def in_order(self) -> Iterator[Highlight]:
        """The highlights by place; of very many the first come before all are in order."""
        yield from self._first
        if len(self._first) < self.count:
            yield from islice(self._whole, len(self._first), None)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The highlights' ids by place."""
        return tuple([highlight.id for highlight in self._whole])

    @cached_property
    def covered(self) -> int:
        """How many code points they cover; what overlaps counts once."""
        return covered_by(self._held())

    @cached_property
    def coders(self) -> set[str]:
        """Who made them."""
        return {highlight.coder for highlight in self._held()}


class Cell:
    """The highlights where a row and a column meet, each once, by article and place.

    They are counted at once. Whatever else is told of them is reckoned when it is first asked for:
    of a hundred thousand in a row that takes a tenth of a second, and few rows are looked into.
    """

    def __init__(self, piles: Iterable[Pile] = (), length: int = 0) -> None:
        self._piles = tuple(piles)
        self._length = length
        self.count = sum(pile.count for pile in self._piles)

    def __eq__(self, other: object) -> bool:
        """Whether another cell holds the same, and as much of its column."""
        if not isinstance(other, Cell):
            return NotImplemented
        return (self.highlights, self.share) == (other.highlights, other.share)

    def __hash__(self) -> int:
        return hash(self.highlights)

    def in_order(self) -> Iterator[Highlight]:
        """The highlights; of very many the first come as soon as of few."""
        return chain.from_iterable(pile.in_order() for pile in self._piles)

    @cached_property
    def highlights(self) -> tuple[str, ...]:
        """The highlights' ids."""
        return tuple(chain.from_iterable(pile.ids for pile in self._piles))

    @cached_property
    def coders(self) -> set[str]:
        """Who made the highlights."""
        return set().union(*(pile.coders for pile in self._piles))

    @cached_property
    def covered(self) -> int:
        """How many code points of the texts they cover together; what overlaps counts once."""
        return sum(pile.covered for pile in self._piles)

    @property
    def share(self) -> float:
        """How much of the column's whole length they cover, 0 to 1."""
        return self.covered / self._length if self._length else 0.0

    @property
    def words(self) -> str:
        """The first 80 code points of the first passage."""
        first = next(self.in_order(), None)
        return excerpt(first.quote, WORDS) if first else ""


def covered_by(highlights: Iterable[Highlight]) -> int:
    """How many code points highlights of one text cover; what overlaps counts once."""
    covered = reached = 0
    for highlight in sorted(highlights, key=_start):
        start, end = highlight.start, highlight.end
        if end > reached:
            covered += end - start if start > reached else end - reached
            reached = end
    return covered
