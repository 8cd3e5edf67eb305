"""Selecting: from here, by units, the other end, none."""

from typing import TYPE_CHECKING

import msgspec

from tui.commands.moving import step
from tui.text.growth import grow as grown
from tui.text.growth import shrink as shrunk
from tui.text.growth import whole_paragraph
from tui.text.page import caret_of
from tui.text.selection import Selection
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def start(reader: "Reader") -> None:
    """Begin to select where the caret is; again, stop and keep what is selected."""
    selection = reader.pane.selection
    reader.pane.selection = msgspec.structs.replace(selection, sticky=not selection.sticky)
    if not selection.sticky:
        # Nothing else tells of it before the caret has moved.
        stops, leaves = map(reader.keymap.shown, ("selecting.start", "selecting.cancel"))
        reader.say(f"select: go to where the passage ends · {stops} stops there · {leaves} leaves")


def extend(reader: "Reader", *, argument: str) -> None:
    """Extend the selection by a motion."""
    step(reader.pane, argument, extend=True)


def other_end(reader: "Reader") -> None:
    """Move the other end from now on."""
    reader.pane.selection = reader.pane.selection.flipped()


def paragraph(reader: "Reader") -> None:
    """Select the paragraph at the caret."""
    pane = reader.pane
    pane.selection = whole_paragraph(pane.structure, pane.caret)


def grow(reader: "Reader") -> None:
    """Select the word, then the sentence, then the paragraph."""
    reader.pane.selection = grown(reader.pane.structure, reader.pane.selection)


def shrink(reader: "Reader") -> None:
    """Take the last growth back."""
    reader.pane.selection = shrunk(reader.pane.selection)


def cancel(reader: "Reader") -> None:
    """Leave the selection; where there is none, what lies over the text, then a search's hits."""
    pane = reader.pane
    if not pane.selection.empty or pane.selection.sticky:
        let_go(pane)
    elif reader.side.place.is_in_the_way:
        reader.side.place.make_way()
    else:
        reader.search.clear()


def let_go(pane: ArticlePane) -> None:
    """Select nothing in a pane; the caret stays on the character that it is drawn on.

    So it is still inside the passage, and the next key is aimed there.
    """
    selection = pane.selection
    caret = caret_of(pane.view.layout_, selection.anchor, selection.head)
    pane.selection = Selection.at(caret.start)
