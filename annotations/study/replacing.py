"""What happens everywhere else when tags go: others, or none, come into their place."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

import msgspec

from annotations.change import Sweep
from annotations.highlight import Highlight
from annotations.record import Clock, Records
from annotations.study.draft import Making
from annotations.study.edits import deaths, step
from annotations.study.index import SOUGHT
from annotations.study.state import State


def replacement(state: State, by: Mapping[str, str | None], clock: Clock) -> Making:
    """The edits that take tags away and put others in their place wherever they are set.

    `by` gives for the id of each tag that goes the id of the one that stays, or None.
    """
    now, seen = clock(), state.moment("highlights")
    # There may be very many highlights, with few combinations of tags.
    swapped = cache(partial(_swapped, by=by))
    before = Records[Highlight](fields=SOUGHT)
    after = Records[Highlight](fields=SOUGHT)
    for old in by:
        for highlight in state.uses_of(old):
            tags = swapped(highlight.tags)
            before.put(highlight)
            after.put(msgspec.structs.replace(highlight, tags=tags, modified=now))
            yield
    edits = [
        step("articles", a, msgspec.structs.replace(a, tags=swapped(a.tags)))
        for a in state.articles.values()
        if not by.keys().isdisjoint(a.tags)
    ]
    # The tags are the study's own, and so is the time.
    fields = ("tags", "modified")
    steps = Sweep("highlights", before, after, fields, checked=True, seen=seen)
    return [steps, *edits, *deaths("tags", by.keys(), state.tags)]


def _swapped(tags: Iterable[str], by: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := by.get(tag, tag)) is not None))
