"""The names of the side bar's lists, in one line above them."""

from collections.abc import Sequence

from msgspec.structs import replace

from tui.widgets.line import Clicked, Line, Piece
from tui.widgets.plain import cut

ROOMY = 36
"""Columns from which the names stand apart."""

SHORT = {"search": "hits"}
"""What some are called where all of them would not stand there whole."""


class ListNames(Line):
    """All the names, whatever the width; the list that is shown has its own in bold.

    `clicked` is called with the name that was clicked.
    """

    def __init__(self, names: Sequence[str], clicked: Clicked) -> None:
        super().__init__(clicked)
        self._names = names
        self._current = ""

    def name_shown(self, shown: str) -> None:
        """Say which list is shown."""
        self._current = shown
        self._fit()

    def on_resize(self) -> None:
        """Name the lists in the room that there is now."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width
        gap = "  " if width >= ROOMY else " "
        room = width - len(gap) * (len(self._names) - 1)
        words = {name: name for name in self._names}
        if sum(map(len, self._names)) > room:
            words |= SHORT
        longest = max(map(len, words.values()))
        while longest > 1 and sum(min(len(word), longest) for word in words.values()) > room:
            longest -= 1
        *others, last = (
            Piece(cut(words[name], longest), "bold" if name == self._current else "dim", name)
            for name in self._names
        )
        self.set((*(replace(one, words=one.words + gap) for one in others), last))
