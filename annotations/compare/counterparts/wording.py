"""Whether two passages share a wording: the same sentence or quotation, nearly word for word.

rapidfuzz compares the letters; the meaning of words is not considered.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_ALIKE, _PART_ALIKE = 82.0, 92.0
"""The least percentage of letters that two wordings share, and a wording and part of another."""

_PART = 0.8
"""The likeness of a wording that is identical to part of another."""

_SHORTEST_PART = 6
"""The least number of words of a wording that may be found within another."""

_WHOLE_WORDS = 0.5
"""The share of its words that a wording must have in common with another to be searched for within
it, as searching is slow: where a twelfth of the letters differ, more than half of the words are
still whole."""


class Wording(NamedTuple):
    """The words of a passage: joined by single spaces and folded, as a set, and their number."""

    letters: str
    words: frozenset[str]
    length: int

    @classmethod
    def of(cls, letters: str) -> "Wording":
        """The wording of words that are already folded and separated by single spaces."""
        words = letters.split()
        return cls(letters, frozenset(words), len(words))


def same_wording(source: Iterable[Wording], target: Sequence[Wording]) -> float:
    """The greatest likeness of a wording of the source to one of the target; 1 if identical.

    It is 0 where more than about a sixth of the letters differ. A wording within another counts if
    it is six words or longer.
    """
    return max((_likeness(one, other) for one in source for other in target), default=0.0)


def _likeness(one: Wording, other: Wording) -> float:
    # Imported here: the other commands of the command line do not need it.
    from rapidfuzz.fuzz import partial_ratio, ratio

    whole = ratio(one.letters, other.letters, score_cutoff=_ALIKE)
    if whole:
        return (whole - _ALIKE) / (100 - _ALIKE)
    shorter = min(one, other, key=_length)
    common = len(one.words & other.words)
    if shorter.length < _SHORTEST_PART or common < _WHOLE_WORDS * len(shorter.words):
        return 0.0
    part = partial_ratio(one.letters, other.letters, score_cutoff=_PART_ALIKE)
    return _PART * (part - _PART_ALIKE) / (100 - _PART_ALIKE) if part else 0.0


def _length(wording: Wording) -> int:
    return wording.length
