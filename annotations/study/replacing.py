"""Deletes tags, and replaces or removes them on every highlight and article."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

import msgspec

from annotations.record import Clock
from annotations.study.draft import Making
from annotations.study.edits import deaths, step
from annotations.study.retagging import Retagging
from annotations.study.state import State


def replacement(state: State, by: Mapping[str, str | None], clock: Clock) -> Making:
    """The edits that delete tags and replace them wherever they are set.

    `by` maps the id of each tag to delete to the id of its replacement, or to None.
    """
    swapped = cache(partial(_swapped, by=by))
    retagging = Retagging(state, clock())
    # Very many highlights have few kinds. These are copied, as edits may come between slices.
    kinds = [(tags, tuple(held)) for (_, tags, _), held in state.kinds_with(*by).items()]
    for tags, held in kinds:
        yield from retagging.put_alike(held, swapped(tags))
    edits = [
        step("articles", a, msgspec.structs.replace(a, tags=swapped(a.tags)))
        for a in state.articles.values()
        if not by.keys().isdisjoint(a.tags)
    ]
    return [retagging.sweep, *edits, *deaths("tags", by.keys(), state.tags)]


def _swapped(tags: Iterable[str], by: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := by.get(tag, tag)) is not None))
