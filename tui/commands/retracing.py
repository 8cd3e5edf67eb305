"""Showing what was undone or redone: what is said of it, where it is, what the next key is for."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotations.change import Change, Part, Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.span import Span
from annotations.study.records import RECORDS
from annotations.study.state import State
from tui.commands.aiming import settle

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def show_change(reader: "Reader", change: Change) -> None:
    """Say what was undone or redone, and bring a place of it into view, or name its article.

    A deleted record counts at its former place. If places in several articles are affected, or an
    article was removed or restored, the label says enough.
    """
    places, panes = _places_of(reader.study.state, change), reader.panes
    seen = {pane.article.id for pane in panes.shown if pane.article}
    for pane in (reader.pane, *panes.shown, *panes.order):
        if pane.article and pane.article.id in places:
            span = places[pane.article.id]
            if not span.overlaps(pane.view.viewport.visible):
                pane.view.reveal(span.start, where="third")
            break
    _aim_at(reader, change)
    _aim_listed(reader, change)
    where = _of_article(reader, change)
    is_of_articles = any(part.table == "articles" for part in change.parts)
    if len(places) == 1 and seen.isdisjoint(places) and not is_of_articles:
        where = f", in “{reader.study.articles.get(*places).title}”"
    reader.say(f"{change.label}{where}")


def _aim_at(reader: "Reader", change: Change) -> None:
    """Target the next key at the highlight that the change touched, if it is the only one here.

    A user who undoes a wrong tag means the next key for the same passage; if the highlight is gone,
    its passage is selected. Otherwise the key would act at the caret, which may be far out of
    sight.
    """
    pane, state = reader.pane, reader.study.state
    found = list(islice(_touched(state, change, pane.article.id if pane.article else ""), 2))
    if reader.mode is not None or len(found) != 1:
        return
    (highlight,) = found
    if highlight.id in state.highlights:
        settle(reader, state.highlights[highlight.id])
    elif highlight.article in state.articles:
        pane.selection = pane.selection.collapsed().over(highlight.span)


def _aim_listed(reader: "Reader", change: Change) -> None:
    """Where a list has the keys, put its cursor on the only entry that came back or was altered.

    Else the next key would be for the one that had taken its place.
    """
    if reader.side.has_focus_within:
        parts = [part for part in change.parts if part.table == reader.side.view]
        if [len(part.ids) for part in parts] == [1]:
            reader.side.edited(*parts[0].ids)


def _of_article(reader: "Reader", change: Change) -> str:
    """A phrase that names the article, if the change only set fields of one article.

    The pane may show another article by now, as it does after one is done.
    """
    is_such = all(part.table == "articles" and part.is_step for part in change.parts)
    altered = {id for part in change.parts for id in part.ids} if is_such else set()
    if len(altered) != 1:
        return ""
    return f", of “{reader.study.articles.get(*altered).title}”"


def _places_of(state: State, change: Change) -> dict[str, Span]:
    """The first place of a change in each article that still exists, by the article's id.

    A link counts where it begins, a deleted highlight at its former place.
    """
    found: dict[str, Span] = {}
    for part in change.parts:
        highlights = _highlights(state, part)
        for (article, *_), group in highlights.by("kind").items():
            if group and article not in found and article in state.articles:
                found[article] = next(iter(group.values())).span
    return found


def _touched(state: State, change: Change, article: str) -> Iterator[Highlight]:
    """The highlights of an article that a change added, altered or deleted, as last known."""
    for part in change.parts:
        if part.table == "highlights":
            for (place, *_), group in _highlights(state, part).by("kind").items():
                yield from group.values() if place == article else ()


def _highlights(state: State, part: Part) -> Records[Highlight]:
    """The highlights that a part of a change concerns, or where its links begin."""
    if part.table == "highlights":
        return _records(state, part)
    if part.table != "links":
        return Records()
    begins = (state.highlights.get(link.source) for link in _records(state, part).values())
    return Records(filter(None, begins))


def _records(state: State, part: Part) -> Records[Any]:
    """The records that a part of a change concerns, as they are now, or as they last were."""
    if isinstance(part, Sweep):
        return part.after or part.before
    now = state.table(part.table).get(part.id)
    if now is None and part.after is None:
        now = RECORDS[part.table].from_fields(part.before or {})
    return Records([now] if now is not None else [])
