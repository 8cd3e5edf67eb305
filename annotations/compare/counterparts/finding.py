"""Counterparts: the passages of another article that say most nearly the same as a given one.

It answers for one passage; the whole of two articles is `pairing`'s. No model, no network: how like
passages are is `ranking`'s to say, and how sure an answer is follows from that and from three
questions more: is it liker than others, is it so seen from there too, and is it one event?
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.compare.counterparts.index import Index
from annotations.compare.counterparts.likeness import Likeness
from annotations.compare.counterparts.ranking import Ranked, between
from annotations.span import Span

THRESHOLD = 0.5
"""How sure a counterpart is at least: there four answers of five to the judged pairs are right."""

_DOUBT, _DOUBT_OF_FEW = 0.2, 1.0
"""A likeness that is added to an answer's and its rival's, and one of which the sentences of the
shorter article share out another: what is faint stands out little, and so does one of a few."""

_ENOUGH_NAMES = 0.35
"""The share of their names that two articles have in common, beyond which more of them tell no more
of whether they are about one event."""

_HALF_SURE, _STEEPNESS = 0.155, 2.0
"""The evidence at which a counterpart is as likely as not, and the power by which sureness grows
with it. They were fitted to the judged pairs and to pairs of articles about different events: there
of what is said to be sure by a half to six tenths, six tenths are right, and so on."""


class Counterpart(NamedTuple):
    """A passage that says nearly the same, and how sure that is, from 0 to 1."""

    span: Span
    score: float


class _Seen(NamedTuple):
    """How like an answer is, seen from one side, and how like its likest rival is there."""

    strength: float
    rival: float

    def margin(self, doubt: float) -> float:
        """How far it stands out: 1 where the rival is as like."""
        return (self.strength + doubt) / (self.rival + doubt)


def counterparts(
    source: Index, span: Span, target: Index, *, limit: int = 5, threshold: float = THRESHOLD
) -> list[Counterpart]:
    """The passages of `target` that say what `span` of `source` says, best first, none overlapping.

    A sentence or a selection is answered by sentences and short runs of them, a paragraph of
    several sentences by paragraphs; furniture and headings are no answer. Empty where nothing is as
    sure as `threshold`; at most eight are given. An empty span asks for the sentence it lies in.
    Both indexes are built to their end where they are not yet.

    Of a very long article some 500 sentences are weighed, those that share the rarest terms: far
    down the ranks one may be missing.
    """
    span = (span or source.structure.sentence_at(span.start)).trimmed(source.text)
    there, back = between(source, target), between(target, source)
    ranked = there.of(span)
    found: list[Counterpart] = []
    for answer in ranked[:limit]:
        seen = _seen(ranked, answer.span), _seen(back.of(answer.span), span)
        score = round(_sureness(there.likeness, *seen), 3)
        if score >= threshold:
            found.append(Counterpart(answer.span, score))
    return sorted(found, key=lambda counterpart: -counterpart.score)


def _seen(ranked: Iterable[Ranked], span: Span) -> _Seen:
    """How like what lies at `span` is, among the passages ranked, and how like the best other."""
    own = max((one.strength for one in ranked if one.span.overlaps(span)), default=0.0)
    rival = max((one.strength for one in ranked if not one.span.overlaps(span)), default=0.0)
    return _Seen(own, rival)


def _sureness(likeness: Likeness, forth: _Seen, back: _Seen) -> float:
    """How sure it is, 0 to 1, that passages seen so from either side say the same.

    How far an answer stands out from its rivals both ways is the margin by which translated
    sentences are found (Artetxe and Schwenk, Margin-based Parallel Corpus Mining, 2019).
    """
    fewest = min(len(likeness.source.units), len(likeness.target.units))
    doubt = _DOUBT + _DOUBT_OF_FEW / fewest
    margin = min(forth.margin(doubt), back.margin(doubt))
    names = min(likeness.common_names() / _ENOUGH_NAMES, 1.0)
    evidence = (forth.strength + back.strength) / 2 * margin * names
    return 1 / (1 + (_HALF_SURE / evidence) ** _STEEPNESS) if evidence else 0.0
