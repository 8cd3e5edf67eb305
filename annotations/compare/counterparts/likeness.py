"""The likeness of passages of one article to those of another, from the terms they share.

A term's weight follows from its rarity in both articles (inverse sentence frequency) and is less
for a common word. Words that are only forms or kin of one another count in part. Scores are
likenesses here, not yet probabilities.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from annotations.compare.counterparts.index import Bag, Index, joined
from annotations.compare.counterparts.terms import COMMON_KEYS, KIN_OF, NAMING_KEYS, is_number

_PRIOR = 20
"""Sentences added to the number of an article's own; otherwise a term that occurs twice in a short
article would count as common."""

_HEAVIEST = 4.0
"""The weight of a term that occurs in one sentence only."""

_STEEPNESS = 1.5
"""The exponent of a term's rarity in its weight."""

_COMMON, _SMALL_NUMBER = 0.4, 0.5
"""The shares of their weight that a common word and a number of one digit keep."""

_KIN, _FORM = 0.6, 0.75
"""The degree to which kin, or numbers that may report the same count, match, and that of forms of
one word; 1 is a full match."""

_NAMES_ALONE, _NAMES_PER_WORD = 3.0, 2.0
"""The most that names weigh where nothing else is shared, and how much this limit grows with each
unit of weight of other shared terms."""

_ALONE, _PER_OTHERS = 1.75, 0.75
"""The most that any one term weighs without other terms to support it, and how much this limit
grows with each unit of weight of the others."""

_OF_LIGHTER = 0.7
"""The lighter passage's share of the divisor; the heavier one has the rest."""

_DOUBT = 10.0
"""A weight added to the divisor: passages must share about as much before little text is
evidence."""

_CROWDED, _ENOUGH = 400, 500
"""Limits in sentences: a term that occurs in more than the first adds no candidates, and no term
adds any once there are more candidates than the second."""

_PAIRS_KEPT = 4_096
"""Number of pairs of sentences whose likeness is cached."""

_NAMES_USUAL, _NAMES_DOUBT = 0.4, 16.0
"""The share of names that articles on one event have in common, and the weight of names (four rare
ones) for which this share is assumed beforehand, as some articles name next to nothing."""


class Shared(NamedTuple):
    """What two passages share: the terms of each that the other matches, with their weights."""

    here: dict[str, float]
    there: dict[str, float]

    def add(self, key: str, other: str, value: float) -> None:
        """Record that `key` matches `other` of the other passage; the greatest `value` counts."""
        if value > self.here.get(key, 0.0):
            self.here[key] = value
        if value > self.there.get(other, 0.0):
            self.there[other] = value

    def joined(self, other: "Shared") -> "Shared":
        """What a passage shares with two others together."""
        return Shared(
            dict(joined((self.here, other.here))), dict(joined((self.there, other.there)))
        )


