"""The matrix: tags down, articles or outlets or events across, and the highlights in each cell.

It is computed from a study's records and changes nothing; displaying cells is not done here.

It consists of parts that are each computed once, on first use:

- Each `Filter` has a `_Book`, which has a `_Sheet` for each article: how many highlights it adds to
  each row.
- The highlights of a sheet come in `Lot`s, one for each kind (tags and coder). The lots in one row
  are a `Pile`, which knows the order of its highlights and what they cover.
- A `Cell` has the piles of one row in the articles of one column. Its count comes from the sheets;
  it looks up its piles when asked for more. `_Rows` makes the rows and their cells.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

import msgspec

from annotations.compare.matrix.cell import Cell, Cells
from annotations.compare.matrix.columns import Across, Column, columns
from annotations.compare.matrix.outline import Outline, Place
from annotations.compare.matrix.pile import Lot, Pile
from annotations.highlight import Highlight, Kind
from annotations.study.state import State


class Row(msgspec.Struct, frozen=True):
    """One tag: `cells` include its descendants' highlights, `own` only its own, column by column.

    `tag` is its id; None for a parent name that is not a tag itself (`frame` where there is only
    `frame/conflict`), and for the untagged and all rows, whose `name` is empty. `total` and
    `coders` are over all columns.
    """

    name: str
    tag: str | None
    depth: int
    cells: Cells
    own: Cells
    total: Cell
    coders: frozenset[str]


class Matrix(msgspec.Struct, frozen=True):
    """The whole comparison; tags come below their parents, in study order.

    `untagged` holds the highlights without a tag, `all` every highlight that the filter admits.
    """

    across: Across
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    untagged: Row
    all: Row


class Filter(NamedTuple):
    """Which highlights count: by coder, and by tag with its descendants; empty sets admit all."""

    coders: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, coders: Iterable[str] = (), tags: Iterable[str] = ()) -> "Filter":
        """The filter for these coders and tag names."""
        return cls(frozenset(coders), frozenset(tags))


ANY = Filter()

_FILTERS_KEPT = 8
"""Number of filters for which the articles' contributions are cached."""


def matrix(
    state: State,
    articles: Iterable[str] | None = None,
    *,
    across: Across = "article",
    only: Filter = ANY,
) -> Matrix:
    """The matrix of the articles with these ids, or of all articles.

    Highlights and tags that `only` does not admit are left out. Raises `KeyError` for an id that
    the study does not have.
    """
    return Matrices(state).of(articles, across=across, only=only)


class Matrices:
    """Matrices of a state that does not change; each article's contribution is computed once.

    Columns by outlet or event are assembled from the contributions of their articles. Highlights
    are fetched from the state on first use; to use a matrix after an edit, call `hold` before the
    edit.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._books: dict[Filter, _Book] = {}

    def of(
        self,
        articles: Iterable[str] | None = None,
        *,
        across: Across = "article",
        only: Filter = ANY,
    ) -> Matrix:
        """The matrix of these articles; the parameters are those of `matrix`."""
        shown = columns(self._state, articles, across=across)
        book = self._book(only)
        held = [[book.sheet(article) for article in column.articles] for column in shown]
        rows = _Rows(shown, held, book.outline)
        return Matrix(
            across=across,
            columns=tuple(shown),
            rows=tuple(map(rows.row, book.outline.names)),
            untagged=rows.row(Outline.UNTAGGED),
            all=rows.row(Outline.ALL),
        )

    def hold(self) -> None:
        """Fetch all highlights that were counted, so that the state may be edited from now on."""
        for book in self._books.values():
            book.hold()

    def _book(self, only: Filter) -> "_Book":
        book = self._books.pop(only, None) or _Book(self._state, only)
        self._books[only] = book
        if len(self._books) > _FILTERS_KEPT:
            del self._books[next(iter(self._books))]
        return book


class _Book:
    """Each article's contribution to the rows, from the highlights that a filter admits."""

    def __init__(self, state: State, only: Filter) -> None:
        self._state = state
        self._coders = only.coders
        self._sheets: dict[str, _Sheet] = {}
        self.outline = Outline(state.tags.values(), only.tags)

    def sheet(self, article: str) -> "_Sheet":
        """The contribution of the article with this id."""
        sheet = self._sheets.get(article)
        if sheet is None:
            counts = self._state.count_kinds(article)
            if self._coders:
                counts = {kind: count for kind, count in counts.items() if kind[2] in self._coders}
            groups = partial(self._state.kinds_of, article)
            sheet = self._sheets[article] = _Sheet(counts, groups, self.outline)
        return sheet

    def hold(self) -> None:
        """Fetch the highlights of all articles requested so far."""
        for sheet in self._sheets.values():
            _ = sheet.lots


