"""Counterparts: the passages of another article that say most nearly the same as a given one.

It answers for one passage; the whole of two articles is `pairing`'s. No model, no network: the
words, names, numbers and quotations of the passages, and what stands beside them, decide.
"""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from heapq import nlargest
from typing import NamedTuple

from annotations.compare.counterparts.index import Bag, Index, Unit, bag_of
from annotations.compare.counterparts.likeness import Likeness, Shared
from annotations.compare.counterparts.terms import plain_words, quotations, terms
from annotations.compare.counterparts.wording import same_wording
from annotations.span import Span

THRESHOLD = 0.5
"""How sure a counterpart is at least: there seven answers of eight to the gold pairs are right."""

_CONTEXT, _CONTEXT_AT_MOST = 0.3, 0.5
"""The share of its neighbours' likeness that a passage gains, and how much of its own at most."""

_LEADS = 1.25
"""How many times as strong a likeness is where both passages are of their articles' leads.

News tells what matters most at its beginning, in whatever words (the summary of the news schema in
van Dijk, News as Discourse, 1988): leads of one event are counterparts more often than others.
"""

_GAIN = 1.2
"""How many times as strong a window must be to be worth one sentence more."""

_HALF_SURE, _SURE = 0.19, 0.8
"""The strength at which a counterpart is as likely as not, and that of the very same wording."""

_STEEPNESS = 5.0
"""The power by which sureness grows with strength."""

_CANDIDATES = 12
"""Sentences, the likeliest, round which windows are tried."""

_LONGEST_WINDOW = 5
"""Sentences of a window at most."""

_PAIRS_KEPT = 40
"""Pairs of articles whose likeness is kept."""


class Counterpart(NamedTuple):
    """A passage that says nearly the same, and how sure that is, from 0 to 1."""

    span: Span
    score: float


class _Passage(NamedTuple):
    """What is asked about: its terms, its wordings, how it lies in the article."""

    bag: Bag
    heaviness: float
    wordings: list[str]
    units: list[Unit]
    is_paragraph: bool
    is_lead: bool


def counterparts(
    source: Index, span: Span, target: Index, *, limit: int = 5, threshold: float = THRESHOLD
) -> list[Counterpart]:
    """The passages of `target` that say what `span` of `source` says, best first, none overlapping.

    A sentence or a selection is answered by sentences and short runs of them, a paragraph of
    several sentences by paragraphs; furniture and headings are no answer. Empty where nothing is as
    sure as `threshold`. An empty span asks for the sentence it lies in. Both indexes are built to
    their end where they are not yet.

    Of a very long article some 500 sentences are weighed, those that share the rarest terms: far
    down the ranks one may be missing.
    """
    span = (span or source.structure.sentence_at(span.start)).trimmed(source.text)
    likeness = between(source, target)
    passage = _passage(likeness, span)
    shared = likeness.shared(passage.bag)
    windows = _paragraphs if passage.is_paragraph else _runs
    leads = target.lead() if passage.is_lead else range(0)
    scored: list[tuple[float, range]] = []
    for window in windows(likeness, passage, shared):
        alike = likeness.of(passage.heaviness, _together(shared, window), window)
        around = _CONTEXT * _context(likeness, passage, window)
        by_terms = alike + min(around, _CONTEXT_AT_MOST * alike)
        if window.start in leads:
            by_terms *= _LEADS
        strength = max(by_terms, _worded(passage, target, window))
        scored.append((strength, window))
    return _best(scored, target, limit, threshold)


@lru_cache(maxsize=_PAIRS_KEPT)
def between(source: Index, target: Index) -> Likeness:
    """The likeness of two articles, kept for the pairs asked for last."""
    return Likeness(source.build(), target.build())


def _passage(likeness: Likeness, span: Span) -> _Passage:
    source = likeness.source
    text = span.of(source.text)
    units = source.units_within(span)
    whole = len(units) == 1 and units[0].span == span
    bag = units[0].bag if whole else bag_of(terms(text))
    paragraph = source.structure.paragraph_at(span.start)
    return _Passage(
        bag=bag,
        heaviness=likeness.heaviness(bag),
        wordings=[plain_words(text), *quotations(text)],
        units=units,
        is_paragraph=len(units) > 1 and paragraph.trimmed(source.text) == span,
        is_lead=bool(units) and units[0].number in source.lead(),
    )


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


def _worded(passage: _Passage, target: Index, window: range) -> float:
    """The strength that a wording gives which both passages share, 0 where they share none."""
    units = [target.units[number] for number in window]
    whole = Span(units[0].span.start, units[-1].span.end).of(target.text)
    wordings = [plain_words(whole), *(quotation for unit in units for quotation in unit.quotations)]
    nearness = same_wording(passage.wordings, wordings)
    return _HALF_SURE + nearness * (_SURE - _HALF_SURE) if nearness else 0.0


def _sureness(strength: float) -> float:
    """How sure it is, 0 to 1, that passages of this likeness say the same: a logistic curve."""
    return 1 / (1 + math.pow(_HALF_SURE / strength, _STEEPNESS)) if strength else 0.0


def _best(
    scored: Iterable[tuple[float, range]], target: Index, limit: int, threshold: float
) -> list[Counterpart]:
    """The best windows, none overlapping; a longer one must gain enough to be worth its length."""
    ranked = sorted(scored, key=lambda s: (-s[0] / _GAIN ** (len(s[1]) - 1), len(s[1]), s[1].start))
    chosen: list[Counterpart] = []
    for strength, window in ranked:
        span = Span(target.units[window.start].span.start, target.units[window.stop - 1].span.end)
        score = round(_sureness(strength), 3)
        if score >= threshold and not any(span.overlaps(c.span) for c in chosen):
            chosen.append(Counterpart(span, score))
            if len(chosen) == limit:
                break
    return sorted(chosen, key=lambda counterpart: -counterpart.score)
