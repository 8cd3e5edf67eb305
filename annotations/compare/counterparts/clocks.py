"""Times of day in one form: `4:15`, `4.15 p.m.` and `16:15` may be the same."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TIME = re.compile(
    r"(?<![\w.,:])(?P<hour>\d{1,2})"
    r"(?:(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?\s?m\b\.?"  # 6 p.m.  4.15pm
    r"|[:.](?P<sharp>\d{2})\s?Uhr\b"  # 16.15 Uhr
    r"|:(?P<bare>\d{2})(?![\w:]))",  # 16:15
    re.IGNORECASE,
)
_HOURS, _NOON, _MINUTES = 24, 12, 60


class Clock(NamedTuple):
    """A time of day in a passage: its offsets, how it is shown, and what it may mean."""

    start: int
    end: int
    told: str
    meant: Sequence[str]


def clocks(passage: str) -> Iterator[Clock]:
    """The times of day of a passage, in order.

    From 1:00 to 12:59, one without `a.m.`, `p.m.` or `Uhr` may be in either half of the day. A full
    hour may also be its bare number: `6 p.m.` agrees with `six in the evening`.
    """
    for match in _TIME.finditer(passage):
        hour, half = int(match["hour"]), (match["half"] or "").lower()
        minute = match["minute"] or match["sharp"] or match["bare"] or ""
        if hour >= _HOURS or int(minute or 0) >= _MINUTES or (half and not 1 <= hour <= _NOON):
            continue
        told = f"{hour}:{minute}" if minute else f"{hour}"
        meant = [f"{one}:{minute or '00'}" for one in _hours(hour, half, match["sharp"])]
        if not int(minute or 0):
            meant += sorted({str(hour), str(hour % _NOON or _NOON)})
        yield Clock(*match.span(), f"{told} {half}.m." if half else told, meant)


def _hours(hour: int, half: str, sharp: str | None) -> Sequence[int]:
    """The hours of the day, 0 to 23, that a clock's hour may mean, likeliest first."""
    if half:
        return (hour % _NOON + (_NOON if half == "p" else 0),)
    if sharp or not 1 <= hour <= _NOON:
        return (hour,)
    return (hour, (hour + _NOON) % _HOURS)
