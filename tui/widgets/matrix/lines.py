"""The rows of a matrix as a foldable tree: which are visible, and their names. Pure."""

from collections.abc import Collection, Iterator

import msgspec

from annotations.compare.matrix import notation
from annotations.compare.matrix.matrix import Matrix, Row
from annotations.compare.matrix.outline import Outline
from annotations.tag import SEPARATOR

UNTAGGED = Outline.UNTAGGED
ALL = Outline.ALL

CALLED = {UNTAGGED: notation.UNTAGGED, ALL: notation.ALL}
"""The labels of the two rows without a tag."""


class MatrixLine(msgspec.Struct, frozen=True):
    """A visible row. `below` is how many tags lie below it, at any depth.

    `key` is the tag's name, or `UNTAGGED` or `ALL`; `label` is the name relative to the row above
    it in the tree, and `parent` that row's key, empty if there is none.
    """

    key: str
    label: str
    row: Row
    below: int
    is_folded: bool
    parent: str

    @property
    def name(self) -> str:
        """The full name, or the label of a row without a tag."""
        return CALLED.get(self.key, self.key)


def seen_lines(matrix: Matrix, folds: Collection[str], *, used_only: bool) -> list[MatrixLine]:
    """The rows not below a name in `folds`; with `used_only`, only those with passages.

    Then come the passages without a tag, if there are any, and last all passages.
    """
    lines = [
        line
        for line, hidden in _tree(matrix, folds)
        if not hidden and (line.row.total.count or not used_only)
    ]
    if matrix.untagged.total.count:
        lines.append(MatrixLine(UNTAGGED, CALLED[UNTAGGED], matrix.untagged, 0, False, ""))
    return [*lines, MatrixLine(ALL, CALLED[ALL], matrix.all, 0, False, "")]


def _tree(matrix: Matrix, folds: Collection[str]) -> Iterator[tuple[MatrixLine, bool]]:
    """Each tag's line, with whether a line above it in the tree is folded."""
    above: list[Row] = []
    for nth, row in enumerate(matrix.rows):
        del above[row.depth :]
        parent = above[-1].name if above else ""
        label = row.name.removeprefix(parent + SEPARATOR) if parent else row.name
        below = _below(matrix, nth)
        hidden = any(one.name in folds for one in above)
        folded = bool(below) and row.name in folds
        yield MatrixLine(row.name, label, row, below, folded, parent), hidden
        above.append(row)


def _below(matrix: Matrix, nth: int) -> int:
    """How many rows directly after the nth are deeper than it."""
    depth = matrix.rows[nth].depth
    end = nth + 1
    while end < len(matrix.rows) and matrix.rows[end].depth > depth:
        end += 1
    return end - nth - 1
