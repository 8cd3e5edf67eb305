"""What stands on the terminal as it was sent, so that it need not be sent again.

Textual paints the whole screen anew, up to three times over, whenever a dialog opens or closes. Of
those 25 kB a time, which are seen on a slow line, mostly a few rows say something else than before.
"""

import re
from collections import defaultdict

_MOVE = re.compile(r"\x1b\[(\d+);\d+H")
"""The cursor goes to a row and a column (CUP): with that Textual begins whatever it paints."""


class Sent:
    """Remembers which pieces each row was made of when something was last sent to it.

    A piece is what follows a move of the cursor, up to the next. It stays within its row and looks
    the same whenever it comes; those that are sent together do not contradict each other. So what
    comes for a row need not be sent if all of it was sent before, and nothing else to the row
    since. A row is sent whole or not at all: terminals do not agree on how wide all characters are,
    and a piece may reach over the next.
    """

    def __init__(self) -> None:
        self._rows: dict[str, set[str]] = {}

    def forget(self) -> None:
        """Send all again: the terminal may show something else by now."""
        self._rows.clear()

    def unseen(self, data: str) -> str:
        """What of `data` must be sent; moves of the cursor that nothing follows always are."""
        moves = list(_MOVE.finditer(data))
        if not moves:
            return data
        ends = [*(move.start() for move in moves[1:]), len(data)]
        pieces = [data[move.start() : end] for move, end in zip(moves, ends, strict=True)]
        coming: defaultdict[str, set[str]] = defaultdict(set)
        for move, piece in zip(moves, pieces, strict=True):
            if piece != move[0]:
                coming[move[1]].add(piece)
        new = {row: here for row, here in coming.items() if not here <= self._rows.get(row, set())}
        self._rows.update(new)
        needed = [
            piece
            for move, piece in zip(moves, pieces, strict=True)
            if piece == move[0] or move[1] in new
        ]
        return data[: moves[0].start()] + "".join(needed)
