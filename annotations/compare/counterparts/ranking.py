"""The passages of one article ranked by how like they are to a passage of another.

The words, names, numbers and quotations of the passages, and what stands beside them, decide. How
sure the likest one is to say the same is not told here: that takes a look back from it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from heapq import nlargest
from typing import NamedTuple

from annotations.compare.counterparts.index import Bag, Index, Unit, bag_of
from annotations.compare.counterparts.likeness import Likeness, Shared
from annotations.compare.counterparts.terms import plain_words, quotations, terms
from annotations.compare.counterparts.wording import Wording, same_wording
from annotations.span import Span

RANKED = 8
"""Passages of a ranking at most."""

_CONTEXT, _CONTEXT_AT_MOST = 0.3, 0.5
"""The share of its neighbours' likeness that a passage gains, and how much of its own at most."""

_LEADS = 1.25
"""How many times as strong a likeness is where both passages are of their articles' leads.

News tells what matters most at its beginning, in whatever words (the summary of the news schema in
van Dijk, News as Discourse, 1988): leads of one event are counterparts more often than others.
"""

_GAIN = 1.2
"""How many times as strong a window must be to be worth one sentence more."""

_ONE_WORDING, _SAME_WORDING = 0.19, 0.8
"""The strength of two passages that are just one wording, and of those that are the very same."""

_CANDIDATES = 12
"""Sentences, the likeliest, round which windows are tried."""

_LONGEST_WINDOW = 5
"""Sentences of a window at most."""

_PAIRS_KEPT = 80
"""Pairs of articles whose ranking is kept, each way for itself."""

_PASSAGES_KEPT = 1_024
"""Passages of which such a ranking keeps what it has found out: one or two megabytes."""


class Ranked(NamedTuple):
    """A passage and how like it is: not a probability, and hardly over 1."""

    span: Span
    strength: float


class _Passage(NamedTuple):
    """What is asked about: its terms, its wordings, how it lies in the article."""

    bag: Bag
    heaviness: float
    wordings: list[Wording]
    units: list[Unit]
    is_paragraph: bool
    is_lead: bool


class Ranking:
    """Ranks the passages of `target` for passages of `source`; what was asked last is kept."""

    def __init__(self, source: Index, target: Index) -> None:
        self.likeness = Likeness(source.build(), target.build())
        self._wordings = lru_cache(maxsize=_PASSAGES_KEPT)(self._worded)
        self._ranked = lru_cache(maxsize=_PASSAGES_KEPT)(self._rank)

    def of(self, span: Span) -> list[Ranked]:
        """The passages of the target, the likest first, none overlapping; not to be altered.

        A sentence or a selection is answered by sentences and short runs of them, a paragraph of
        several sentences by paragraphs; furniture and headings are no answer.
        """
        return self._ranked(span)

    def _rank(self, span: Span) -> list[Ranked]:
        passage = self._passage(span)
        shared = self.likeness.shared(passage.bag)
        windows = (_paragraphs if passage.is_paragraph else _runs)(self.likeness, passage, shared)
        scored = [(self._strength(passage, window, shared), window) for window in windows]
        return _best(scored, self.likeness.target)

    def _strength(self, passage: _Passage, window: range, shared: dict[int, Shared]) -> float:
        likeness = self.likeness
        alike = likeness.of(passage.heaviness, _together(shared, window), window)
        around = _CONTEXT * _context(likeness, passage, window)
        by_terms = alike + min(around, _CONTEXT_AT_MOST * alike)
        if passage.is_lead and window.start in likeness.target.lead():
            by_terms *= _LEADS
        nearness = same_wording(passage.wordings, self._wordings(window))
        by_wording = _ONE_WORDING + nearness * (_SAME_WORDING - _ONE_WORDING) if nearness else 0.0
        return max(by_terms, by_wording)

    def _worded(self, window: range) -> list[Wording]:
        """The wordings of a window: of all of it, and of what is quoted there."""
        target = self.likeness.target
        units = target.units[window.start : window.stop]
        whole = Span(units[0].span.start, units[-1].span.end).of(target.text)
        quoted = (quotation for unit in units for quotation in unit.quotations)
        return [Wording.of(words) for words in (plain_words(whole), *quoted)]

    def _passage(self, span: Span) -> _Passage:
        source = self.likeness.source
        text = span.of(source.text)
        units = source.units_within(span)
        whole = len(units) == 1 and units[0].span == span
        bag = units[0].bag if whole else bag_of(terms(text))
        paragraph = source.structure.paragraph_at(span.start)
        return _Passage(
            bag=bag,
            heaviness=self.likeness.heaviness(bag),
            wordings=[Wording.of(words) for words in (plain_words(text), *quotations(text))],
            units=units,
            is_paragraph=len(units) > 1 and paragraph.trimmed(source.text) == span,
            is_lead=bool(units) and units[0].number in source.lead(),
        )


