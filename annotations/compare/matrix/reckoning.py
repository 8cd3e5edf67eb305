"""The matrix: tags down, articles or outlets or events across; which passages each cell holds.

It is reckoned from a study's records and changes nothing; how a cell is shown is not its business.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

import msgspec

from annotations.compare.matrix.cell import Cell, Pile
from annotations.compare.matrix.columns import Across, Column, columns
from annotations.compare.matrix.outline import Outline
from annotations.highlight import Highlight
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
    cells: tuple[Cell, ...]
    own: tuple[Cell, ...]
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

        def cells(name: str, *, own: bool) -> tuple[Cell, ...]:
            return tuple(
                Cell(_piles(sheets, name, own=own), column.length)
                for sheets, column in zip(held, shown, strict=True)
            )

        def row(name: str) -> Row:
            whole = cells(name, own=False)
            return Row(
                name=outline.shown(name),
                tag=outline.ids.get(name),
                depth=outline.depth(name),
                cells=whole,
                own=cells(name, own=True) if outline.has_below(name) else whole,
                total=Cell(_piles(everywhere, name, own=False), length),
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
            held = self._state.unsorted_highlights_of(article)
            if self._coders:
                held = [highlight for highlight in held if highlight.coder in self._coders]
            sheet = self._sheets[article] = _Sheet(held, self.outline)
        return sheet


class _Sheet:
    """What one article adds to each row, by the rows' names."""

    def __init__(self, highlights: Sequence[Highlight], outline: Outline) -> None:
        # There are few combinations of tags.
        alike: dict[tuple[str, ...], list[Highlight]] = defaultdict(list)
        for highlight in highlights:
            alike[highlight.tags].append(highlight)
        whole: dict[str, list[Sequence[Highlight]]] = defaultdict(list)
        own: dict[str, list[Sequence[Highlight]]] = defaultdict(list)
        for tags, part in alike.items():
            rows = outline.rows_of(tags)
            for name in rows.all:
                whole[name].append(part)
            for name in rows.own:
                own[name].append(part)
        self.whole = {name: Pile(parts) for name, parts in whole.items()}
        self.own = {name: Pile(parts) for name, parts in own.items()}


def _piles(sheets: Iterable[_Sheet], name: str, *, own: bool) -> Iterator[Pile]:
    """What there is in the row of this name, or in what is its `own`."""
    for sheet in sheets:
        pile = (sheet.own if own else sheet.whole).get(name)
        if pile is not None:
            yield pile
