"""One article's highlights: by kind, in order, and by the stretch of the text that they touch."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, islice
from operator import attrgetter, eq
from typing import Any, Literal, TypeVar

from annotations.highlight import Highlight, Kind, Standing
from annotations.span import Span

BUCKET = 1024
"""Code points a bucket covers: a page of text touches two or three."""

Group = dict[str, Highlight]
"""Highlights of one kind, by id, in the order in which they came: that is the order of the records
in memory, which makes iteration fast."""

T = TypeVar("T")

_start = attrgetter("start")
_place = attrgetter("start", "end", "id")


class SpanIndex:
    """The highlights of one article by kind, in order, and by the stretch of it that they touch.

    Buckets are filled lazily, at the first query: most articles are never looked at.
    """

    def __init__(self) -> None:
        self.groups: dict[Kind, Group] = {}
        """The highlights by kind; no group is empty."""
        self.count = 0
        self._buckets: dict[int, set[str]] = defaultdict(set)
        self.waiting: list[Highlight] = []
        """The highlights that are in no bucket yet."""
        self._in_order: list[Highlight] | None = None

    def __iter__(self) -> Iterator[Highlight]:
        """All highlights, those of one kind together."""
        return chain.from_iterable(group.values() for group in self.groups.values())

    def in_order(self) -> list[Highlight]:
        """The article's highlights by (start, end, id).

        The list is cached until the next edit; do not alter it.
        """
        if self._in_order is None:
            self._in_order = ordered(self)
        return self._in_order

    def beside(
        self,
        place: Standing,
        by: Literal[-1, 1],
        highlights: Mapping[str, Highlight],
        counts: Callable[[Highlight], bool] = bool,
    ) -> Highlight | None:
        """The first highlight after a place (1), or the last before it (-1), in their order.

        Highlights for which `counts` is false are skipped. Only the buckets up to the result are
        read: sorting all highlights may take a tenth of a second.
        """
        self._fill()
        first, last = place.start // BUCKET, max(self._buckets, default=-1)
        for bucket in range(first, last + 1) if by > 0 else range(min(first, last), -1, -1):
            there = (highlights[id] for id in self._buckets.get(bucket, ()))
            places = {h.standing: h for h in there if h.start // BUCKET == bucket and counts(h)}
            if by > 0 and (after := [p for p in places if p > place]):
                return places[min(after)]
            if by < 0 and (before := [p for p in places if p < place]):
                return places[max(before)]
        return None

    def add(self, highlight: Highlight) -> None:
        """Add a highlight that is already in its group."""
        self.count += 1
        self._in_order = None
        self.waiting.append(highlight)

    def add_all(self, highlights: Collection[Highlight]) -> None:
        """Add many highlights that are already in their groups."""
        self.count += len(highlights)
        self._in_order = None
        self.waiting += highlights

    def _fill(self) -> None:
        buckets = self._buckets
        for highlight in self.waiting:
            first, last = highlight.start // BUCKET, (highlight.end - 1) // BUCKET
            buckets[first].add(highlight.id)
            for bucket in range(first + 1, last + 1):
                buckets[bucket].add(highlight.id)
        self.waiting.clear()

    def discard(self, highlight: Highlight) -> None:
        """Remove a highlight, as it was added, that its group no longer has."""
        self._fill()
        self.count -= 1
        self._in_order = None
        for bucket in _buckets(highlight.start, highlight.end):
            self._buckets[bucket].discard(highlight.id)

    def discard_all(self, highlights: Collection[Highlight]) -> None:
        """Remove many highlights, as they were added, that their groups no longer have."""
        if 2 * len(highlights) < self.count:
            for highlight in highlights:
                self.discard(highlight)
        else:
            self.count -= len(highlights)
            self._in_order = None
            self._buckets.clear()
            self.waiting = list(self)

    def restack(self) -> None:
        """Drop the cached order, after the record of a highlight was replaced in its place."""
        self._in_order = None

    def near(self, span: Span) -> set[str]:
        """The ids of all highlights that touch `span`, and some beside it."""
        self._fill()
        found: set[str] = set()
        for bucket in _buckets(span.start, max(span.end, span.start + 1)):
            found |= self._buckets.get(bucket, set())
        return found


def ordered(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Highlights of one article by (start, end, id)."""
    return _by_place(highlights, _start, _place)


def order(highlights: Sequence[Highlight]) -> list[int]:
    """The indexes of the highlights of one article, in the order of `ordered`."""
    starts = list(map(_start, highlights))
    places = range(len(starts))
    return _by_place(places, starts.__getitem__, lambda place: _place(highlights[place]))


def _by_place(
    things: Iterable[T], start: Callable[[T], int], place: Callable[[T], tuple[Any, ...]]
) -> list[T]:
    """`things` sorted by `place`, a tuple that begins with their start."""
    # Sorting by start alone takes half the time; few highlights begin at the same place.
    found = sorted(things, key=start)
    starts = list(map(start, found))
    tied = compress(range(len(starts)), map(eq, starts, islice(starts, 1, None)))
    done = 0
    for at in tied:
        if at >= done:
            done = bisect_right(starts, starts[at])
            found[at:done] = sorted(found[at:done], key=place)
    return found


def _buckets(start: int, end: int) -> range:
    return range(start // BUCKET, (end - 1) // BUCKET + 1)
