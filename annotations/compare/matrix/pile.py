"""The highlights of one article in one row of the matrix: their order and their coverage.

For very many highlights both take long; generators compute them in steps, so that the event loop
can run in between.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge, nsmallest
from itertools import chain, islice
from operator import attrgetter

from annotations.highlight import Highlight
from annotations.study.spans import ordered

FEW = 40
"""Number of first highlights found before all are sorted: a screen shows no more of a cell."""

STEP = 1_000
"""Highlights processed per step."""

_start = attrgetter("start")
_place = attrgetter("start", "end", "id")


class Lot:
    """A snapshot of the highlights of one kind (tags and coder) of one article, in any order."""

    __slots__ = ("_first", "_order", "held")

    def __init__(self, held: Iterable[Highlight]) -> None:
        self.held = tuple(held)
        self._order: Sequence[Highlight] | None = None
        self._first: Sequence[Highlight] | None = None

    @property
    def in_order(self) -> Sequence[Highlight]:
        """The highlights by (start, end, id)."""
        if self._order is None:
            self._order = ordered(self.held)
        return self._order

    def slices(self) -> Iterator[None]:
        """Sort the highlights, yielding after each step."""
        if self._order is None:
            runs: list[list[Highlight]] = []
            for some in _parts(self.held):
                runs.append(ordered(some))
                yield
            self._order = yield from _merged(runs)

    @property
    def is_begun(self) -> bool:
        """Whether `first` has been computed."""
        return self._first is not None

    @property
    def first(self) -> Sequence[Highlight]:
        """The first `FEW` by start, and all others that start where the last does, in any order."""
        if self._first is None:
            edges = nsmallest(FEW, map(_start, self.held))
            self._first = [one for one in self.held if one.start <= edges[-1]]
        return self._first


class Pile:
    """The highlights of one article in one row, counted at once; the rest is computed on first use.

    `lots` have no highlight in common. `is_begun` tells whether the first highlights are known, as
    after `beginning`; `is_told` whether the order and coverage are known, as after `slices`.
    """

    def __init__(self, lots: Sequence[Lot]) -> None:
        self._lots = lots
        self._order: Sequence[Highlight] | None = None
        self._covered: int | None = None
        self.count = sum(len(lot.held) for lot in lots)

    @property
    def _whole(self) -> Sequence[Highlight]:
        if self._order is None:
            held = chain.from_iterable(lot.in_order for lot in self._lots)
            self._order = self._lots[0].in_order if len(self._lots) == 1 else ordered(held)
        return self._order

    @cached_property
    def _first(self) -> Sequence[Highlight]:
        """At least the first few by (start, end, id), in a tenth of the time of sorting many."""
        found = ordered(chain.from_iterable(lot.first for lot in self._lots))
        edge = found[min(FEW, len(found)) - 1].start
        return [one for one in found if one.start <= edge]

    def at(self, nth: int) -> Highlight:
        """The nth highlight by (start, end, id), from 0; the first ones need no full sort."""
        is_first = self._order is None and nth < len(self._first)
        return self._first[nth] if is_first else self._whole[nth]

    def in_order(self) -> Iterator[Highlight]:
        """The highlights by (start, end, id); the first ones are yielded before all are sorted."""
        yield from self._first
        if len(self._first) < self.count:
            yield from islice(self._whole, len(self._first), None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The highlights' ids by (start, end, id)."""
        return tuple([highlight.id for highlight in self._whole])

    @property
    def is_begun(self) -> bool:
        """Whether the first highlights are known."""
        return all(lot.is_begun for lot in self._lots)

    def beginning(self) -> Iterator[None]:
        """Find the first highlights, yielding after each lot."""
        for lot in self._lots:
            _ = lot.first
            yield

    @property
    def is_told(self) -> bool:
        """Whether the highlights' order and coverage are known."""
        return self._covered is not None

    def slices(self) -> Iterator[None]:
        """Sort the highlights and compute their coverage, yielding after each step."""
        for lot in self._lots:
            yield from lot.slices()
        if self._order is None and len(self._lots) > 1:
            self._order = yield from _merged([lot.in_order for lot in self._lots])
        if self._covered is None:
            cover = Cover()
            for some in _parts(self._whole):
                cover.lay(some)
                yield
            self._covered = cover.size

    @property
    def covered(self) -> int:
        """How many code points the highlights cover; overlaps count once."""
        if self._covered is None:
            cover = Cover()
            cover.lay(self._whole)
            self._covered = cover.size
        return self._covered


def _parts(highlights: Sequence[Highlight]) -> Iterator[Sequence[Highlight]]:
    return (highlights[at : at + STEP] for at in range(0, len(highlights), STEP))


def _merged(
    runs: Iterable[Sequence[Highlight]],
) -> Generator[None, None, Sequence[Highlight]]:
    """Merge sorted runs and return the result, yielding after each step."""
    found: list[Highlight] = []
    coming = merge(*runs, key=_place)
    while some := list(islice(coming, STEP)):
        found += some
        yield
    return found


class Cover:
    """Measures how much of a text highlights cover, when they are added in order of start.

    `size` is the number of code points covered so far; overlaps count once.
    """

    def __init__(self) -> None:
        self.size = 0
        self._reached = 0

    def lay(self, highlights: Iterable[Highlight]) -> None:
        """Add highlights in order of start, none starting before one added earlier."""
        size, reached = self.size, self._reached
        for highlight in highlights:
            start, end = highlight.start, highlight.end
            if end > reached:
                size += end - start if start > reached else end - reached
                reached = end
        self.size, self._reached = size, reached


def covered_by(highlights: Iterable[Highlight]) -> int:
    """How many code points highlights of one text cover; overlaps count once."""
    cover = Cover()
    cover.lay(sorted(highlights, key=_start))
    return cover.size
