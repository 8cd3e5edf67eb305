"""What stands on the terminal as it was sent, so that it need not be sent again.

Textual paints the whole screen anew, up to three times over, whenever a dialog opens or closes. Of
those 25 kB a time, which are seen on a slow line, mostly a few rows say something else than before.
"""

import re
from collections import defaultdict
from itertools import pairwise

import msgspec
from rich.cells import cell_len

from tui.cells import is_narrow

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
"""The cursor goes to a row and a column (CUP): with that Textual begins whatever it paints."""

_STYLED, _PLAIN = "\x1b[", "\x1b[0m"
"""How what is painted in a style begins and ends."""

_LOOK = re.compile(r"\x1b\[[\d;]*m")
"""What follows looks so (SGR)."""


class Piece(msgspec.Struct, frozen=True):
    """What is sent to a row from a column (1 is the first) on, in as many cells as it takes."""

    column: str
    text: str


class Sent:
    """Remembers which pieces each row was made of when something was last sent to it.

    A row is left out when all its pieces were sent before, and nothing else to it since; or when
    they are a part of what was sent, in other pieces: the whole screen is often painted after all
    that is on it, and before. Else it is sent whole: terminals do not agree on how wide all
    characters are, and a piece may reach over the next.

    A piece is what follows a move of the cursor, up to the next. It stays within its row and looks
    the same whenever it comes; those that are sent together do not contradict each other.
    """

    def __init__(self) -> None:
        self._rows: dict[str, set[Piece]] = {}
        self._lines: dict[str, list[Piece]] = {}

    def forget(self) -> None:
        """Send all again: the terminal may show something else by now."""
        self._rows.clear()
        self._lines.clear()

    def unseen(self, data: str) -> str:
        """What of `data` must be sent; of moves that nothing follows, that is the last."""
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
        """Whether a row shows these pieces already; if not, it is about to."""
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
    """Whether pieces look as the part of a row that they are sent to; none may leave a gap."""
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
