"""The matrix as JSON, CSV, Markdown or rows of strings, and the form that a file name asks for.

`annotations.compare.matrix.matrix` decides what the matrix holds; `page` writes the HTML page
with the texts.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.matrix import Matrix, Row
from annotations.compare.matrix.notation import TOTAL, Show, headings, named_rows, percent
from annotations.formats.csv import csv_row
from annotations.study.state import State

Form = Literal["json", "csv", "markdown", "html"]

FORMS: dict[str, Form] = {".html": "html", ".csv": "csv", ".md": "markdown", ".json": "json"}
"""The form written to a file, by the suffix of its name."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$>-])")
_MARKUP = {"&": "&amp;", "<": "&lt;"}


def comparison(state: State, matrix: Matrix, form: Form, show: Show, *, made: str) -> Iterator[str]:
    """The comparison in a form, in pieces; `made` is the time of writing, as the page shows it.

    JSON holds everything in the matrix, the page the texts as well, the others what `show` selects.
    """
    match form:
        case "json":
            return comparison_json(matrix)
        case "csv":
            return comparison_csv(state, matrix, show)
        case "markdown":
            return comparison_markdown(state, matrix, show)
        case "html":
            # Imported here: only the page needs the detection of paragraphs and a style sheet.
            from annotations.formats.page import comparison_page

            return comparison_page(state, matrix, made=made)


def table(
    state: State, matrix: Matrix, show: Show = "counts", *, share: Callable[[float], str] = percent
) -> Iterator[list[str]]:
    """The matrix as rows of strings, the heading first; an untagged row only if it holds any.

    Quotes are given whole, those of a cell separated by ` / `. The last column is the total, except
    for quotes. `share` formats a share from 0 to 1.
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

    Shares are numbers from 0 to 1 with four decimals, to be calculated with.
    """
    return map(csv_row, table(state, matrix, show, share="{:.4f}".format))


def comparison_markdown(state: State, matrix: Matrix, show: Show = "counts") -> Iterator[str]:
    """The table in GitHub's Markdown, line by line; markup within cells is escaped."""
    return _markdown_lines(table(state, matrix, show), "---" if show == "quotes" else "--:")


def _markdown_lines(rows: Iterator[list[str]], aligned: str) -> Iterator[str]:
    heading = next(rows)
    yield _markdown_row(heading)
    yield f"| --- |{f' {aligned} |' * (len(heading) - 1)}\n"
    for row in rows:
        yield _markdown_row(row)


def comparison_json(matrix: Matrix) -> Iterator[str]:
    """The whole matrix as JSON, in pieces.

    It holds the columns and, for every row, each cell with the ids of its highlights.
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
    """JSON on indented lines, all but the first behind `depth` more spaces.

    Encoded strings hold no line breaks, so this leaves them as they are.
    """
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
    """A text on one line, with everything escaped that Markdown or HTML would treat as markup."""
    line = " ".join(text.split())
    return _MARKDOWN.sub(r"\\\1", re.sub("[&<]", lambda found: _MARKUP[found[0]], line))
