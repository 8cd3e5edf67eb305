"""The matrix: tags down, articles or outlets or events across; which passages each cell holds.

It is reckoned from a study's records and changes nothing; how a cell is shown is not its business.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, compress
from typing import NamedTuple

import msgspec

from annotations.compare.matrix.cell import Cell, Cells
from annotations.compare.matrix.columns import Across, Column, columns
from annotations.compare.matrix.outline import Outline, Place
from annotations.compare.matrix.pile import Lot, Pile
from annotations.highlight import Highlight, Kind
from annotations.study.state import State


class Row(msgspec.Struct, frozen=True):
    """One tag: its cells with those of its descendants, and its own alone, column by column.

    `tag` is its id, None for a part of names that is no tag itself (`frame` where there is only
    `frame/conflict`), and for the rows of the untagged and of all, whose name is empty. `total` is
    over all columns.
    """

    name: str
    tag: str | None
    depth: int
    cells: Sequence[Cell]
    own: Sequence[Cell]
    total: Cell


class Matrix(msgspec.Struct, frozen=True):
    """The whole comparison. Children stand below their parents, in study order.

    `untagged` holds the highlights without a tag, `all` every highlight that was looked at.
    """

    across: Across
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    untagged: Row
    all: Row


class Filter(NamedTuple):
    """Which highlights count: by whom, with which tags or their descendants; empty for any."""

    coders: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, coders: Iterable[str] = (), tags: Iterable[str] = ()) -> "Filter":
        """The filter for these coders and these names of tags."""
        return cls(frozenset(coders), frozenset(tags))


ANY = Filter()

_FILTERS_KEPT = 8
"""For how many filters what the articles add is kept."""


def matrix(
    state: State,
    articles: Iterable[str] | None = None,
    *,
    across: Across = "article",
    only: Filter = ANY,
) -> Matrix:
    """The matrix of the articles with these ids, or of all the study's.

    Highlights and tags that `only` does not admit are left out. An id that the study does not have
    is a `KeyError`.
    """
    return Matrices(state).of(articles, across=across, only=only)


class Matrices:
    """Matrices of a state that stays as it is: what one article adds is reckoned once.

    The columns by outlet or event then are put together from what was reckoned by article.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._books = lru_cache(maxsize=_FILTERS_KEPT)(partial(_Book, state))

    def of(
        self,
        articles: Iterable[str] | None = None,
        *,
        across: Across = "article",
        only: Filter = ANY,
    ) -> Matrix:
        """The matrix of these articles, as `matrix` gives it."""
        shown = columns(self._state, articles, across=across)
        book = self._books(only)
        outline = book.outline
        held = [[book.sheet(article) for article in column.articles] for column in shown]
        everywhere = list(chain.from_iterable(held))
        length = sum(column.length for column in shown)

        def cells(name: str, *, own: bool) -> Cells:
            return Cells(len(shown), lambda nth: _cell(held[nth], name, shown[nth].length, own=own))

        def row(name: str) -> Row:
            whole = cells(name, own=False)
            return Row(
                name=outline.shown(name),
                tag=outline.ids.get(name),
                depth=outline.depth(name),
                cells=whole,
                own=cells(name, own=True) if outline.has_below(name) else whole,
                total=_cell(everywhere, name, length, own=False),
            )

        return Matrix(
            across=across,
            columns=tuple(shown),
            rows=tuple(map(row, outline.names)),
            untagged=row(Outline.UNTAGGED),
            all=row(Outline.ALL),
        )


class _Book:
    """What each article adds to the rows, of the highlights that a filter admits."""

    def __init__(self, state: State, only: Filter) -> None:
        self._state = state
        self._coders = only.coders
        self._sheets: dict[str, _Sheet] = {}
        self.outline = Outline(state.tags.values(), only.tags)

    def sheet(self, article: str) -> "_Sheet":
        """What the article with this id adds."""
        sheet = self._sheets.get(article)
        if sheet is None:
            kinds = self._state.kinds_of(article)
            if self._coders:
                kinds = {kind: held for kind, held in kinds.items() if kind[2] in self._coders}
            sheet = self._sheets[article] = _Sheet(kinds, self.outline)
        return sheet


class _Sheet:
    """What one article adds to each row, by the rows' names; `own` is what they have themselves."""

    def __init__(self, kinds: Mapping[Kind, Collection[Highlight]], outline: Outline) -> None:
        self._lots: dict[Place, list[Lot]] = {}
        self._piles: dict[Place, Pile] = {}
        self.counts: dict[Place, int] = {}
        """How many highlights stand in a row."""
        for (_, tags, coder), held in kinds.items():
            lot, count = Lot(coder, held), len(held)
            for place in outline.places_of(tags):
                if place in self.counts:
                    self.counts[place] += count
                    self._lots[place].append(lot)
                else:
                    self.counts[place] = count
                    self._lots[place] = [lot]

    def pile(self, place: Place) -> Pile:
        """The highlights in a row; there are some."""
        pile = self._piles.get(place)
        if pile is None:
            pile = self._piles[place] = Pile(self._lots[place])
        return pile


def _cell(sheets: Sequence[_Sheet], name: str, length: int, *, own: bool) -> Cell:
    """What stands in the row of this name, or in what is its `own`, of so many code points."""
    place = name, own
    counts = [sheet.counts.get(place, 0) for sheet in sheets]

    def piles() -> Iterator[Pile]:
        for sheet in compress(sheets, counts):
            yield sheet.pile(place)

    return Cell(sum(counts), piles, length)
