"""Questions that come to the library by themselves, and wait until nothing else has its keys."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from tui.screens.ask import CALM, Confirm

if TYPE_CHECKING:
    from tui.screens.library.screen import LibraryScreen

UNASKED = "The library was left before it could ask about the {}; none was added."


class Doubts:
    """Asks whether so many files are meant, one question after the other.

    While something is written nothing is asked, for that would go on in the dialog; nor while keys
    are being pressed, of which the next would be meant for the list.
    """

    def __init__(self, library: "LibraryScreen") -> None:
        self._library = library
        self._waiting: list[tuple[str, Callable[[], object]]] = []
        self._pressed = 0.0

    def add(self, many: str, begin: Callable[[], object]) -> None:
        """Ask about the files, in words, when there is time, and begin if they are meant."""
        self._waiting.append((many, begin))
        self.ask()

    def pressed(self) -> None:
        """Note that a key was pressed just now."""
        self._pressed = monotonic()

    def ask(self) -> None:
        """Ask what waits longest, if it is time."""
        library = self._library
        if not self._waiting or library.app.screen is not library or library.shelf.is_filtering:
            return
        if (rest := self._pressed + CALM - monotonic()) > 0:
            library.set_timer(rest, self.ask)
            return
        many, begin = self._waiting.pop(0)
        library.ask(Confirm(f"Add all {many}?", "add them"), partial(_answered, begin))

    def unasked(self) -> list[str]:
        """What is to be said of each question that still waits when the library is left."""
        return [UNASKED.format(many) for many, _ in self._waiting]


def _answered(begin: Callable[[], object], yes: bool) -> None:
    if yes:
        begin()
