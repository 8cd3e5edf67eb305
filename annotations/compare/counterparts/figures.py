"""Where two passages that say nearly the same say other numbers.

What is a number here is told to people: more than for finding what says the same, it must be one.
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
"""Words behind an `m` that stands for metres."""
_BEFORE_SOMEBODY = {
    "another", "any", "each", "every", "no", "some", "that", "the", "this", "which",
}  # fmt: skip
_BEHIND_SOMEBODY = {
    "another", "can", "could", "day", "had", "has", "is", "may", "might", "must", "of", "should",
    "that", "thing", "was", "who", "would",
}  # fmt: skip
"""Words before and behind a `one` that stands for somebody or something, and counts nothing."""


class Apart(NamedTuple):
    """The numbers that one passage says and the other does not, each once, as they come.

    Times of day come first.
    """

    here: tuple[str, ...]
    there: tuple[str, ...]

    def turned(self) -> "Apart":
        """The same, seen from the other passage."""
        return Apart(self.there, self.here)


class _Number(NamedTuple):
    """A number of a passage: how it is told, if it is, and what it may mean, likeliest first."""

    told: str
    meant: Sequence[str]


def numbers_apart(here: str, there: str) -> Apart | None:
    """The numbers in which two passages differ: `eleven` is 11, and 2.5 million 2500000.

    None where they agree, and where one passage only says more than the other. Ordinals in words
    are not told, nor a `one` that is somebody: `First, one of the envoys left`. An `m` that may
    stand for millions or for metres stands for what makes the passages agree, and so does a time of
    day without its half: `4:15` is `4.15 p.m.`
    """
    ours, theirs = list(_numbers(here)), list(_numbers(there))
    apart = Apart(_only(ours, theirs), _only(theirs, ours))
    return apart if all(apart) else None


def written(number: str) -> str:
    """A number as it is read: twelve million are `12,000,000`, the year stays `1998`."""
    return f"{int(number):,}" if number.isdecimal() and len(number) >= _LONG else number


def _only(ours: Sequence[_Number], theirs: Sequence[_Number]) -> tuple[str, ...]:
    """The numbers of one passage that cannot be any of the other's."""
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
    """What a number may mean whose `last` word may end in an `m`, the likeliest first."""
    metres = value / _MILLION
    if not last.endswith("m") or _is_money(figures):
        return (value,)
    if _MEASURED.intersection(behind):
        return (metres,)
    # Glued to figures it is as a rule money, or people; behind a space, never.
    return (metres, value) if last == "m" else (value, metres)


def _is_money(figures: re.Match[str]) -> bool:
    """Whether a currency's sign stands before figures."""
    before = figures.string[max(0, figures.start() - _REACH) : figures.start()].rstrip()
    return unicodedata.category(before[-1:] or " ") == "Sc"
