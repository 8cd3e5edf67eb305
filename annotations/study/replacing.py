"""What happens everywhere else when tags go: others, or none, come into their place."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

import msgspec

from annotations.record import Clock
from annotations.study.draft import Making
from annotations.study.edits import deaths, step
from annotations.study.retagging import Retagging
from annotations.study.state import State


def replacement(state: State, by: Mapping[str, str | None], clock: Clock) -> Making:
    """The edits that take tags away and put others in their place wherever they are set.

    `by` gives for the id of each tag that goes the id of the one that stays, or None.
    """
    swapped = cache(partial(_swapped, by=by))
    retagging = Retagging(state, clock())
    # Of very many highlights there are few kinds. Edits may come between.
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