@lru_cache(maxsize=_PAIRS_KEPT)
def between(source: Index, target: Index) -> Ranking:
    """The ranking from one article to another, kept for the pairs asked for last."""
    return Ranking(source, target)


def _runs(likeness: Likeness, passage: _Passage, shared: dict[int, Shared]) -> Iterator[range]:
    """The likeliest sentences, and the runs that begin or end with one of them."""
    singles = _likeliest(likeness, passage, shared)
    longest = min(max(2, len(passage.units) + 1), _LONGEST_WINDOW)
    seen: set[range] = set()
    for number in singles:
        for length in range(1, longest + 1):
            for first in (number, number - length + 1):
                run = range(first, first + length)
                if run not in seen and _is_run(likeness.target, run):
                    seen.add(run)
                    yield run


def _paragraphs(
    likeness: Likeness, passage: _Passage, shared: dict[int, Shared]
) -> Iterator[range]:
    """The paragraphs of the likeliest sentences."""
    target = likeness.target
    seen: set[Span] = set()
    for number in _likeliest(likeness, passage, shared):
        paragraph = target.structure.paragraph_at(target.units[number].span.start)
        if paragraph not in seen:
            seen.add(paragraph)
            units = target.units_within(paragraph)
            yield range(units[0].number, units[-1].number + 1)


def _likeliest(likeness: Likeness, passage: _Passage, shared: dict[int, Shared]) -> list[int]:
    answers = (n for n in shared if not likeness.target.units[n].is_heading)
    return nlargest(
        _CANDIDATES, answers, key=lambda n: (likeness.of(passage.heaviness, shared[n], (n,)), -n)
    )


def _is_run(target: Index, run: range) -> bool:
    """Whether sentences lie side by side, with no furniture between, and none is a heading."""
    if run.start < 0 or run.stop > len(target.units):
        return False
    units = target.units[run.start : run.stop]
    return not any(unit.is_heading for unit in units) and not any(
        unit.is_apart for unit in units[1:]
    )


def _together(shared: dict[int, Shared], window: range) -> Shared:
    return reduce(Shared.joined, (shared[number] for number in window if number in shared))


def _context(likeness: Likeness, passage: _Passage, window: range) -> float:
    """How like what stands around the passage is to what stands at or around the window.

    What two articles tell, they often tell in the same order: a sentence that shares few words with
    its counterpart is known by its neighbours, though never by them alone.
    """
    if not passage.units:
        return 0.0
    first, last = passage.units[0].number, passage.units[-1].number
    beside = [(first - 1, (window.start - 1, window.start))] if first > 0 else []
    if last + 1 < len(likeness.source.units):
        beside.append((last + 1, (window.stop, window.stop - 1)))
    there = range(len(likeness.target.units))
    return max(
        (likeness.of_sentences(n, unit) for n, units in beside for unit in units if unit in there),
        default=0.0,
    )


def _best(scored: Iterable[tuple[float, range]], target: Index) -> list[Ranked]:
    """The best windows, none overlapping; a longer one must gain enough to be worth its length."""
    ranked = sorted(scored, key=lambda s: (-s[0] / _GAIN ** (len(s[1]) - 1), len(s[1]), s[1].start))
    chosen: list[Ranked] = []
    for strength, window in ranked:
        span = Span(target.units[window.start].span.start, target.units[window.stop - 1].span.end)
        if not any(span.overlaps(other.span) for other in chosen):
            chosen.append(Ranked(span, strength))
            if len(chosen) == RANKED:
                break
    return chosen
