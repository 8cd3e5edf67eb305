"""Paragraphs of a text, found around an offset without reading the rest of the text.

Furniture, and what is inside a paragraph, are the tasks of other modules.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import groupby, pairwise

from annotations.span import Span
from annotations.stops import CLOSING, STOPS

_VISIBLE = re.compile(r"\S")
_BREAK = re.compile(r"\n[^\S\n]*(?=\n)")
_ENDING = tuple(STOPS)
_SNIFFED = 65_536
_STRIDE = 32_768
_RAGGED = 6
MARKS = re.compile(
    # - • 1. 2) (3) a) and so on, one after another where lists are nested.
    r"(?:(?:[-–*•‣⁃◦●○▪▫■□·]|\d{1,2}\.|\(?(?:\d{1,2}|[a-z])\))[^\S\n]+)+(?=\S)"
)
"""The marks that a list item begins with."""

_LONG = 2 / 3
"""The least share of the width that the longest line of a block of prose takes."""


class Paragraphs:
    """The paragraphs of `text`: its non-empty lines or, where `hard_wrapped`, its blocks of lines.

    A paragraph's span leaves out the white space at its edges, but an offset anywhere on its
    lines, their line feeds included, belongs to it. All offsets are code points.
    """

    def __init__(self, text: str, hard_wrapped: bool) -> None:
        self._text = text
        self._hard_wrapped = hard_wrapped
        self._recent = (Span(0, 0), Span(0, 0))
        self._marks = [(0, 0, False)]
        self.number = lru_cache(maxsize=8_192)(self._number)
        # Cached, as several callers look up the neighbours of every visible paragraph.
        self.next = lru_cache(maxsize=1_024)(self._next)
        self.previous = lru_cache(maxsize=1_024)(self._previous)

    def at(self, offset: int) -> Span:
        """The paragraph of `offset`, else the next, else the last; empty if there is none."""
        lines, paragraph = self._recent
        if lines.holds(offset):
            return paragraph
        line = self._line_at(offset)
        first = _VISIBLE.search(self._text, line.start)
        if first is None:
            last = last_visible(self._text, line.start)
            return self.at(last) if last is not None else Span(0, 0)
        if first.start() >= line.end:
            return self.at(first.start())
        lines = self._block_around(line) if self._hard_wrapped else line
        start = first.start()
        if lines.start < line.start:
            start = _first_visible(self._text, lines.start)
        end = last_visible(self._text, lines.end)
        paragraph = Span(start, lines.end if end is None else end + 1)
        self._recent = (lines, paragraph)
        return paragraph

    def _next(self, offset: int) -> Span | None:
        """The first paragraph that starts after `offset`."""
        here = self.at(offset)
        if here.start > offset and here:
            return here
        following = _VISIBLE.search(self._text, here.end)
        return self.at(following.start()) if following else None

    def _previous(self, offset: int) -> Span | None:
        """The last paragraph that starts before `offset`."""
        here = self.at(offset)
        if here.start < offset and here:
            return here
        preceding = last_visible(self._text, offset)
        return None if preceding is None else self.at(preceding)

    def within(self, span: Span) -> list[Span]:
        """The paragraphs that share a code point with `span`, or hold its start if it is empty."""
        found: list[Span] = []
        paragraph: Span | None = self.at(span.start)
        while paragraph and paragraph.start < max(span.end, span.start + 1):
            if paragraph.end > span.start:
                found.append(paragraph)
            paragraph = self.next(paragraph.start)
        return found

    def _line_at(self, offset: int) -> Span:
        """The line of `offset`, its line feed included."""
        offset = min(max(offset, 0), len(self._text))
        start = self._text.rfind("\n", 0, offset) + 1
        end = self._text.find("\n", offset)
        return Span(start, len(self._text) if end < 0 else end + 1)

    def _block_around(self, line: Span) -> Span:
        """The lines around `line`, to the nearest blank line or the text's edge on both sides."""
        after = _BREAK.search(self._text, max(line.end - 1, 0))
        end = len(self._text) if after is None else after.start() + 1
        reach = 4_096
        while True:
            low = max(line.start - reach, 0)
            breaks = list(_BREAK.finditer(self._text, low, line.start))
            if breaks:
                return Span(breaks[-1].end() + 1, end)
            if low == 0:
                # Blank lines at the very beginning have no line feed before them.
                return Span(_line_start(self._text, _first_visible(self._text, 0)), end)
            reach *= 4

    def _number(self, start: int) -> int:
        """How many paragraphs start at or before `start`, itself the start of one.

        Counting starts at the nearest mark before it; marks are set about every 32,768 code points,
        up to the furthest paragraph asked for so far.
        """
        start = _line_start(self._text, start)
        while self._marks[-1][0] + _STRIDE < start:
            self._set_mark()
        position, count, inside = self._marks[
            bisect_right(self._marks, start, key=lambda mark: mark[0]) - 1
        ]
        if position == start:
            return count + 1
        return count + self._starts(position, start - 1, inside)[0] + 1

    def _set_mark(self) -> None:
        """Set a mark at the first line that starts a stride or more after the last mark."""
        position, count, inside = self._marks[-1]
        feed = self._text.find("\n", position + _STRIDE)
        if feed < 0:
            self._marks.append((len(self._text) + 1, count, inside))
            return
        starts, inside = self._starts(position, feed, inside)
        self._marks.append((feed + 1, count + starts, inside))

    def _starts(self, start: int, end: int, inside: bool) -> tuple[int, bool]:
        """How many paragraphs start on the lines from `start` to the line feed at `end`.

        `inside` says whether the line before `start` was part of a paragraph, the second value
        returned whether the last line is. One byte per line keeps the counting in C: 100 MB take
        about 100 ms.
        """
        lines = self._text[start:end].split("\n")
        filled = bytes(map(bool, map(str.strip, lines)))
        if not self._hard_wrapped:
            return filled.count(1), bool(filled[-1])
        return (bytes([inside]) + filled).count(b"\x00\x01"), bool(filled[-1])


