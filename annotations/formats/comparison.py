"""The matrix of a comparison as JSON, CSV, Markdown or a table of texts; which name asks for which.

What is in it, `annotations.compare.matrix.reckoning` decides; the page with the texts is `page`'s.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.reckoning import Matrix, Row
from annotations.compare.matrix.telling import Show, headings, percent
from annotations.formats.csv import csv_row
from annotations.study.state import State

Form = Literal["json", "csv", "markdown", "html"]

FORMS: dict[str, Form] = {".html": "html", ".csv": "csv", ".md": "markdown", ".json": "json"}
"""The form that is written into a file, by the end of its name."""

UNTAGGED = "(no tag)"
ALL = "(all)"
TOTAL = "total"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$>-])")
_MARKUP = {"&": "&amp;", "<": "&lt;"}


def comparison(state: State, matrix: Matrix, form: Form, show: Show, *, made: str) -> Iterator[str]:
    """The comparison in a form, piece by piece; `made` is when, as the page tells it.

    JSON holds everything, the page the texts as well, the others what `show` says.
    """
    match form:
        case "json":
            return comparison_json(matrix)
        case "csv":
            return comparison_csv(state, matrix, show)
        case "markdown":
            return comparison_markdown(state, matrix, show)
        case "html":
            # Only the page needs paragraphs, what finds them, and a style sheet.
            from annotations.formats.page import comparison_page

            return comparison_page(state, matrix, made=made)


def table(
    state: State, matrix: Matrix, show: Show = "counts", *, share: Callable[[float], str] = percent
) -> Iterator[list[str]]:
    """The matrix as rows of texts, the heading first; a row of the untagged where there are any.

    Quotes are whole, those of a cell parted by ` / `. The last column is the total, but for quotes.
    `share` writes a share from 0 to 1.
    """
    return _table(headings(state, matrix), matrix, show, share)


def _table(
    heads: list[str], matrix: Matrix, show: Show, share: Callable[[float], str]
) -> Iterator[list[str]]:
    total = [] if show == "quotes" else [TOTAL]
    yield ["tag", *heads, *total]
    for name, row in named_rows(matrix):
        cells = [*row.cells, *([row.total] if total else [])]
        yield [name, *(_told(cell, show, share) for cell in cells)]


def named_rows(matrix: Matrix) -> Iterator[tuple[str, Row]]:
    """The rows that are shown, with their names: tags, the untagged if there are any, all."""
    for row in matrix.rows:
        yield row.name, row
    if matrix.untagged.total.count:
        yield UNTAGGED, matrix.untagged
    yield ALL, matrix.all


def _told(cell: Cell, show: Show, share: Callable[[float], str]) -> str:
    match show:
        case "counts":
            return str(cell.count)
        case "share":
            return share(cell.share)
        case "quotes":
            return " / ".join(" ".join(h.quote.split()) for h in cell.in_order())


def comparison_csv(state: State, matrix: Matrix, show: Show = "counts") -> Iterator[str]:
    """The table as the rows of a CSV file: UTF-8, CR LF, and no cell that runs as a formula.

    Shares are numbers from 0 to 1 with four digits, to be reckoned with.
    """
    return map(csv_row, table(state, matrix, show, share="{:.4f}".format))


def comparison_markdown(state: State, matrix: Matrix, show: Show = "counts") -> Iterator[str]:
    """The table in GitHub's Markdown, line by line; nothing in a cell is taken for markup."""
    return _markdown_lines(table(state, matrix, show), "---" if show == "quotes" else "--:")


def _markdown_lines(rows: Iterator[list[str]], aligned: str) -> Iterator[str]:
    heading = next(rows)
    yield _markdown_row(heading)
    yield f"| --- |{f' {aligned} |' * (len(heading) - 1)}\n"
    for row in rows:
        yield _markdown_row(row)


def comparison_json(matrix: Matrix) -> Iterator[str]:
    """The whole matrix, piece by piece.

    It holds columns, and for every tag, every cell with the ids of its highlights.
    """
    head = {"across": matrix.across, "columns": matrix.columns}
    yield _indented(head, 0).removesuffix("\n}") + ',\n  "tags": ['
    between = "\n    "
    for row in matrix.rows:
        yield between + _indented(_row(row), 4)
        between = ",\n    "
    yield "\n  ]" if matrix.rows else "]"
    for name, row in (("untagged", matrix.untagged), ("all", matrix.all)):
        yield f',\n  "{name}": {_indented(_row(row), 2)}'
    yield "\n}\n"


def _indented(told: Any, depth: int) -> str:
    """JSON on lines, all but the first behind so many spaces: within its texts no line ends."""
    lines = msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
    return lines.replace("\n", "\n" + " " * depth)


def _row(row: Row) -> dict[str, Any]:
    named = {"tag": row.name, "depth": row.depth} if row.name else {}
    own = {"own": [cell.count for cell in row.own]} if row.name else {}
    return {**named, "cells": [_cell(c) for c in row.cells], **own, "total": _cell(row.total)}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "count": cell.count,
        "covered": cell.covered,
        "share": round(cell.share, 6),
        "words": cell.words,
        "highlights": cell.highlights,
    }


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown, cells))} |\n"


def markdown(text: str) -> str:
    """A text on one line, with all escaped that Markdown or HTML would take for markup."""
    line = " ".join(text.split())
    return _MARKDOWN.sub(r"\\\1", re.sub("[&<]", lambda found: _MARKUP[found[0]], line))
