"""Asking for a search, and going from hit to hit."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def ask(reader: "Reader") -> None:
    """Search the article of this pane."""
    reader.search.begin(everywhere=False)


def ask_all(reader: "Reader") -> None:
    """Search all articles of the study; the hits are listed in the side bar."""
    reader.side.open("search")
    reader.search.begin(everywhere=True)


def next(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Select the next hit."""
    reader.search.step(1)


def previous(reader: "Reader") -> None:
    """Select the previous hit."""
    reader.search.step(-1)
