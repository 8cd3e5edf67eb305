"""Selecting: from the caret, by units, moving the other end, clearing the selection."""

from typing import TYPE_CHECKING

import msgspec

from tui.commands.moving import step
from tui.commands.phrases import no_article
from tui.text.growth import grow as grown
from tui.text.growth import shrink as shrunk
from tui.text.growth import whole_paragraph
from tui.text.page import caret_of
from tui.text.selection import Selection
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def start(reader: "Reader") -> None:
    """Begin to select at the caret; the second time, stop and keep the selection.

    Raises `Refused` in an empty pane.
    """
    if reader.pane.article is None:
        raise no_article(reader)
    selection = reader.pane.selection
    reader.pane.selection = msgspec.structs.replace(selection, sticky=not selection.sticky)
    if not selection.sticky:
        # Nothing else shows this until the caret moves.
        stops, leaves = map(reader.keymap.shown, ("selecting.start", "selecting.cancel"))
        reader.say(f"select: go to where the passage ends · {stops} stops there · {leaves} leaves")


def extend(reader: "Reader", *, argument: str) -> None:
    """Extend the selection by a motion."""
    step(reader.pane, argument, extend=True)


def other_end(reader: "Reader") -> None:
    """Make the other end of the selection the one that moves."""
    reader.pane.selection = reader.pane.selection.flipped()


def paragraph(reader: "Reader") -> None:
    """Select the paragraph at the caret."""
    pane = reader.pane
    pane.selection = whole_paragraph(pane.structure, pane.caret)


def grow(reader: "Reader") -> None:
    """Select the word, then the sentence, then the paragraph."""
    reader.pane.selection = grown(reader.pane.structure, reader.pane.selection)


def shrink(reader: "Reader") -> None:
    """Undo the last growth of the selection."""
    reader.pane.selection = shrunk(reader.pane.selection)


def cancel(reader: "Reader") -> None:
    """Clear the selection; else close a side bar that hides panes; else clear the search hits."""
    pane = reader.pane
    if not pane.selection.empty or pane.selection.sticky:
        let_go(pane)
    elif reader.side.place.is_in_the_way:
        reader.side.place.make_way()
    else:
        reader.search.clear()


def let_go(pane: ArticlePane) -> None:
    """Clear the selection of a pane; the caret stays on the character that it is drawn on.

    It is then still inside the passage, which is the target of the next key.
    """
    selection = pane.selection
    caret = caret_of(pane.view.layout_, selection.anchor, selection.head)
    pane.selection = Selection.at(caret.start)
