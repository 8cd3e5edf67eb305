"""What matrix cells can show, and how shares and columns are written wherever they appear."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, get_args

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.columns import Across, Column
from annotations.compare.matrix.matrix import Matrix, Row
from annotations.study.state import State

Show = Literal["counts", "share", "quotes"]
SHOWN: tuple[Show, ...] = get_args(Show)
"""What cells can show: the number of highlights, the share of the text covered, or the quotes."""

UNTAGGED = "(no tag)"
ALL = "(all)"
TOTAL = "total"
"""What the rows of the untagged and of all highlights, and the column of the sums, are called."""

UNTOLD = "…"
"""Shown instead of a value that is still being computed."""


def label(column: Column, across: Across) -> str:
    """A column's name, or a note in brackets that it has none, as in `(no outlet)`."""
    return column.name or f"(no {across})"


def percent(share: float) -> str:
    """A share of a text, 0 to 1, as a percentage: `0%`, `0.4%`, `12%`."""
    hundredths = 100 * share
    return f"{hundredths:.1f}%" if 0 < hundredths < 10 else f"{hundredths:.0f}%"


def share_of(cell: Cell) -> str:
    """The share of the text that a cell's highlights cover, or `UNTOLD` while it is not known."""
    return percent(cell.share) if cell.is_told else UNTOLD


def headings(state: State, matrix: Matrix) -> list[str]:
    """The columns' names, made unique: articles of one title get outlet, date or id appended."""
    names = [label(column, matrix.across) for column in matrix.columns]
    if matrix.across != "article":
        return names
    articles = [state.articles[column.articles[0]] for column in matrix.columns]
    for more in ([getattr(a, field) for a in articles] for field in ("outlet", "published", "id")):
        times = Counter(names)
        names = [
            f"{name} ({word})" if word and times[name] > 1 else name
            for name, word in zip(names, more, strict=True)
        ]
    return names


def named_rows(matrix: Matrix) -> Iterator[tuple[str, Row]]:
    """The rows that are shown, with their names: tags, the untagged if there are any, all."""
    for row in matrix.rows:
        yield row.name, row
    if matrix.untagged.total.count:
        yield UNTAGGED, matrix.untagged
    yield ALL, matrix.all
