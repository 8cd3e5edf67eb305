"""The numbers in which two passages that say nearly the same differ.

They are shown to readers, so something is taken for a number only if it surely is one, more
strictly than for finding counterparts.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.compare.counterparts.clocks import clocks
from annotations.compare.counterparts.numerals import read_number, read_ordinal, spelled
from annotations.compare.counterparts.terms import tokens

_MILLION = 1_000_000
_REACH = 3
_LONG = 5
"""Digits from which a number is written with commas; fewer may be a year."""
_MEASURED = {
    "high", "tall", "long", "wide", "deep", "thick", "across", "apart", "underwater", "square",
    "sprint", "dash", "hurdles", "relay", "freestyle", "backstroke", "breaststroke", "butterfly",
}  # fmt: skip
"""Words that follow an `m` meaning metres."""
_BEFORE_SOMEBODY = {
    "another", "any", "each", "every", "no", "some", "that", "the", "this", "which",
}  # fmt: skip
_BEHIND_SOMEBODY = {
    "another", "can", "could", "day", "had", "has", "is", "may", "might", "must", "of", "should",
    "that", "thing", "was", "who", "would",
}  # fmt: skip
"""Words before and after a `one` that means somebody or something rather than a count."""


class Apart(NamedTuple):
    """The numbers that one passage says and the other does not, each once, in order.

    Times of day come first.
    """

    here: tuple[str, ...]
    there: tuple[str, ...]

    def turned(self) -> "Apart":
        """The same numbers with the passages swapped."""
        return Apart(self.there, self.here)


class _Number(NamedTuple):
    """A number of a passage: how it is shown (empty: never), and its meanings, likeliest first."""

    told: str
    meant: Sequence[str]


def numbers_apart(here: str, there: str) -> Apart | None:
    """The numbers in which two passages differ: `eleven` is 11, and 2.5 million 2500000.

    None where they agree, and where only one passage has numbers that the other lacks. Ordinals in
    words are not reported, nor is `one` as a pronoun: `First, one of the envoys left`. An `m` that
    may mean millions or metres is read so that the passages agree, and so is a time of day without
    `a.m.` or `p.m.`: `4:15` agrees with `4.15 p.m.`
    """
    ours, theirs = list(_numbers(here)), list(_numbers(there))
    apart = Apart(_only(ours, theirs), _only(theirs, ours))
    return apart if all(apart) else None


def written(number: str) -> str:
    """A number for display: twelve million is `12,000,000`, the year stays `1998`."""
    return f"{int(number):,}" if number.isdecimal() and len(number) >= _LONG else number


def _only(ours: Sequence[_Number], theirs: Sequence[_Number]) -> tuple[str, ...]:
    """The numbers of one passage that cannot mean the same as any of the other's."""
    known = {meant for number in theirs for meant in number.meant}
    return tuple(dict.fromkeys(n.told for n in ours if n.told and known.isdisjoint(n.meant)))


def _numbers(passage: str) -> Iterator[_Number]:
    """The numbers of a passage, its times of day first."""
    rest = passage
    for clock in clocks(passage):
        yield _Number(clock.told, clock.meant)
        rest = f"{rest[: clock.start]}{' ' * (clock.end - clock.start)}{rest[clock.end :]}"
    found = tokens(rest)
    words = [word for _, word in found]
    index = 0
    while index < len(words):
        used = 1
        if ordinal := read_ordinal(words, index):
            place, used = ordinal
            yield _Number("", (spelled(place),))
        elif _is_somebody(words, index):
            yield _Number("", (spelled(1),))
        elif number := read_number(words, index):
            value, used = number
            last, *behind = words[index + used - 1 : index + used + 1]
            meant = [spelled(one) for one in _meant(value, found[index][0], last, behind)]
            yield _Number(meant[0], meant)
        index += used


def _is_somebody(words: Sequence[str], index: int) -> bool:
    """Whether a word is `one` as in `one of them`, `no one` and `one day`."""
    if words[index] != "one":
        return False
    before, behind = words[max(index - 1, 0) : index], words[index + 1 : index + 2]
    return not (_BEFORE_SOMEBODY.isdisjoint(before) and _BEHIND_SOMEBODY.isdisjoint(behind))


def _meant(
    value: float, figures: re.Match[str], last: str, behind: Sequence[str]
) -> Sequence[float]:
    """The values a number may have, likeliest first: an `m` ending its `last` word is ambiguous."""
    metres = value / _MILLION
    if not last.endswith("m") or _is_money(figures):
        return (value,)
    if _MEASURED.intersection(behind):
        return (metres,)
    # Attached to figures, `m` usually means millions, of money or people; after a space, never.
    return (metres, value) if last == "m" else (value, metres)


def _is_money(figures: re.Match[str]) -> bool:
    """Whether a currency sign stands before figures."""
    before = figures.string[max(0, figures.start() - _REACH) : figures.start()].rstrip()
    return unicodedata.category(before[-1:] or " ") == "Sc"
