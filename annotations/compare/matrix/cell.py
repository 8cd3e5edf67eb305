"""One cell of the matrix: the highlights where a row and a column meet."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import overload

from annotations.compare.matrix.pile import Pile
from annotations.highlight import Highlight, excerpt

WORDS = 80
"""Maximum length, in code points, of the excerpt that represents a passage."""


class Cell:
    """The highlights where a row and a column meet, each once, by article and position.

    `count` is known from the start. Everything else is computed on first use, because it takes a
    tenth of a second for a row of a hundred thousand highlights, and few rows are inspected. A
    caller that cannot wait checks `is_begun` (the first highlights are known) or `is_told` (order
    and coverage are known) first and, if false, runs through `beginning` or `slices`. `piles`
    returns the highlights, article by article.
    """

    def __init__(
        self, count: int = 0, piles: Callable[[], Iterable[Pile]] = tuple, length: int = 0
    ) -> None:
        self.count = count
        self._make = piles
        self._made: tuple[Pile, ...] | None = None
        self._length = length

    @property
    def _piles(self) -> tuple[Pile, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    def _making(self) -> Generator[None, None, tuple[Pile, ...]]:
        """Return the piles, yielding after each one is built: a row may have a thousand."""
        if self._made is None:
            found = []
            for pile in self._make():
                found.append(pile)
                yield
            self._made = tuple(found)
        return self._made

    def __eq__(self, other: object) -> bool:
        """Whether `other` holds the same highlights and covers the same share of its column."""
        if not isinstance(other, Cell):
            return NotImplemented
        return (self.highlights, self.share) == (other.highlights, other.share)

    def __hash__(self) -> int:
        return hash(self.highlights)

    def in_order(self) -> Iterator[Highlight]:
        """The highlights in order; the first ones are yielded before the rest are sorted."""
        return chain.from_iterable(pile.in_order() for pile in self._piles)

    @cached_property
    def highlights(self) -> tuple[str, ...]:
        """The highlights' ids."""
        return tuple(chain.from_iterable(pile.ids for pile in self._piles))

    def passage(self, nth: int) -> str:
        """The id of the nth highlight, from 0; finding a first one does not sort the rest."""
        before = 0
        for pile in self._piles:
            if nth - before < pile.count:
                return pile.at(nth - before).id
            before += pile.count
        raise IndexError(nth)

    @property
    def is_begun(self) -> bool:
        """Whether the first highlights are known."""
        return not self.count or self._is(attrgetter("is_begun"))

    def beginning(self) -> Iterator[None]:
        """Find the first highlights, yielding between steps."""
        for pile in (yield from self._making()):
            yield from pile.beginning()

    @property
    def is_told(self) -> bool:
        """Whether the highlights' order and coverage are known."""
        return not self.count or self._is(attrgetter("is_told"))

    def _is(self, known: Callable[[Pile], bool]) -> bool:
        """Whether the piles are built and `known` is true of all; building them would be slow."""
        return self._made is not None and all(map(known, self._made))

    def slices(self) -> Iterator[None]:
        """Compute the order and coverage, yielding between batches of highlights."""
        for pile in (yield from self._making()):
            yield from pile.slices()

    @cached_property
    def covered(self) -> int:
        """How many code points the highlights cover; overlaps count once."""
        return sum(pile.covered for pile in self._piles)

    @property
    def share(self) -> float:
        """The share of the column's total length that the highlights cover, 0 to 1."""
        return self.covered / self._length if self._length else 0.0

    @property
    def words(self) -> str:
        """The first 80 code points of the first passage."""
        first = next(self.in_order(), None)
        return excerpt(first.quote, WORDS) if first else ""


class Cells(Sequence[Cell]):
    """The cells of a row, each built on first access: of a thousand, only a few are shown.

    `count` returns the number of highlights in each cell, for callers that need nothing else.
    """

    def __init__(
        self, number: int, make: Callable[[int], Cell], count: Callable[[], Sequence[int]]
    ) -> None:
        self._make = make
        self._made: list[Cell | None] = [None] * number
        self._count = count

    @cached_property
    def counts(self) -> Sequence[int]:
        """How many highlights each cell holds, found without building the cells."""
        return self._count()

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(at, slice):
            return tuple(self)[at]
        cell = self._made[at]
        if cell is None:
            cell = self._made[at] = self._make(range(len(self))[at])
        return cell

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
