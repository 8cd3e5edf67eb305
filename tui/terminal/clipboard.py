"""Copies a passage of any length to the terminal's clipboard, cleaning it in slices."""

from collections.abc import Iterator
from typing import Any

from textual.app import App

from tui.terminal.clean import without_controls

STEP = 16_384
"""Code points cleaned at a time: less than a millisecond of work."""


class Copied:
    """A passage for the clipboard: all of it, without control characters."""

    def __init__(self, passage: str) -> None:
        self._passage = passage
        self._words: list[str] = []

    @property
    def is_short(self) -> bool:
        """Whether the passage is cleaned in a single slice."""
        return len(self._passage) <= STEP

    def slices(self) -> Iterator[None]:
        """Clean the passage, one slice at a time."""
        for at in range(0, len(self._passage), STEP):
            self._words.append(without_controls(self._passage[at : at + STEP]))
            yield

    def send(self, app: App[Any]) -> None:
        """Send the passage; all slices must have been made."""
        app.copy_to_clipboard("".join(self._words))
