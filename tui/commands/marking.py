"""Existing highlights: going from one to the next, moving their edges, deleting them."""

from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec

from annotations.errors import Refused
from annotations.highlight import Highlight, Standing
from annotations.span import Span
from tui.commands.aiming import aim, settle
from tui.commands.coders import refuse_if_anothers, say_deleted
from tui.commands.dialogs import later
from tui.commands.selecting import let_go
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def next(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Go to the next highlight of the article."""
    _visit(reader, 1)


def previous(reader: "Reader") -> None:
    """Go to the previous highlight of the article."""
    _visit(reader, -1)


def _visit(reader: "Reader", by: Literal[-1, 1]) -> None:
    pane = reader.pane
    visited = reader.memory.visited(pane, reader.study)
    # If none was visited, skip the highlights that begin at the caret.
    place = visited.standing if visited else Standing(pane.caret + (by > 0))
    article = pane.article.id if pane.article else ""
    found = _beside(reader, article, place, by)
    if found is None:
        raise Refused("There is no further highlight in this article.")
    visit(reader, pane, found)


def _beside(
    reader: "Reader", article: str, place: Standing, by: Literal[-1, 1]
) -> Highlight | None:
    """The next or previous visible highlight from a place in an article's order, or None.

    Another coder's highlight is skipped if the coder has a visible one of the same span: that one
    is to be the target of the next key.
    """
    study, shows = reader.study, reader.coder_filter.shows

    def gives_way(highlight: Highlight) -> bool:
        own = study.highlights.own_at(article, highlight.span)
        return highlight.coder != study.coder and own is not None and shows(own)

    found = study.state.highlight_beside(article, place, by, shows)
    while found and gives_way(found):
        found = study.state.highlight_beside(article, found.standing, by, shows)
    return found


def visit(reader: "Reader", pane: ArticlePane, highlight: Highlight) -> None:
    """Put the caret on a highlight, and make it the target of the next key."""
    pane.selection = pane.selection.collapsed().moved_to(highlight.start)
    reader.memory.visit(pane, highlight)


def whose(reader: "Reader") -> None:
    """Show only the coder's own highlights, then each other coder's in turn, then all."""
    reader.coder_filter.turn()
    if reader.coder_filter.only:
        key = reader.keymap.shown("marking.whose")
        reader.say(f"one coder's highlights; {key} shows the next, at last all")
    elif reader.study.state.coders <= {reader.study.coder}:
        reader.say("All highlights here are yours, and shown.")
    else:
        reader.say("the highlights of all coders are shown")


class Respan(msgspec.Struct, frozen=True):
    """The mode in which the selection in a pane sets the new edges of a highlight there."""

    pane: ArticlePane
    highlight: Highlight
    hint: str
    yields: ClassVar[bool] = False
    goal: ClassVar[str] = "the edges"

    def key(self, reader: "Reader", key: str) -> bool:
        """Save on Enter, leave on Esc; leave all other keys to the bindings.

        Moving in other panes does not affect the edges. If the highlight or its pane is gone, the
        mode ends and says so.
        """
        is_there = self._is_there(reader)
        if is_there and key not in {"enter", "escape"}:
            return False
        reader.mode = None
        span = self.pane.selected
        let_go(self.pane)
        if not is_there:
            reader.say("That highlight is not in its pane any more; its edges stay as they were.")
        elif key == "enter":
            later(reader, lambda reader: self._save(reader, span))
        else:
            visit(reader, self.pane, reader.study.highlights.get(self.highlight.id))
        return key in {"enter", "escape"}

    def _is_there(self, reader: "Reader") -> bool:
        """Whether the highlight still exists, and the pane still shows its article."""
        article = self.pane.article
        return (
            self.pane in reader.panes.order
            and article is not None
            and article.id == self.highlight.article
            and self.highlight.id in reader.study.state.highlights
        )

    def _save(self, reader: "Reader", span: Span) -> None:
        change = reader.study.highlights.respan(self.highlight.id, span)
        reader.panes.focus_pane(self.pane)
        settle(reader, reader.study.highlights.get(self.highlight.id))
        reader.say("moved the edges" if change.edits else "The edges stay as they were.")


def respan(reader: "Reader") -> None:
    """Move the edges of the highlight under the caret."""
    reader.study.check_editable()
    highlight = aim(reader, make=False).highlight
    if highlight is None:
        raise Refused("There is no highlight of just this passage.")
    refuse_if_anothers(reader, highlight, "mark the passage yourself, select it and tag it")
    pane = reader.pane
    over = pane.selection.collapsed().over(highlight.span)
    pane.selection = msgspec.structs.replace(over, sticky=True)
    other = reader.keymap.shown("selecting.other_end")
    hint = f"move the edge, {other} takes the other edge · Enter saves · Esc leaves"
    reader.mode = Respan(pane, highlight, hint)


def delete(reader: "Reader") -> None:
    """Delete the highlight under the caret, with its links."""
    highlight = aim(reader, make=False).highlight
    if highlight is None:
        raise Refused("There is no highlight of just this passage.")
    remove(reader, highlight)
    reader.pane.selection = reader.pane.selection.collapsed().moved_to(highlight.start)


def remove(reader: "Reader", highlight: Highlight) -> None:
    """Delete a highlight, and say so."""
    reader.study.highlights.remove([highlight.id])
    say_deleted(reader, highlight)