class Likeness:
    """The likeness of the sentences of `source` to those of `target`; both must be built.

    It follows the Tversky index: the shared weight divided by the weights of the two passages, the
    lighter counting more, plus a constant, so that little text is little evidence.
    """

    def __init__(self, source: Index, target: Index) -> None:
        self.source = source
        self.target = target
        self._weights: dict[str, float] = {}
        self._matches: dict[str, list[tuple[str, float]]] = {}
        self._names: dict[str, bool] = {}
        self._heaviness: dict[int, float] = {}
        self._common_names: float | None = None
        self._pairs: dict[tuple[int, int], float] = {}

    def shared(self, bag: Bag) -> dict[int, Shared]:
        """What each sentence of `target` shares with a passage of `source`.

        A term that occurs in very many sentences adds no sentence by itself; nor does any term,
        once rarer ones have added enough.
        """
        units = self.target.units
        found: dict[int, Shared] = {}
        for key, other, degree in self._rarest_first(bag):
            weight, weight_there = self.weight(key) * bag[key], self.weight(other)
            numbers = self.target.holding(other)
            if len(numbers) > _CROWDED or len(found) > _ENOUGH:
                numbers = [number for number in found if other in units[number].bag]
            for number in numbers:
                value = degree * min(weight, weight_there * units[number].bag[other])
                found.setdefault(number, Shared({}, {})).add(key, other, value)
        return found

    def _rarest_first(self, bag: Bag) -> list[tuple[str, str, float]]:
        """The terms of a passage, each match in `target` and its degree, the rarest match first."""
        matches = [(key, *match) for key in bag for match in self.matches(key)]
        matches.sort(key=lambda match: len(self.target.holding(match[1])))
        return matches

    def heaviness(self, bag: Bag) -> float:
        """The total weight of a passage's terms."""
        return sum(self.weight(key) * share for key, share in bag.items())

    def of(self, here: float, shared: Shared, window: Sequence[int]) -> float:
        """The likeness of a passage of `source` to a window of sentences, given what they share.

        `here` is the heaviness of the passage, `window` the numbers of the sentences of `target`.
        """
        if len(window) == 1:
            there = self._heavy_unit(window[0])
        else:
            there = self.heaviness(joined(self.target.units[number].bag for number in window))
        lighter, heavier = sorted((here, there))
        return self._evidence(shared) / (
            _OF_LIGHTER * lighter + (1 - _OF_LIGHTER) * heavier + _DOUBT
        )

    def weight(self, key: str) -> float:
        """The weight of a term, from nearly 0 to 4."""
        weight = self._weights.get(key)
        if weight is None:
            weight = self._weights[key] = self._weighed(key)
        return weight

    def common_names(self) -> float:
        """The share of the articles' names, by weight, that both hold: over 0, at most 1.

        The people and places tell whether two articles are about one event at all.
        """
        if self._common_names is None:
            shares = (self._named(*side) for side in permutations((self.source, self.target)))
            self._common_names = math.sqrt(math.prod(shares))
        return self._common_names

    def _named(self, index: Index, other: Index) -> float:
        """The share of one article's names that the other holds."""
        weights = [(self.weight(name), bool(other.holding(name))) for name in index.names()]
        common = sum(weight for weight, is_common in weights if is_common)
        whole = sum(weight for weight, _ in weights)
        return (common + _NAMES_USUAL * _NAMES_DOUBT) / (whole + _NAMES_DOUBT)

    def matches(self, key: str) -> list[tuple[str, float]]:
        """The terms of `target` that match `key`, each with its degree: 1 for the term itself."""
        matches = self._matches.get(key)
        if matches is None:
            matches = self._matches[key] = list(self._matched(key))
        return matches

    def of_sentences(self, number: int, unit: int) -> float:
        """The likeness of a sentence of `source` to one of `target`, by their numbers."""
        pair = number, unit
        if pair not in self._pairs:
            if len(self._pairs) >= _PAIRS_KEPT:
                self._pairs.clear()
            self._pairs[pair] = self._of_sentences(*pair)
        return self._pairs[pair]

    def _of_sentences(self, number: int, unit: int) -> float:
        bag, bag_there = self.source.units[number].bag, self.target.units[unit].bag
        shared = Shared({}, {})
        for key, share in bag.items():
            weight = self.weight(key) * share
            for other, degree in self.matches(key):
                if other in bag_there:
                    there = self.weight(other) * bag_there[other]
                    shared.add(key, other, degree * min(weight, there))
        return self.of(self.heaviness(bag), shared, (unit,)) if shared.here else 0.0

    def _matched(self, key: str) -> Iterable[tuple[str, float]]:
        if self.target.holding(key):
            yield key, 1.0
        if is_number(key):
            for other in self.target.counting_alike(key):
                yield other, _KIN
            return
        kin = KIN_OF.get(key, frozenset())
        for other in kin:
            if self.target.holding(other):
                yield other, _KIN
        for other in self.target.alike(key):
            if other != key and other not in kin and is_form(key, other):
                yield other, _FORM

    def _weighed(self, key: str) -> float:
        weight = min(_rarity(key, index) for index in (self.source, self.target))
        if key in COMMON_KEYS:
            return _COMMON * weight
        if is_number(key) and len(key) == 2:
            return _SMALL_NUMBER * weight
        return weight

    def _evidence(self, shared: Shared) -> float:
        """The weight of what is shared, on the side where it is less.

        Otherwise two words for one thing would count twice where the other passage has one.
        """
        return min(self._side(shared.here), self._side(shared.there))

    def _side(self, values: dict[str, float]) -> float:
        """The weight of one side's shared terms; names count little without other terms.

        The same people and places do many things, so names alone say little about what is told. The
        same is true of any one term without others to support it, however rare: in a short article
        most words are rare.
        """
        names = rest = 0.0
        for key, value in values.items():
            if self._is_name(key):
                names += value
            else:
                rest += value
        total = rest + min(names, _NAMES_PER_WORD * rest + _NAMES_ALONE)
        others = max(total - max(values.values(), default=0.0), 0.0)
        return min(total, _ALONE + (1 + _PER_OTHERS) * others)

    def _is_name(self, key: str) -> bool:
        is_name = self._names.get(key)
        if is_name is None:
            is_name = key in NAMING_KEYS or self.source.is_name(key) or self.target.is_name(key)
            self._names[key] = is_name
        return is_name

    def _heavy_unit(self, number: int) -> float:
        heavy = self._heaviness.get(number)
        if heavy is None:
            heavy = self._heaviness[number] = self.heaviness(self.target.units[number].bag)
        return heavy


def _rarity(key: str, index: Index) -> float:
    """A term's inverse sentence frequency, scaled so that one occurrence weighs the same anywhere.

    Otherwise short articles would have little evidence for anything. It is made steeper than usual,
    so that function words weigh little even in languages for which there is no list.
    """
    rarity = _frequency(len(index.holding(key)), index) / _frequency(1, index)
    return _HEAVIEST * math.pow(max(rarity, 0.0), _STEEPNESS)


def _frequency(count: int, index: Index) -> float:
    return math.log((len(index.units) + _PRIOR) / (max(count, 1) + 0.5))


@lru_cache(maxsize=65_536)
def is_form(one: str, other: str) -> bool:
    """Whether two stems differ in their endings only: `annex` and `annexat`, `serge` and `sergey`.

    They begin with the same four letters or more, which are at least six tenths of the longer stem
    and all but one of the letters of the shorter.
    """
    shorter, longer = sorted((one, other), key=len)
    common = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    return common >= max(4, len(shorter) - 1, 0.6 * len(longer))
