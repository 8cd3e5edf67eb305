"""A passage on its way to the terminal's clipboard, of whatever length, cleaned bit by bit."""

from collections.abc import Iterator
from typing import Any

from textual.app import App

from tui.clean import without_controls

STEP = 16_384
"""Code points that are cleaned at a time: less than a millisecond's work."""


class Copied:
    """What of a passage goes to the clipboard: all of it, without control characters."""

    def __init__(self, passage: str) -> None:
        self._passage = passage
        self._words: list[str] = []

    @property
    def is_short(self) -> bool:
        """Whether it is clean in no time to speak of."""
        return len(self._passage) <= STEP

    def slices(self) -> Iterator[None]:
        """Clean it, some of it at a time."""
        for at in range(0, len(self._passage), STEP):
            self._words.append(without_controls(self._passage[at : at + STEP]))
            yield

    def send(self, app: App[Any]) -> None:
        """Send it, once all slices are made."""
        app.copy_to_clipboard("".join(self._words))
