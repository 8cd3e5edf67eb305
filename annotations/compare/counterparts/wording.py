"""Whether two passages are one wording: the same sentence, or the same quotation, but for a word.

rapidfuzz compares the letters; what words mean is not looked at.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_ALIKE, _PART_ALIKE = 82.0, 92.0
"""Percent of the letters that two wordings share at least, and one and a part of another."""

_PART = 0.8
"""How near a wording is that is the very same as a part of another."""

_SHORTEST_PART = 6
"""Words of a wording that may be found as a part of another."""

_WHOLE_WORDS = 0.5
"""The share of its words that such a wording must have in common with the other to be looked for:
where a twelfth of the letters differ, more than half of the words are whole. Looking takes long."""


class Wording(NamedTuple):
    """Words of a passage, folded and parted by single spaces, and which they are."""

    letters: str
    words: frozenset[str]
    length: int

    @classmethod
    def of(cls, letters: str) -> "Wording":
        """The wording of words that are folded and parted already."""
        words = letters.split()
        return cls(letters, frozenset(words), len(words))


def same_wording(source: Iterable[Wording], target: Sequence[Wording]) -> float:
    """How nearly one of the source's wordings is one of the target's: 1 for the very same.

    0 where more than about a sixth of the letters differ. One that is part of another counts when
    it is six words or longer.
    """
    return max((_likeness(one, other) for one in source for other in target), default=0.0)


def _likeness(one: Wording, other: Wording) -> float:
    # Imported here: the command line's other commands do without it.
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
