"""The letters shown on words for label jump and label select, and what typing them means.

Pure: takes the visible words with their positions, and returns labels for them or a span.
"""

import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from annotations.span import Span

ALPHABET = "fjdkslaghrueiwoqptyvbncmxz"
"""The letters of labels, the easiest to reach first."""

PAIRS = len(ALPHABET) ** 2
"""How many labels of two letters there are."""

STRIDES = range(3, 10)
"""How far apart, in words, labels may be in a run of words without spaces."""

_LONGEST_PUNCTUATION = 16


class SeenWord(NamedTuple):
    """A visible word: its pane, its row (by start offset), its cell in the row, and its span."""

    pane: int
    row: int
    cell: int
    word: Span


class Match(NamedTuple):
    """The labels still possible after the letters typed so far, and the one that is complete."""

    possible: list[str]
    chosen: str | None


class Choice(NamedTuple):
    """A word chosen by its label, and whether the label's letters were typed as capitals."""

    word: Span
    capitals: bool


def codes(count: int) -> list[str]:
    """`count` distinct labels, none a prefix of another, of two letters as far as these suffice.

    Beyond 676, as many of the last two-letter labels as needed are extended by a third letter.
    """
    pairs = [first + second for first in ALPHABET for second in ALPHABET]
    if count <= len(pairs):
        return pairs[:count]
    letters = len(ALPHABET)
    longer = min(-(-(count - len(pairs)) // (letters - 1)), len(pairs))
    kept = len(pairs) - longer
    return (pairs[:kept] + [pair + last for pair in pairs[kept:] for last in ALPHABET])[:count]


def assign(places: Sequence[SeenWord], edges: Sequence[int]) -> dict[str, SeenWord]:
    """Labels for `places`, in their order; `edges` are the panes' widths in cells.

    A label is written over its word from the word's first cell. A word gets none if its label would
    overlap the previous label or the pane's edge: this happens to a word that directly follows a
    one-cell word. A passage from one of its neighbours to the other still includes it.
    """
    free: dict[tuple[int, int], int] = {}
    fitting = set()
    for place in sorted(places):
        start = free.get(place[:2], 0)
        if place.cell >= start and place.cell + 2 <= edges[place.pane]:
            fitting.add(place)
            free[place[:2]] = place.cell + 2
    kept = _thinned([place for place in places if place in fitting])
    behind = _room(kept, edges)
    return {
        label: place
        for label, place in zip(codes(len(kept)), kept, strict=False)
        if len(label) <= behind[place]
    }


def _thinned(places: list[SeenWord]) -> list[SeenWord]:
    """`places` without most of those that touch a neighbour, so that the text stays legible.

    In a run of touching words (such as Chinese between two punctuation marks) the first, every
    third and the last keep their labels, fewer if two-letter labels would run out; the others are
    reached from a labelled neighbour.
    """
    runs: list[list[SeenWord]] = []
    before = None
    for place in places:
        if before is not None and before.word.end == place.word.start:
            runs[-1].append(place)
        else:
            runs.append([place])
        before = place
    for stride in STRIDES:
        thinned = [place for run in runs for place in _some(run, stride)]
        if len(thinned) <= PAIRS:
            return thinned
    return places


def _some(run: list[SeenWord], stride: int) -> list[SeenWord]:
    """The first of a run, every `stride`-th and the last, no two of them adjacent."""
    if len(run) < stride:
        return run
    kept = run[::stride]
    beside_last = (len(run) - 1) % stride
    if beside_last == 1 and len(kept) > 1:
        kept.pop()
    return kept if beside_last == 0 else [*kept, run[-1]]


def match(labels: Collection[str], typed: str) -> Match:
    """Which of `labels` begin with the letters `typed`, ignoring case."""
    wanted = typed.lower()
    possible = [label for label in labels if label.startswith(wanted)]
    return Match(possible, wanted if wanted in possible else None)


def passage(text: str, first: Choice, last: Choice) -> Span:
    """The passage from one chosen word to another, in whichever order they were chosen.

    A label typed in capitals includes the punctuation that touches its word: before the passage's
    first word, after its last.
    """
    early, late = (first, last) if first.word.start <= last.word.start else (last, first)
    start, end = early.word.start, max(late.word.end, early.word.end)
    if early.capitals:
        stop = max(start - _LONGEST_PUNCTUATION, 0)
        while start > stop and _is_punctuation(text[start - 1]):
            start -= 1
    if late.capitals:
        stop = min(end + _LONGEST_PUNCTUATION, len(text))
        while end < stop and _is_punctuation(text[end]):
            end += 1
    return Span(start, end)


def _room(places: Sequence[SeenWord], edges: Sequence[int]) -> dict[SeenWord, int]:
    """How many cells each of `places` has to itself, up to the next or to its pane's edge."""
    room: dict[SeenWord, int] = {}
    following: SeenWord | None = None
    for place in sorted(places, reverse=True):
        same_row = following is not None and following[:2] == place[:2]
        limit = following.cell if following and same_row else edges[place.pane]
        room[place] = limit - place.cell
        following = place
    return room


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
