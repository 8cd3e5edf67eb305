"""What is said of what was undone or redone, where that is, and what the next key is aimed at."""

from typing import TYPE_CHECKING

from annotations.change import Change, Edit
from annotations.span import Passage, Span
from tui.commands.aiming import settle

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def tell(reader: "Reader", change: Change) -> None:
    """Say what was undone or redone, and bring a place of it into view, or name its article.

    What is gone now has left its place behind. Where there are places in several articles, or the
    change takes an article out or brings it back, the label says enough.
    """
    places = [place for edit in change.edits if (place := _place(reader, edit))]
    named, panes = {place.article for place in places}, reader.panes
    seen = {pane.article.id for pane in panes.shown if pane.article}
    for pane in (reader.pane, *panes.shown, *panes.order):
        if pane.article and pane.article.id in named:
            span = next(place.span for place in places if place.article == pane.article.id)
            if not span.overlaps(pane.view.viewport.visible):
                pane.view.reveal(span.start, where="third")
            break
    _aim_at(reader, change)
    where = _of_article(reader, change)
    if len(named) == 1 and named.isdisjoint(seen) and not _is_of_articles(change):
        where = f", in “{reader.study.articles.get(*named).title}”"
    reader.say(f"{change.label}{where}")


def _aim_at(reader: "Reader", change: Change) -> None:
    """Aim the next key at the only highlight that came or went in the focused pane's article.

    Who takes a tag back that was the wrong one means that same passage with the next: selected.
    """
    pane = reader.pane
    here = pane.article.id if pane.article else ""
    # Only a birth or a death holds the field that tells the article.
    edits = [edit for edit in change.edits if here in _articles(edit)]
    if reader.mode is not None or len(edits) != 1:
        return
    came = reader.study.state.highlights.get(edits[0].id)
    gone = _place(reader, edits[0])
    if came is not None:
        settle(reader, came)
    elif gone is not None:
        pane.selection = pane.selection.collapsed().over(gone.span)


def _articles(edit: Edit) -> set[str]:
    """The article of a highlight that an edit made or took away."""
    sides = (edit.before, edit.after) if edit.table == "highlights" else ()
    return {side["article"] for side in sides if side and "article" in side}


def _of_article(reader: "Reader", change: Change) -> str:
    """Which article had a field set, and nothing else was done.

    It may have been left since, as one is that is done.
    """
    altered = {edit.id for edit in change.edits if edit.table == "articles"}
    if len(altered) != 1 or any(
        edit.table != "articles" or None in (edit.before, edit.after) for edit in change.edits
    ):
        return ""
    return f", of “{reader.study.articles.get(*altered).title}”"


def _is_of_articles(change: Change) -> bool:
    return any(edit.table == "articles" for edit in change.edits)


def _place(reader: "Reader", edit: Edit) -> Passage | None:
    """Where a highlight is that an edit made or altered, or was that it took away.

    A link is where it begins.
    """
    state = reader.study.state
    link = state.links.get(edit.id)
    fields = (edit.before or {}) if edit.table == "links" else {}
    begins = link.source if link else fields.get("source", edit.id)
    highlight = state.highlights.get(begins)
    if highlight is not None:
        return Passage(highlight.article, highlight.span)
    gone = edit.before if edit.table == "highlights" else None
    if gone is None or gone["article"] not in state.articles:
        return None
    return Passage(gone["article"], Span(gone["start"], gone["end"]))