def last_visible(text: str, before: int) -> int | None:
    """The offset of the last character before `before` that is not white space."""
    reach = 256
    while before > 0:
        low = max(before - reach, 0)
        kept = text[low:before].rstrip()
        if kept:
            return low + len(kept) - 1
        before = low
        reach *= 4
    return None


def is_hard_wrapped(text: str) -> bool:
    """Whether the lines of `text` were broken to fit a width, as in mail and old transcripts."""
    return wrapped_width(text) is not None


def wrapped_width(text: str) -> int | None:
    """The width that the lines of `text` were broken to fit, None where they were not.

    Judged from the first 65,536 code points. There must be two or more blocks, separated by blank
    lines. Blocks whose lines are all short, as of a letterhead, are ignored, and so are lines
    before a list item. Of the other lines that are followed by a line of their block there must be
    four or more, and a third of all lines that are not blank; four of five must be full, and at
    most half may end a sentence. The width must be 30 to 100 code points.
    """
    lines = text[:_SNIFFED].split("\n")
    if len(text) > _SNIFFED:
        lines.pop()
    lines = [line.rstrip() for line in lines]
    blocks = [list(block) for has_text, block in groupby(lines, bool) if has_text]
    width = max((len(line) for block in blocks for line in block[:-1]), default=0)
    prose = [block for block in blocks if max(map(len, block)) >= _LONG * width]
    pairs = [
        (line, after)
        for block in prose
        for line, after in pairwise(block)
        if not MARKS.match(after.lstrip())
    ]
    filled = sum(map(bool, lines))
    if len(pairs) < 4 or len(pairs) * 3 < filled or len(blocks) < 2:
        return None
    full = sum(is_full(line, after, width) for line, after in pairs)
    ending = sum(line.rstrip(CLOSING).endswith(_ENDING) for line, _ in pairs)
    fits = 30 <= width <= 100 and full * 5 >= len(pairs) * 4 and ending * 2 <= len(pairs)
    return width if fits else None


def is_full(line: str, after: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted, give or take six code points.

    A line that is not full was ended by its writer.
    """
    return len(line) + 1 + _first_word_length(after) > width - _RAGGED


def _first_word_length(line: str) -> int:
    """The length of a line's first unbreakable piece: its first word, or 1 in unspaced scripts."""
    length = len(line.split(maxsplit=1)[0])
    return length if length <= 20 else 1


def _first_visible(text: str, offset: int) -> int:
    found = _VISIBLE.search(text, offset)
    return found.start() if found else len(text)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
