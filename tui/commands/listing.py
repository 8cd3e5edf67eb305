"""The side bar: open, its next list, into it and back, filtered."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def toggle(reader: "Reader") -> None:
    """Open the side bar; open, show its next list, and after the last close it."""
    reader.side.turn()


def enter(reader: "Reader") -> None:
    """Go into the side bar, and back into the text."""
    reader.side.enter()


def filter(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Filter the list in the side bar."""
    reader.side.filter()
