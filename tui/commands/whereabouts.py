"""Where in the articles a change did something, to however many highlights and links."""

from collections.abc import Iterator
from typing import Any

from annotations.change import Change, Part, Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.span import Span
from annotations.study.records import RECORDS
from annotations.study.state import State


def places_of(state: State, change: Change) -> dict[str, Span]:
    """The first place of a change that was made, by the articles that are there.

    A link is where it begins; a highlight that is gone has left its place behind.
    """
    found: dict[str, Span] = {}
    for part in change.parts:
        highlights = _highlights(state, part)
        for (article, *_), group in highlights.by("kind").items():
            if group and article not in found and article in state.articles:
                found[article] = next(iter(group.values())).span
    return found


def came_or_went(state: State, change: Change, article: str) -> Iterator[Highlight]:
    """The highlights of an article that a change made or took away, as they are or were."""
    for part in change.parts:
        if part.table == "highlights" and not part.is_step:
            for (place, *_), group in _highlights(state, part).by("kind").items():
                yield from group.values() if place == article else ()


def _highlights(state: State, part: Part) -> Records[Highlight]:
    """The highlights that a part of a change is of, or where its links begin."""
    if part.table == "highlights":
        return _records(state, part)
    if part.table != "links":
        return Records()
    begins = (state.highlights.get(link.source) for link in _records(state, part).values())
    return Records(filter(None, begins))


def _records(state: State, part: Part) -> Records[Any]:
    """The records that a part of a change is of, as they are now, or were last."""
    if isinstance(part, Sweep):
        return part.after or part.before
    now = state.table(part.table).get(part.id)
    if now is None and part.after is None:
        now = RECORDS[part.table].from_fields(part.before or {})
    return Records([now] if now is not None else [])
