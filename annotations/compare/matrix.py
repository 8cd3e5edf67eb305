"""The matrix: tags down, articles or outlets or events across; which passages each cell holds.

It is reckoned from a study's records and changes nothing; how a cell is shown is not its business.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from annotations.compare.cell import EMPTY, Cell, cell_of, together
from annotations.compare.columns import Across, Column, columns
from annotations.compare.outline import Outline
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
    shown = columns(state, articles, across=across)
    outline = Outline(state.tags.values(), only.tags)
    stacks = [_Stack(_looked_at(state, column, only), outline) for column in shown]
    length = sum(column.length for column in shown)

    def row(name: str) -> Row:
        held = [stack.all.get(name, ()) for stack in stacks]
        cells = _cells(held, shown)
        own = [stack.own.get(name, ()) for stack in stacks] if outline.has_below(name) else None
        return Row(
            name=outline.shown(name),
            tag=outline.ids.get(name),
            depth=outline.depth(name),
            cells=cells,
            own=cells if own is None else _cells(own, shown),
            total=together(cells, length),
        )

    return Matrix(
        across=across,
        columns=tuple(shown),
        rows=tuple(map(row, outline.names)),
        untagged=row(Outline.UNTAGGED),
        all=row(Outline.ALL),
    )


class _Stack:
    """The highlights of one column by the names of rows, in order."""

    def __init__(self, highlights: Iterable[Highlight], outline: Outline) -> None:
        self.all: dict[str, list[Highlight]] = defaultdict(list)
        self.own: dict[str, list[Highlight]] = defaultdict(list)
        for highlight in highlights:
            rows = outline.rows_of(highlight.tags)
            for name in rows.all:
                self.all[name].append(highlight)
            for name in rows.own:
                self.own[name].append(highlight)


def _looked_at(state: State, column: Column, only: Filter) -> Iterator[Highlight]:
    for article in column.articles:
        for highlight in state.highlights_of(article):
            if not only.coders or highlight.coder in only.coders:
                yield highlight


def _cells(held: Iterable[Sequence[Highlight]], shown: Sequence[Column]) -> tuple[Cell, ...]:
    return tuple(
        cell_of(highlights, column.length) if highlights else EMPTY
        for highlights, column in zip(held, shown, strict=True)
    )
