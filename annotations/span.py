"""Spans: half-open ranges of code points in an article's text. Pure values, without the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Self

import msgspec

_start, _end = attrgetter("start"), attrgetter("end")


class Span(msgspec.Struct, frozen=True, order=True):
    """The half-open range `[start, end)` of Unicode code points.

    Raises `ValueError` when `start` is negative or lies behind `end`. A span may be empty.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span from {self.start} to {self.end}")

    def __len__(self) -> int:
        """The number of code points covered."""
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """The passage this span covers in `text`; `ValueError` when the span leaves the text."""
        if self.end > len(text):
            raise ValueError(f"the text ends at {len(text)}, before {self.end}")
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Whether the code point at `offset` is covered."""
        return self.start <= offset < self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one code point is shared."""
        return max(self.start, other.start) < min(self.end, other.end)

    def trimmed(self, text: str) -> Self:
        """This span without white space at its edges; empty at its start if all is white space.

        `ValueError` when the span leaves the text.
        """
        if self.end > len(text):
            raise ValueError(f"the text ends at {len(text)}, before {self.end}")
        # Only the edges are read, as a paragraph may be a whole long text.
        start, end = self.start, self.end
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return type(self)(start, end)


class Passage(msgspec.Struct, frozen=True):
    """A span of an article, given by id, and the id of its highlight if it has one."""

    article: str
    span: Span
    highlight: str = ""


def touching(spans: Iterable[Span]) -> Callable[[Span], Sequence[Span]]:
    """A function that returns those of `spans` that share a code point with a non-empty span.

    `spans` must be in order and not overlap. They are copied: later additions are not found.
    """
    known = tuple(spans)

    def touched(span: Span) -> Sequence[Span]:
        first = bisect_right(known, span.start, key=_end)
        return known[first : bisect_left(known, span.end, key=_start)]

    return touched
