"""Navigation in the library: moving, marking, filtering, opening, leaving."""

from typing import TYPE_CHECKING

from annotations.errors import Refused
from tui.screens.library.edits import current_in, picked_in

if TYPE_CHECKING:
    from tui.screens.library.screen import LibraryScreen


def step(library: "LibraryScreen", *, rows: int) -> None:
    """Move the cursor by rows."""
    library.shelf.listing.action_step(rows)


def page(library: "LibraryScreen", *, pages: int) -> None:
    """Move the cursor by pages."""
    library.shelf.listing.action_page(pages)


def edge(library: "LibraryScreen", *, last: bool) -> None:
    """Go to the first article, or the last."""
    library.shelf.listing.action_edge(last)


def ask_filter(library: "LibraryScreen") -> None:
    """Open the filter."""
    library.shelf.ask_filter()


def turn_order(library: "LibraryScreen") -> None:
    """Order the articles by the next column."""
    library.shelf.listing.turn_order()


def mark(library: "LibraryScreen") -> None:
    """Mark the article under the cursor, or unmark it, and go to the next."""
    current_in(library)
    library.shelf.listing.mark()


def mark_shown(library: "LibraryScreen") -> None:
    """Mark all articles that match the filter; if all of them are marked, unmark them."""
    library.shelf.mark_shown()


def choose(library: "LibraryScreen") -> None:
    """Open the marked articles, or else the one under the cursor."""
    library.open(*picked_in(library))


def open_event(library: "LibraryScreen") -> None:
    """Open all articles of the event that the one under the cursor reports."""
    event = current_in(library).event
    if not event:
        raise Refused("This article has no event; i gives it one.")
    library.open(*(article.id for article in library.study.articles.events()[event]))


def back(library: "LibraryScreen") -> None:
    """Close the filter, else clear the marks, else leave the library."""
    if not library.shelf.step_back():
        leave(library)


def leave(library: "LibraryScreen") -> None:
    """Leave the library."""
    library.dismiss(None)
