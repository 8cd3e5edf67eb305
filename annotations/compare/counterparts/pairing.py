"""Pairs the sentences of two whole articles: what both tell, and what only one of them tells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotations.compare.counterparts.figures import Apart, numbers_apart
from annotations.compare.counterparts.finding import counterparts
from annotations.compare.counterparts.index import Index, Unit
from annotations.compare.counterparts.ranking import between
from annotations.span import Span

_NEAR = 1_024
"""Size, in source code points, of the buckets in which kept pairs are looked up by position."""


class Pair(NamedTuple):
    """A sentence and its counterpart in the other article, in either direction.

    `score` is the certainty, 0 to 1; `numbers` are those in which the two differ, if any.
    """

    source: Span
    target: Span
    score: float
    numbers: Apart | None = None

    def turned(self) -> "Pair":
        """The same pair with source and target swapped."""
        numbers = self.numbers.turned() if self.numbers else None
        return Pair(self.target, self.source, self.score, numbers)


class Pairs(NamedTuple):
    """What two articles both tell, in the order of the source, and what only one of them tells."""

    pairs: tuple[Pair, ...]
    only_source: tuple[Span, ...]
    only_target: tuple[Span, ...]

    def turned(self) -> "Pairs":
        """The same pairs with source and target swapped."""
        pairs = sorted(pair.turned() for pair in self.pairs)
        return Pairs(tuple(pairs), self.only_target, self.only_source)

    def beside(self, links: Iterable[tuple[Span, Span]]) -> "Pairs":
        """The same, without the `only_source` and `only_target` spans that overlap these links.

        Links lead from the source to the target; the coder who made one has found that both
        articles tell the passage.
        """
        ends = list(links)
        return Pairs(
            self.pairs,
            _apart(self.only_source, [source for source, _ in ends]),
            _apart(self.only_target, [target for _, target in ends]),
        )


class Pairing:
    """Pairs the sentences of two articles in steps, so that long articles do not block.

    The best counterpart of every sentence is looked up in both directions; a pair found both ways
    counts once. A sentence may be in several pairs, when the other article says it in several
    places or says several things in one.
    """

    def __init__(self, source: Index, target: Index) -> None:
        self._source = source
        self._target = target
        self._found: list[Pair] = []
        self._kept: list[Pair] = []
        self._near: dict[int, list[Pair]] = defaultdict(list)

    def slices(self) -> Iterator[float]:
        """Pair each sentence in two steps, yielding the approximate share done after each step.

        The work is finished when the generator is exhausted, not when the share is 1.
        """
        yield from (share / 4 for share in self._source.slices())
        yield from (0.25 + share / 4 for share in self._target.slices())
        for half, (one, other) in enumerate(
            ((self._source, self._target), (self._target, self._source))
        ):
            for unit in _telling(one):
                share = 0.5 + (half + unit.number / len(one.units)) / 4
                between(one, other).of(unit.span)
                yield share
                # The ranking forward is cached now: this step computes the rankings back.
                self._ask(one, unit, other, is_turned=bool(half))
                yield share
        for pair in sorted(self._found, key=_by_sureness):
            self._keep(pair)
            yield 1.0
        yield 1.0

    def result(self) -> Pairs:
        """What both articles tell and what only one tells, once `slices` is exhausted."""
        pairs = sorted(self._kept)
        return Pairs(
            pairs=tuple(pairs),
            only_source=_without(self._source, [pair.source for pair in pairs]),
            only_target=_without(self._target, [pair.target for pair in pairs]),
        )

    def _keep(self, pair: Pair) -> None:
        """Keep a pair unless a kept one, as sure or surer, overlaps it in both articles."""
        places = range(pair.source.start // _NEAR, pair.source.end // _NEAR + 1)
        if any(
            pair.source.overlaps(other.source) and pair.target.overlaps(other.target)
            for place in places
            for other in self._near[place]
        ):
            return
        self._kept.append(pair)
        for place in places:
            self._near[place].append(pair)

    def _ask(self, one: Index, unit: Unit, other: Index, *, is_turned: bool) -> None:
        for span, score in counterparts(one, unit.span, other, limit=1):
            source, target = (span, unit.span) if is_turned else (unit.span, span)
            numbers = numbers_apart(source.of(self._source.text), target.of(self._target.text))
            self._found.append(Pair(source, target, score, numbers))


def pairs(source: Index, target: Index) -> Pairs:
    """What two articles both tell, and what only one of them does."""
    pairing = Pairing(source, target)
    for _ in pairing.slices():
        pass
    return pairing.result()


def _apart(spans: Iterable[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if not any(span.overlaps(other) for other in others))


def _telling(index: Index) -> Iterator[Unit]:
    """The sentences that can be paired: all that are not headings; the index holds no furniture."""
    return (unit for unit in index.units if not unit.is_heading)


def _without(index: Index, spans: Sequence[Span]) -> tuple[Span, ...]:
    told = {unit.number for span in spans for unit in index.units_within(span)}
    return tuple(unit.span for unit in _telling(index) if unit.number not in told)


def _by_sureness(pair: Pair) -> tuple[float, int, int, int]:
    """A sort key: surest first, then shortest, then by positions regardless of direction."""
    length = len(pair.source) + len(pair.target)
    places = pair.source.start, pair.target.start
    return -pair.score, length, sum(places), max(places)
