"""Navigation in the codebook: moving, folding, filtering, leaving."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.codebook.screen import CodebookScreen


def step(book: "CodebookScreen", *, rows: int) -> None:
    """Move the cursor by rows."""
    book.tags.step(rows)
    book.tell()


def page(book: "CodebookScreen", *, pages: int) -> None:
    """Move the cursor by pages."""
    step(book, rows=pages * book.tags.page)


def first(book: "CodebookScreen") -> None:
    """Go to the first tag."""
    book.tags.go(0)
    book.tell()


def last(book: "CodebookScreen") -> None:
    """Go to the last tag."""
    book.tags.go(len(book.tags.twigs) - 1)
    book.tell()


def fold(book: "CodebookScreen") -> None:
    """Fold the tags below this one; if there are none, or they are folded, go to the tag above."""
    here = book.tags.here
    if here is None:
        return
    if here.below and not here.is_folded:
        book.tags.folds.add(here.key)
        book.show()
    elif above := book.tags.above(here):
        book.show(at=above.key)


def unfold(book: "CodebookScreen") -> None:
    """Show the tags below this one."""
    book.tags.folds.discard(book.here.key)
    book.show()


def turn_fold(book: "CodebookScreen") -> None:
    """Fold or unfold the tags below this one."""
    if book.here.is_folded:
        unfold(book)
    else:
        fold(book)


def ask_filter(book: "CodebookScreen") -> None:
    """Open the filter."""
    book.filter_line.open()


def show_highlights(book: "CodebookScreen") -> None:
    """Leave, to list the highlights of the tag under the cursor and of those below it."""
    book.dismiss(book.here.name)


def back(book: "CodebookScreen") -> None:
    """Close the filter, if it is open, else leave the codebook."""
    if book.filter_line.is_open:
        book.filter_line.action_clear()
    else:
        book.dismiss(None)
