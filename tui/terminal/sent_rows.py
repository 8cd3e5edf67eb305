"""Keeps track of what the terminal already shows, so that it is not sent again.

Textual repaints the whole screen, up to three times over, whenever a dialog opens or closes. That
is 25 kB each time, noticeable on a slow line, and mostly only a few rows have changed.
"""

import re
from collections import defaultdict
from itertools import pairwise

import msgspec
from rich.cells import cell_len

from tui.terminal.cells import is_narrow

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
"""Moves the cursor to a row and a column (CUP); everything Textual paints begins with this."""

_STYLED, _PLAIN = "\x1b[", "\x1b[0m"
"""The beginning and the end of styled text."""

_LOOK = re.compile(r"\x1b\[[\d;]*m")
"""Sets the style of the text that follows (SGR)."""


class Piece(msgspec.Struct, frozen=True):
    """Text sent to a row, from a column on (1 is the first)."""

    column: str
    text: str


class SentRows:
    """Remembers which pieces each row consisted of when something was last sent to it.

    A row is left out if all its pieces were sent before and nothing else was sent to it since, or
    if they are part of what was sent, divided into other pieces: the whole screen is often painted
    both before and after the widgets on it. Otherwise the row is sent whole, because terminals
    disagree about the width of some characters, and a piece may extend over the next.

    A piece is the text between one cursor move and the next. It stays within its row and always
    looks the same; pieces that are sent together do not contradict each other.
    """

    def __init__(self) -> None:
        self._rows: dict[str, set[Piece]] = {}
        self._lines: dict[str, list[Piece]] = {}

    def forget(self) -> None:
        """Send everything again, as the terminal may show something else by now."""
        self._rows.clear()
        self._lines.clear()

    def unseen(self, data: str) -> str:
        """The part of `data` that must be sent; of cursor moves without text, only a final one."""
        before, *parts = _MOVE.split(data)
        if not parts:
            return data
        pieces = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
        coming: defaultdict[str, list[Piece]] = defaultdict(list)
        for row, column, text in pieces:
            if shown := text.rstrip("\n"):
                coming[row].append(Piece(column, shown))
        new = {row for row, line in coming.items() if not self._stands(row, line)}
        needed = [
            f"\x1b[{row};{column}H{text}"
            for row, column, text in pieces
            if row in new and text.rstrip("\n")
        ]
        row, column, last = pieces[-1]
        if not last.rstrip("\n"):
            needed.append(f"\x1b[{row};{column}H{last}")
        return before + "".join(needed)

    def _stands(self, row: str, line: list[Piece]) -> bool:
        """Return whether a row shows these pieces already; record that it does from now on."""
        known = self._rows.get(row, set())
        if known.issuperset(line):
            return True
        if known and _is_part(self._lines[row], line):
            known.update(line)
            return True
        self._rows[row] = set(line)
        self._lines[row] = line
        return False


def _is_part(whole: list[Piece], line: list[Piece]) -> bool:
    """Whether `line` looks like the part of `whole` at its columns; neither may have gaps."""
    if [piece.column for piece in whole] == [piece.column for piece in line]:
        return False
    shown, part = _text(whole), _text(line)
    if not (part.startswith(_STYLED) and part.endswith(_PLAIN)):
        return False
    if not (_is_closed(whole) and _is_closed(line)):
        return False
    first, wanted = int(whole[0].column), int(line[0].column)
    at = shown.find(part)
    while at >= 0:
        before = shown[:at]
        words = _LOOK.sub("", before)
        column = first + cell_len(words)
        if column >= wanted:
            is_whole_look = not before or before.endswith(_PLAIN)
            return column == wanted and is_whole_look and is_narrow(words)
        at = shown.find(part, at + 1)
    return False


def _text(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


def _is_closed(line: list[Piece]) -> bool:
    """Whether each piece begins where the one before it ends."""
    return all(
        int(one.column) + cell_len(_LOOK.sub("", one.text)) == int(other.column)
        for one, other in pairwise(line)
    )
