"""Counterparts: the passages of another article that say most nearly the same as a given one.

This module answers for one passage; `pairing` compares whole articles. It uses no model and no
network. `ranking` measures how alike passages are; the certainty of an answer follows from that and
from three more questions: is it more alike than other passages, does the same hold in the reverse
direction, and are both articles about one event?
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.compare.counterparts.index import Index
from annotations.compare.counterparts.likeness import Likeness
from annotations.compare.counterparts.ranking import Ranked, between
from annotations.span import Span

THRESHOLD = 0.5
"""The least certainty of a counterpart; at it, four of five answers on the judged pairs are
right."""

_DOUBT, _DOUBT_OF_FEW = 0.2, 1.0
"""A likeness added to both an answer's and its rival's, and another that is first divided by the
number of sentences of the shorter article, so that a faint likeness, or one among few sentences,
stands out little."""

_ENOUGH_NAMES = 0.35
"""The share of names in common beyond which further common names are no more evidence that two
articles are about one event."""

_HALF_SURE, _STEEPNESS = 0.155, 2.0
"""The evidence at which a counterpart is as likely as not, and the exponent by which certainty
grows with the evidence. Both were fitted to the judged pairs and to pairs of articles about
different events: of the answers there with a certainty of 0.5 to 0.6, six tenths are right, and so
on."""


class Counterpart(NamedTuple):
    """A passage that says nearly the same, and how sure that is, from 0 to 1."""

    span: Span
    score: float


class _Seen(NamedTuple):
    """The strength of an answer and of its best rival, seen from one article."""

    strength: float
    rival: float

    def margin(self, doubt: float) -> float:
        """The ratio by which the answer exceeds its rival: 1 where both are equally strong."""
        return (self.strength + doubt) / (self.rival + doubt)


def counterparts(
    source: Index, span: Span, target: Index, *, limit: int = 5, threshold: float = THRESHOLD
) -> list[Counterpart]:
    """The passages of `target` that say what `span` of `source` says, best first, none overlapping.

    A sentence or a selection is answered by sentences and short runs of them, a paragraph of
    several sentences by paragraphs; furniture and headings are never answers. Returns at most
    `limit` passages and never more than eight, all of at least the certainty `threshold`. An empty
    span stands for the sentence it lies in. Both indexes are built to their end if they are not
    yet.

    In a very long article only some 500 sentences are weighed, those that share the rarest terms,
    so that a low-ranked answer may be missing.
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
    """The strengths of the best ranked passage that overlaps `span` and the best that does not."""
    own = max((one.strength for one in ranked if one.span.overlaps(span)), default=0.0)
    rival = max((one.strength for one in ranked if not one.span.overlaps(span)), default=0.0)
    return _Seen(own, rival)


def _sureness(likeness: Likeness, forth: _Seen, back: _Seen) -> float:
    """The certainty, 0 to 1, that two passages say the same, from how each is seen from the other.

    How far an answer exceeds its rivals in both directions is the margin by which translated
    sentences are found (Artetxe and Schwenk, Margin-based Parallel Corpus Mining, 2019).
    """
    fewest = min(len(likeness.source.units), len(likeness.target.units))
    doubt = _DOUBT + _DOUBT_OF_FEW / fewest
    margin = min(forth.margin(doubt), back.margin(doubt))
    names = min(likeness.common_names() / _ENOUGH_NAMES, 1.0)
    evidence = (forth.strength + back.strength) / 2 * margin * names
    return 1 / (1 + (_HALF_SURE / evidence) ** _STEEPNESS) if evidence else 0.0
