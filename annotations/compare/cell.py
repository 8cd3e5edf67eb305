"""One cell of a comparison: the passages that stand where a row and a column meet."""

from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

from annotations.highlight import Highlight, excerpt

_WORDS = 80


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


def cell_of(highlights: Sequence[Highlight]) -> Cell:
    """The cell of highlights of one article, which come by place; no share is reckoned."""
    if not highlights:
        return EMPTY
    return Cell(
        highlights=tuple([highlight.id for highlight in highlights]),
        covered=covered_by(highlights),
        words=first_words(highlights[0].quote),
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


def covered_by(highlights: Iterable[Highlight]) -> int:
    """How many code points highlights of one article cover, which come by place."""
    covered = reached = 0
    for start, end in [(highlight.start, highlight.end) for highlight in highlights]:
        if end > reached:
            covered += end - max(start, reached)
            reached = end
    return covered


def first_words(quote: str) -> str:
    """The first 80 code points of a quote on one line, with an ellipsis where it goes on."""
    return excerpt(quote, _WORDS)
