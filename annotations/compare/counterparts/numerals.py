"""Numbers in one form: `13,000`, `13 000`, `13000` and `thirteen thousand` are the same number.

The words are English; the figures may be of any script that `str.isdecimal` knows.
"""

import re
from collections.abc import Sequence

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS = "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
_SMALL = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * place for place, word in enumerate(_TENS, start=2)
}
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = {word: place for place, word in enumerate(_RANKS.split(), start=1)}
_OTHERS = {"dozen": 12, **_ORDINALS}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "m": 1_000_000, "mn": 1_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|s)")
_SCALED = re.compile(r"(\d+(?:[.,]\d+)?)(m|mn|bn)")
_HALF_A = "half", "a"
_AND_A_HALF = "and", "a", "half"
_LEAST_COUNTED = 100
_YEARS = 1500, 2100
_APART = 1.15


def number_of(word: str) -> float | None:
    """The number that one lower-case word is, or None: `13,000`, `1990s`, `4th`, `3.5bn`, `six`.

    `m`, `mn` and `bn` count only after figures.
    """
    if word[:1].isdecimal():
        return _figure(word)
    value = _SMALL.get(word, _OTHERS.get(word))
    if value is None and word not in {"m", "mn", "bn"}:
        value = _SCALES.get(word)
    return None if value is None else float(value)


def read_number(words: Sequence[str], start: int) -> tuple[float, int] | None:
    """The number that begins at `words[start]` and how many words it takes, or None.

    `thirteen thousand` is 13,000 in two words, `2.5 million` 2,500,000 and `twenty one` 21 in two
    each, `half a million` 500,000 in three and `two and a half million` 2,500,000 in five.
    """
    if tuple(words[start : start + 2]) == _HALF_A and words[start + 2 : start + 3]:
        scale = _SCALES.get(words[start + 2])
        return (scale / 2, 3) if scale else None
    value = number_of(words[start])
    if value is None:
        return None
    used = 1
    following = words[start + 1] if start + 1 < len(words) else ""
    if words[start] in _TENS and 0 < _SMALL.get(following, 0) < 10:
        value += _SMALL[following]
        used = 2
    half = words[start + used : start + used + 4]
    if tuple(half[:3]) == _AND_A_HALF and "".join(half[3:]) in _SCALES:
        value += 0.5
        used += 3
    while start + used < len(words) and (scale := _SCALES.get(words[start + used])):
        value *= scale
        used += 1
    return value, used


def counted_alike(value: float) -> tuple[float, float] | None:
    """The least and greatest numbers that may report the same count as `value`, or None.

    Outlets report a crowd, a toll or a sum only approximately: 4,000 and 4,200 may be the same.
    None for years, and for numbers under a hundred, which identify what is told rather than measure
    it.
    """
    if value < _LEAST_COUNTED or _YEARS[0] <= value <= _YEARS[1]:
        return None
    return max(value / _APART, _LEAST_COUNTED), value * _APART


def read_ordinal(words: Sequence[str], start: int) -> tuple[float, int] | None:
    """The ordinal in words that begins at `words[start]` and how many words it takes, or None.

    `twenty first` is 21 in two words.
    """
    tens = _SMALL[words[start]] if words[start] in _TENS else 0
    used = 2 if tens else 1
    last = words[start + used - 1] if start + used <= len(words) else ""
    return (float(tens + _ORDINALS[last]), used) if last in _ORDINALS else None


def spelled(value: float) -> str:
    """The canonical form of a number, for comparing: no grouping, no superfluous decimals."""
    return f"{value:.15g}"


def _figure(word: str) -> float | None:
    scale = 1
    if scaled := _SCALED.fullmatch(word):
        word, scale = scaled[1], _SCALES[scaled[2]]
    elif ordinal := _ORDINAL.fullmatch(word):
        word = ordinal[1]
    if _GROUPED.fullmatch(word):
        word = re.sub(r"\D", "", word)
    try:
        return float(word.replace(",", ".")) * scale
    except ValueError:
        return None
