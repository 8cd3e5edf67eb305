"""One cell of a comparison: the passages that stand where a row and a column meet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

from annotations.highlight import Highlight, excerpt

WORDS = 80
"""Code points of a passage that stand for it."""


class Cell(msgspec.Struct, frozen=True):
    """The highlights where a row and a column meet, each once, by article and place.

    `covered` is how many code points of the texts they cover together, what overlaps once; `share`
    is that of the column's whole length, 0 to 1; `words` the first 80 code points of the first.
    """

    highlights: tuple[str, ...] = ()
    covered: int = 0
    share: float = 0.0
    words: str = ""

    @property
    def count(self) -> int:
        """How many highlights there are."""
        return len(self.highlights)


EMPTY = Cell()


class Pile:
    """The highlights of one article, which come by place, to make cells of some of them.

    They are known by their numbers here. `alike` has those numbers by the tags that a highlight
    has: there are few combinations of them.
    """

    def __init__(self, highlights: Sequence[Highlight]) -> None:
        self._highlights = highlights
        self._ids: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        # Each is looked at once: the memory of a hundred thousand is far.
        for number, highlight in enumerate(highlights):
            self.alike[highlight.tags].append(number)
            self._ids.append(highlight.id)
            self._starts.append(highlight.start)
            self._ends.append(highlight.end)

    def cell(self, parts: Sequence[list[int]]) -> Cell:
        """The cell of highlights that come in parts, each in order; no share is reckoned."""
        numbers = parts[0] if len(parts) == 1 else sorted(chain(*parts))
        starts, ends, ids = self._starts, self._ends, self._ids
        return Cell(
            highlights=tuple([ids[number] for number in numbers]),
            covered=covered_by((starts[number], ends[number]) for number in numbers),
            words=excerpt(self._highlights[numbers[0]].quote, WORDS),
        )


def together(cells: Iterable[Cell], length: int) -> Cell:
    """The cell of all that is in cells of different articles, whose texts are so long together."""
    filled = [cell for cell in cells if cell.highlights]
    if not filled:
        return EMPTY
    covered = sum(cell.covered for cell in filled)
    return Cell(
        highlights=tuple(chain.from_iterable(cell.highlights for cell in filled)),
        covered=covered,
        share=covered / length if length else 0.0,
        words=filled[0].words,
    )


def covered_by(spans: Iterable[tuple[int, int]]) -> int:
    """How many code points spans of one text cover, each from start to end; they come by place."""
    covered = reached = 0
    for start, end in spans:
        if end > reached:
            covered += end - start if start > reached else end - reached
            reached = end
    return covered
