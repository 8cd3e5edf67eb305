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
    the same whenever it comes; those that are sent together do not contradict each other. So one
    that was sent before need not be sent again, unless its row has got something else since.
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
        needed = [data[: moves[0].start()]]
        pieces: defaultdict[str, set[str]] = defaultdict(set)
        altered: set[str] = set()
        ends = [*(move.start() for move in moves[1:]), len(data)]
        for move, end in zip(moves, ends, strict=True):
            row, piece = move[1], data[move.start() : end]
            if end == move.end():
                needed.append(piece)
                continue
            pieces[row].add(piece)
            if piece not in self._rows.get(row, ()):
                altered.add(row)
                needed.append(piece)
        self._rows.update((row, pieces[row]) for row in altered)
        return "".join(needed)
