"""What happens everywhere else when tags go: others, or none, come into their place."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

import msgspec

from annotations.change import Edit
from annotations.record import Clock
from annotations.study.edits import death, step
from annotations.study.state import State


def replacement(state: State, by: Mapping[str, str | None], clock: Clock) -> list[Edit]:
    """The edits that take tags away and put others in their place wherever they are set.

    `by` gives for the id of each tag that goes the id of the one that stays, or None.
    """
    highlights = {h.id: h for old in by for h in state.uses_of(old)}
    # There may be very many, with few combinations of tags, and many of them made at one time.
    # Edits that share their fields are made, and checked, in half the time.
    now = clock()
    swapped = cache(partial(_swapped, by=by))
    fields = cache(lambda tags, modified: {"tags": list(tags), "modified": modified})
    edits = [
        Edit(
            table="highlights",
            id=h.id,
            before=fields(h.tags, h.modified),
            after=fields(swapped(h.tags), now),
        )
        for h in highlights.values()
    ]
    edits += [
        step("articles", a, msgspec.structs.replace(a, tags=swapped(a.tags)))
        for a in state.articles.values()
        if not by.keys().isdisjoint(a.tags)
    ]
    # From the last to the first, so that each is taken from the place where it was.
    going = [tag for tag in reversed(list(state.tags.values())) if tag.id in by]
    return edits + [death("tags", tag, state.tags) for tag in going]


def _swapped(tags: Iterable[str], by: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := by.get(tag, tag)) is not None))
