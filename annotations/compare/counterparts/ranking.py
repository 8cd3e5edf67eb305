"""Ranks the passages of one article by their likeness to a passage of another.

The words, names, numbers and quotations of the passages and their neighbouring sentences decide.
How certain it is that the best one says the same is computed in `finding`: that also needs the
ranking in the reverse direction.
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
"""Maximum number of passages in a ranking."""

_CONTEXT, _CONTEXT_AT_MOST = 0.3, 0.5
"""The share of its neighbours' likeness that a passage gains, and the limit as a share of its
own."""

_LEADS = 1.25
"""The factor by which a likeness rises where both passages belong to their articles' leads.

News tells what matters most at its beginning, in whatever words (the summary of the news schema in
van Dijk, News as Discourse, 1988), so leads about one event are counterparts more often than other
passages are.
"""

_GAIN = 1.2
"""The factor by which a window must be stronger to justify one sentence more."""

_ONE_WORDING, _SAME_WORDING = 0.19, 0.8
"""The strength of two passages that only just share a wording, and of two that are identical."""

_CANDIDATES = 12
"""The number of best sentences around which windows are tried."""

_LONGEST_WINDOW = 5
"""Maximum number of sentences in a window."""

_PAIRS_KEPT = 80
"""Number of rankings cached; each direction between two articles counts separately."""

_PASSAGES_KEPT = 1_024
"""Number of passages for which a ranking caches its results: one or two megabytes."""


class Ranked(NamedTuple):
    """A passage and its strength as an answer: not a probability, and hardly over 1."""

    span: Span
    strength: float


class _Passage(NamedTuple):
    """The passage to find answers for: its terms, its wordings, and its position in the article."""

    bag: Bag
    heaviness: float
    wordings: list[Wording]
    units: list[Unit]
    is_paragraph: bool
    is_lead: bool


class Ranking:
    """Ranks passages of `target` for passages of `source` and caches the most recent answers."""

    def __init__(self, source: Index, target: Index) -> None:
        self.likeness = Likeness(source.build(), target.build())
        self._wordings = lru_cache(maxsize=_PASSAGES_KEPT)(self._worded)
        self._ranked = lru_cache(maxsize=_PASSAGES_KEPT)(self._rank)

    def of(self, span: Span) -> list[Ranked]:
        """The passages of the target, most alike first, none overlapping; do not modify the list.

        A sentence or a selection is answered by sentences and short runs of them, a paragraph of
        several sentences by paragraphs; furniture and headings are never answers.
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
        """The wordings of a window: the whole of it, and each quotation in it."""
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
    """The ranking from one article to another, cached for the most recent pairs."""
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
    """Whether a range lies within the article and holds neither headings nor furniture."""
    if run.start < 0 or run.stop > len(target.units):
        return False
    units = target.units[run.start : run.stop]
    return not any(unit.is_heading for unit in units) and not any(
        unit.is_apart for unit in units[1:]
    )


def _together(shared: dict[int, Shared], window: range) -> Shared:
    return reduce(Shared.joined, (shared[number] for number in window if number in shared))


def _context(likeness: Likeness, passage: _Passage, window: range) -> float:
    """The greatest likeness of the passage's neighbours to sentences at or beside a window's edge.

    Two articles often tell things in the same order: a sentence that shares few words with its
    counterpart is recognised by its neighbours, though never by them alone.
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
    """The best windows, none overlapping; longer ones must gain enough to be worth their length.

    Strength is divided by `_GAIN` for each sentence beyond the first.
    """
    ranked = sorted(scored, key=lambda s: (-s[0] / _GAIN ** (len(s[1]) - 1), len(s[1]), s[1].start))
    chosen: list[Ranked] = []
    for strength, window in ranked:
        span = Span(target.units[window.start].span.start, target.units[window.stop - 1].span.end)
        if not any(span.overlaps(other.span) for other in chosen):
            chosen.append(Ranked(span, strength))
            if len(chosen) == RANKED:
                break
    return chosen
