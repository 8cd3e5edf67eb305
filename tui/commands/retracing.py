"""What is said of what was undone or redone, where that is, and what the next key is aimed at."""

from itertools import islice
from typing import TYPE_CHECKING

from annotations.change import Change
from tui.commands.aiming import settle
from tui.commands.whereabouts import came_or_went, places_of

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def tell(reader: "Reader", change: Change) -> None:
    """Say what was undone or redone, and bring a place of it into view, or name its article.

    What is gone now has left its place behind. Where there are places in several articles, or the
    change takes an article out or brings it back, the label says enough.
    """
    places, panes = places_of(reader.study.state, change), reader.panes
    seen = {pane.article.id for pane in panes.shown if pane.article}
    for pane in (reader.pane, *panes.shown, *panes.order):
        if pane.article and pane.article.id in places:
            span = places[pane.article.id]
            if not span.overlaps(pane.view.viewport.visible):
                pane.view.reveal(span.start, where="third")
            break
    _aim_at(reader, change)
    where = _of_article(reader, change)
    is_of_articles = any(part.table == "articles" for part in change.parts)
    if len(places) == 1 and seen.isdisjoint(places) and not is_of_articles:
        where = f", in “{reader.study.articles.get(*places).title}”"
    reader.say(f"{change.label}{where}")


def _aim_at(reader: "Reader", change: Change) -> None:
    """Aim the next key at the only highlight that came or went in the focused pane's article.

    Who takes a tag back that was the wrong one means that same passage with the next: selected.
    """
    pane, state = reader.pane, reader.study.state
    found = list(islice(came_or_went(state, change, pane.article.id if pane.article else ""), 2))
    if reader.mode is not None or len(found) != 1:
        return
    (highlight,) = found
    if highlight.id in state.highlights:
        settle(reader, state.highlights[highlight.id])
    elif highlight.article in state.articles:
        pane.selection = pane.selection.collapsed().over(highlight.span)


def _of_article(reader: "Reader", change: Change) -> str:
    """Which article had a field set, and nothing else was done.

    It may have been left since, as one is that is done.
    """
    is_such = all(part.table == "articles" and part.is_step for part in change.parts)
    altered = {id for part in change.parts for id in part.ids} if is_such else set()
    if len(altered) != 1:
        return ""
    return f", of “{reader.study.articles.get(*altered).title}”"
