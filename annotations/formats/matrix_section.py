"""The matrix at the foot of the comparison page: counts, and how much of the text they cover."""

from collections.abc import Collection, Iterator, Sequence

from annotations.compare.matrix.cell import Cell
from annotations.compare.matrix.matrix import Matrix, Row
from annotations.compare.matrix.notation import ALL, TOTAL, named_rows, percent
from annotations.formats.markup import text


def matrix_section(heads: Sequence[str], matrix: Matrix, anchors: Collection[str]) -> Iterator[str]:
    """The matrix as a section of HTML, a row at a time; `heads` are the names of the columns.

    A count links to its first highlight if that is in `anchors`, the ids on the page.
    """
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in (*heads, TOTAL))
    yield (
        f'<section>\n<h3>Tags by {matrix.across}</h3>\n<div class="matrix"><table>\n'
        f'<thead><tr><th scope="col">tag</th>{head}</tr></thead>\n<tbody>\n'
    )
    for name, row in named_rows(matrix):
        yield _row(name, row, anchors)
    yield "</tbody>\n</table></div>\n</section>\n"


def _row(name: str, row: Row, anchors: Collection[str]) -> str:
    cells = "".join(_cell(cell, anchors) for cell in (*row.cells, row.total))
    kind = ' class="all"' if name == ALL else ""
    indent = f' style="padding-left: {0.7 + 1.2 * row.depth:.1f}rem"' if row.depth else ""
    return f'<tr{kind}><th scope="row"{indent}>{text(name)}</th>{cells}</tr>\n'


def _cell(cell: Cell, anchors: Collection[str]) -> str:
    if not cell.count:
        return "<td></td>"
    count = str(cell.count)
    first = next(cell.in_order()).id
    if first in anchors:
        count = f'<a href="#h-{text(first)}">{count}</a>'
    return f'<td title="{text(cell.words)}">{count} <small>{percent(cell.share)}</small></td>'
