"""Wraps one stretch of text into rows of a given width, and maps its offsets to cells and back.

It reads nothing outside that stretch; `tui.text.stretches` decides where stretches begin.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rich.cells import get_character_cell_size

from tui.terminal.clean import clean
from tui.text.clusters import Clusters, clusters_of, is_simple

_NO_ROW_BEGINS_WITH = frozenset("、。，．：；！？）」』】〉》〕］｝・ー…‥’”!?),.:;]}%")
_NO_ROW_ENDS_WITH = frozenset("（「『【〈《〔［｛‘“([{")
_DASHES = "-\N{EN DASH}\N{EM DASH}"


@lru_cache(maxsize=8)
def _rows_pattern(width: int) -> re.Pattern[str]:
    """A pattern for a row of single-cell text, ended by a space, a dash in a word or the edge."""
    return re.compile(
        rf".{{1,{width}}}(?:[ ]|$|(?<=\w[{_DASHES}])(?=\w))|[ ]|.{{{width}}}", re.DOTALL
    )


class Wrapped:
    """A stretch of text in rows: `[start, end)` of the text, at most `width` cells a row.

    Every row may be followed by one cell of white space that hangs over the edge. White space right
    before the newline that ends a stretch shares that newline's cell.

    Attributes:
        start, end: the stretch, in code points of the text.
        shown: the stretch as the terminal shows it, one code point for each code point.
        rows: where each row starts, in code points of the text.
        tail: where the newline's cell starts; `end` when no newline ends the stretch.

    """

    __slots__ = ("_clusters", "_ends", "end", "rows", "shown", "start", "tail")

    def __init__(self, text: str, start: int, end: int, width: int) -> None:
        self.start, self.end = start, end
        source = text[start:end]
        body = source.rstrip(" \t\n") if source.endswith("\n") else source
        self.tail = start + len(body)
        body = body.replace("\n", " ").replace("\t", " ")
        self._clusters: Clusters | None = None
        if not body:
            starts = []
        elif is_simple(body):
            starts = [match.start() for match in _rows_pattern(width).finditer(body)]
        else:
            body = clean(body)
            self._clusters = clusters_of(body)
            starts = list(_break(body, self._clusters, width))
        self.shown = body + " " * (len(source) - len(body))
        self.rows = [start + row for row in starts] or [start]

    def row_of(self, offset: int) -> tuple[int, int]:
        """The row that holds `offset`, in code points of the text; past the end, the last row."""
        number = bisect_right(self.rows, offset)
        return self.rows[number - 1], self.rows[number] if number < len(self.rows) else self.end

    def rows_from(self, start: int, count: int) -> Iterator[tuple[int, int]]:
        """The row that starts at `start` and those below it, at most `count` in all."""
        number = bisect_right(self.rows, start) - 1
        starts = self.rows[number : number + count + 1]
        if len(starts) <= count:
            starts.append(self.end)
        return pairwise(starts)

    def row_above(self, start: int, count: int) -> tuple[int, int]:
        """The start of the row `count` rows above `start`, or of the first, and the rows moved by.

        `start` may be the end of the stretch.
        """
        number = bisect_left(self.rows, start)
        passed = min(count, number)
        return self.rows[number - passed], passed

    def cells(self, start: int, offset: int) -> int:
        """How many cells lie between a row's `start` and the cluster of `offset`."""
        past = 1 if offset == self.end > self.tail else 0
        offset = min(offset, self.tail)
        if self._clusters is None:
            return offset - start + past
        clusters = self._clusters
        first, last = clusters.index_of(start - self.start), clusters.index_of(offset - self.start)
        return clusters.cells[last] - clusters.cells[first] + past

    def offset_at(self, start: int, end: int, cell: int) -> int:
        """The start of the cluster at `cell` in the row `[start, end)`; `end` in a shorter row."""
        cell = max(cell, 0)
        if self._clusters is None:
            offset = start + cell
        else:
            starts, cells = self._clusters
            wanted = cells[self._clusters.index_of(start - self.start)] + cell
            beyond = wanted - cells[-1]
            offset = self.start + starts[bisect_right(cells, wanted) - 1] + max(beyond, 0)
        if offset > self.tail or (offset == self.tail == self.end):
            return end
        return min(offset, end)

    def cluster_of(self, offset: int) -> tuple[int, int]:
        """The cluster that holds the code point at `offset`, in code points of the text."""
        if offset >= self.tail:
            return self.tail, self.end
        if self._clusters is None:
            return offset, offset + 1
        index = self._clusters.index_of(offset - self.start)
        return self.start + self._clusters.starts[index], self.start + self._clusters.starts[
            index + 1
        ]


def _break(shown: str, clusters: Clusters, width: int) -> Iterator[int]:
    """The starts of rows in `shown`; for single-cell text, the same as `_rows_pattern` finds."""
    starts, cells = clusters
    count = len(starts) - 1
    row = 0
    while row < count:
        yield starts[row]
        edge = bisect_right(cells, cells[row] + width) - 1
        if edge >= count:
            return
        row = _last_break(shown, starts, row, edge)


def _last_break(shown: str, starts: list[int], row: int, edge: int) -> int:
    """The first cluster of the next row, if clusters `row` up to but not including `edge` fit."""
    if shown[starts[edge]] == " ":
        return edge + 1
    for cluster in range(edge, row, -1):
        if _may_part(shown, starts[cluster]):
            return cluster
    return max(edge, row + 1)


def _may_part(shown: str, cut: int) -> bool:
    """Whether a row may end before `cut`: after a space or dash, or next to an ideograph."""
    before, after = shown[cut - 1], shown[cut]
    if before == " ":
        return True
    if before in _DASHES and cut > 1:
        return _in_word(shown[cut - 2]) and _in_word(after)
    if after in _NO_ROW_BEGINS_WITH or before in _NO_ROW_ENDS_WITH:
        return False
    return _is_ideograph(before) or _is_ideograph(after)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_ideograph(character: str) -> bool:
    """Whether `character` is of a script in which rows may break between any two characters."""
    point = ord(character)
    if not (0x2E80 <= point <= 0xA4CF or 0xF900 <= point <= 0xFF60 or 0x20000 <= point <= 0x3FFFF):
        return False
    return get_character_cell_size(character) == 2
