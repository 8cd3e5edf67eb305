"""The side bar: opening it, turning to its next list, focusing and filtering it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def toggle(reader: "Reader") -> None:
    """Open the side bar; if it is open, show its next list, or close it after the last."""
    reader.side.turn()


def enter(reader: "Reader") -> None:
    """Move the focus into the side bar, or back into the text."""
    reader.side.enter()


def filter(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Filter the list in the side bar."""
    reader.side.filter()
