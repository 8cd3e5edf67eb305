"""Questions that the library asks of its own accord, once the user is not typing."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from tui.screens.ask import CALM, Confirm

if TYPE_CHECKING:
    from tui.screens.library.screen import LibraryScreen

UNASKED = "The library was left before it could ask about the {}; none was added."


class Confirmations:
    """Asks for confirmation before many files are added, one question after the other.

    Nothing is asked while the filter is typed, because the typing would go on in the dialog, nor
    right after a key press, because the next key would be meant for the list.
    """

    def __init__(self, library: "LibraryScreen") -> None:
        self._library = library
        self._waiting: list[tuple[str, Callable[[], object]]] = []
        self._pressed = 0.0

    def add(self, many: str, begin: Callable[[], object]) -> None:
        """Ask about the files that `many` describes once possible; if confirmed, call `begin`."""
        self._waiting.append((many, begin))
        self.ask()

    def pressed(self) -> None:
        """Note that a key was pressed just now."""
        self._pressed = monotonic()

    def ask(self) -> None:
        """Ask the oldest waiting question, if this is the time for it."""
        library = self._library
        if not self._waiting or library.app.screen is not library or library.shelf.is_filtering:
            return
        if (rest := self._pressed + CALM - monotonic()) > 0:
            library.set_timer(rest, self.ask)
            return
        many, begin = self._waiting.pop(0)
        library.ask(Confirm(f"Add all {many}?", "add them"), partial(_answered, begin))

    def unasked(self) -> list[str]:
        """A message for each question that is still waiting when the library is left."""
        return [UNASKED.format(many) for many, _ in self._waiting]


def _answered(begin: Callable[[], object], yes: bool) -> None:
    if yes:
        begin()
