"""Moving the caret, and going back to where a jump began."""

from typing import TYPE_CHECKING

from annotations.span import Span
from tui.commands.opening import go_to
from tui.text.motion import MOTIONS, PAGES, Move, by_rows
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader


JUMPS = frozenset({"text_start", "text_end"})
"""The motions that go so far that the user may want to go back."""


def move(reader: "Reader", *, argument: str) -> None:
    """Move the caret; while selecting, move the selection's end."""
    if argument in JUMPS:
        reader.memory.leave(reader.pane)
    step(reader.pane, argument, extend=False)


def step(pane: ArticlePane, motion: str, *, extend: bool) -> None:
    """Move a pane's caret by a motion, given by name."""
    view = pane.view
    move = Move(pane.structure, view.layout_, pane.selection, extend)
    if motion in PAGES:
        rows = PAGES[motion](view.viewport.height)
        if not extend:
            view.scroll_rows(rows)
        pane.selection = by_rows(move, rows)
    else:
        pane.selection = MOTIONS[motion](move)


def back(reader: "Reader") -> None:
    """Go back to where the last jump began, skipping articles that were removed.

    Jumps that began where the caret is now are skipped too.
    """
    pane = reader.pane
    here = (pane.article.id, pane.caret) if pane.article else None
    while place := reader.memory.back():
        is_there = place.article in reader.study.state.articles
        if is_there and (place.article, place.caret) != here:
            go_to(reader, place.article, Span(place.caret, place.caret), leave=False)
            return
    reader.say("There is nowhere to go back to.")
