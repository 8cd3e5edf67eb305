"""Whether two passages are one wording: the same sentence, or the same quotation, but for a word.

rapidfuzz compares the letters; what words mean is not looked at.
"""

from collections.abc import Sequence

_ALIKE, _PART_ALIKE = 82.0, 92.0
"""Percent of the letters that two wordings share at least, and one and a part of another."""

_PART = 0.8
"""How near a wording is that is the very same as a part of another."""

_SHORTEST_PART = 6
"""Words of a wording that may be found as a part of another."""


def same_wording(source: Sequence[str], target: Sequence[str]) -> float:
    """How nearly one of the source's wordings is one of the target's: 1 for the very same.

    0 where more than about a sixth of the letters differ. Wordings are folded words parted by
    single spaces. One that is part of another counts when it is six words or longer.
    """
    return max((_likeness(one, other) for one in source for other in target), default=0.0)


def _likeness(one: str, other: str) -> float:
    # Imported here: the command line's other commands do without it.
    from rapidfuzz.fuzz import partial_ratio, ratio

    whole = ratio(one, other, score_cutoff=_ALIKE)
    if whole:
        return (whole - _ALIKE) / (100 - _ALIKE)
    if min(one.count(" "), other.count(" ")) + 1 < _SHORTEST_PART:
        return 0.0
    part = partial_ratio(one, other, score_cutoff=_PART_ALIKE)
    return _PART * (part - _PART_ALIKE) / (100 - _PART_ALIKE) if part else 0.0
