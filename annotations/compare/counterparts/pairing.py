"""The whole of two articles laid side by side: what both tell, and what only one of them does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotations.compare.counterparts.figures import Apart, numbers_apart
from annotations.compare.counterparts.finding import counterparts
from annotations.compare.counterparts.index import Index, Unit
from annotations.compare.counterparts.ranking import between
from annotations.span import Span

_NEAR = 1_024
"""Code points of the source within which pairs are looked for that touch another."""


class Pair(NamedTuple):
    """A sentence of one article and its counterpart, or the other way round; 0 to 1 how sure.

    `numbers` are those in which the two differ, where they do.
    """

    source: Span
    target: Span
    score: float
    numbers: Apart | None = None

    def turned(self) -> "Pair":
        """The same, seen from the other article."""
        numbers = self.numbers.turned() if self.numbers else None
        return Pair(self.target, self.source, self.score, numbers)


class Pairs(NamedTuple):
    """What two articles both tell, by where it stands in the source, and what only one tells."""

    pairs: tuple[Pair, ...]
    only_source: tuple[Span, ...]
    only_target: tuple[Span, ...]

    def turned(self) -> "Pairs":
        """The same, seen from the other article."""
        pairs = sorted(pair.turned() for pair in self.pairs)
        return Pairs(tuple(pairs), self.only_target, self.only_source)

    def beside(self, links: Iterable[tuple[Span, Span]]) -> "Pairs":
        """The same where passages of the source are linked to some of the target.

        Whoever linked them has found that both articles tell of it, so that neither does alone.
        """
        ends = list(links)
        return Pairs(
            self.pairs,
            _apart(self.only_source, [source for source, _ in ends]),
            _apart(self.only_target, [target for _, target in ends]),
        )


class Pairing:
    """Pairs the sentences of two articles, step by step where the articles are long.

    Every sentence of either is asked for its best counterpart; what both ways find is one pair. One
    sentence may stand in several pairs, when the other article says it in several places or says
    several things in one.
    """

    def __init__(self, source: Index, target: Index) -> None:
        self._source = source
        self._target = target
        self._found: list[Pair] = []
        self._kept: list[Pair] = []
        self._near: dict[int, list[Pair]] = defaultdict(list)

    def slices(self) -> Iterator[float]:
        """Pair a sentence in two steps, yielding after each the share that is done, about.

        It is through when nothing more comes, not when the share is 1.
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
                # That was one way, and is known now: what is looked for here is the way back.
                self._ask(one, unit, other, is_turned=bool(half))
                yield share
        for pair in sorted(self._found, key=_by_sureness):
            self._keep(pair)
            yield 1.0
        yield 1.0

    def result(self) -> Pairs:
        """What both tell and what one does, once `slices` is through."""
        pairs = sorted(self._kept)
        return Pairs(
            pairs=tuple(pairs),
            only_source=_without(self._source, [pair.source for pair in pairs]),
            only_target=_without(self._target, [pair.target for pair in pairs]),
        )

    def _keep(self, pair: Pair) -> None:
        """Keep a pair unless it touches one in both articles that is kept: that is surer."""
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
    """The sentences that tell something; furniture and headings do not."""
    return (unit for unit in index.units if not unit.is_heading)


def _without(index: Index, spans: Sequence[Span]) -> tuple[Span, ...]:
    told = {unit.number for span in spans for unit in index.units_within(span)}
    return tuple(unit.span for unit in _telling(index) if unit.number not in told)


def _by_sureness(pair: Pair) -> tuple[float, int, int, int]:
    """The surest first; of the equally sure the shortest, then whatever is the same both ways."""
    length = len(pair.source) + len(pair.target)
    places = pair.source.start, pair.target.start
    return -pair.score, length, sum(places), max(places)