class _Sheet:
    """One article's contribution to each row: counted at once, its highlights fetched on first use.

    `counts` maps each kind that counts to its number of highlights; `groups` returns the highlights
    by kind, including kinds that do not count.
    """

    def __init__(
        self,
        counts: Mapping[Kind, int],
        groups: Callable[[], Mapping[Kind, Collection[Highlight]]],
        outline: Outline,
    ) -> None:
        self.counts = counts
        self._groups = groups
        self._outline = outline
        self._piles: dict[Place, Pile] = {}

    def count_among(self, tags: Container[tuple[str, ...]]) -> int:
        """How many highlights have a combination of tag ids that is in `tags`."""
        return sum([count for (_, own, _), count in self.counts.items() if own in tags])

    @cached_property
    def places(self) -> Counter[Place]:
        """How many highlights count at each place."""
        found: Counter[Place] = Counter()
        for (_, tags, _), count in self.counts.items():
            for place in self._outline.places_of(tags):
                found[place] += count
        return found

    @cached_property
    def lots(self) -> Mapping[Place, Sequence[Lot]]:
        """The highlights at each place."""
        groups, found = self._groups(), defaultdict[Place, list[Lot]](list)
        for kind in self.counts:
            lot = Lot(groups[kind])
            for place in self._outline.places_of(kind[1]):
                found[place].append(lot)
        return found

    def pile(self, place: Place) -> Pile:
        """The highlights at a place that has some."""
        pile = self._piles.get(place)
        if pile is None:
            pile = self._piles[place] = Pile(self.lots[place])
        return pile


class _Sums:
    """How many highlights a set of articles contributes to each row, and by which coders."""

    def __init__(self, sheets: Iterable[_Sheet], outline: Outline) -> None:
        self.counts: Counter[Place] = Counter()
        self.coders: dict[Place, set[str]] = defaultdict(set)
        alike: Counter[tuple[tuple[str, ...], str]] = Counter()
        for sheet in sheets:
            for (_, tags, coder), count in sheet.counts.items():
                alike[tags, coder] += count
        for (tags, coder), count in alike.items():
            for place in outline.places_of(tags):
                self.counts[place] += count
                self.coders[place].add(coder)


class _Rows:
    """The rows of a matrix, from the sheets that are `held` for each column."""

    def __init__(
        self, columns: Sequence[Column], held: Sequence[Sequence[_Sheet]], outline: Outline
    ) -> None:
        self._columns = columns
        self._held = held
        self._outline = outline
        self._everywhere = list(chain.from_iterable(held))
        self._length = sum(column.length for column in columns)
        self._sums = _Sums(self._everywhere, outline)

    def row(self, name: str) -> Row:
        """The row of this name."""
        place, outline = (name, False), self._outline
        whole, total = self._cells(place), partial(_piles, self._everywhere, place)
        return Row(
            name=outline.shown(name),
            tag=outline.ids.get(name),
            depth=outline.depth(name),
            cells=whole,
            own=self._cells((name, True)) if outline.has_below(name) else whole,
            total=Cell(self._sums.counts[place], total, self._length),
            coders=frozenset(self._sums.coders[place]),
        )

    def _cells(self, place: Place) -> Cells:
        held, columns = self._held, self._columns
        return Cells(
            len(columns),
            lambda nth: _cell(held[nth], place, columns[nth].length),
            lambda: _tally(held, self._outline.tags_in(place)),
        )


def _tally(held: Iterable[Iterable[_Sheet]], tags: Container[tuple[str, ...]]) -> list[int]:
    """How many highlights each column has whose combination of tag ids is in `tags`."""
    return [sum([sheet.count_among(tags) for sheet in sheets]) for sheets in held]


def _cell(sheets: Sequence[_Sheet], place: Place, length: int) -> Cell:
    """The cell at `place` for these sheets, whose articles have `length` code points in total."""
    count = sum(sheet.places[place] for sheet in sheets)
    return Cell(count, partial(_piles, sheets, place), length)


def _piles(sheets: Iterable[_Sheet], place: Place) -> Iterator[Pile]:
    return (sheet.pile(place) for sheet in sheets if sheet.places[place])
