"""New tags for very many highlights, as one sweep without those whose tags stay the same."""

from collections.abc import Iterator, Sequence

import msgspec

from annotations.change import Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.study.index import SOUGHT
from annotations.study.state import State

STEP = 100
"""Highlights of one kind that are retagged per slice."""


class Retagging:
    """Highlights before and after retagging, which sets their time of modification to `now`."""

    def __init__(self, state: State, now: str) -> None:
        self._now = now
        self._seen = state.version("highlights")
        self._before = Records[Highlight](fields=SOUGHT)
        self._after = Records[Highlight](fields=SOUGHT)

    def tags_of(self, own: Highlight) -> tuple[str, ...]:
        """The ids of the tags that a highlight will have, as retagged so far."""
        return self._after.get(own.id, own).tags

    def put(self, own: Highlight, tags: tuple[str, ...]) -> None:
        """Give a highlight these tags, unless it will have them already."""
        if tags != self._after.get(own.id, own).tags:
            self._before.put(own)
            self._after.put(self._with(own, tags))

    def put_alike(self, alike: Sequence[Highlight], tags: tuple[str, ...]) -> Iterator[None]:
        """Replace the tags of highlights of one kind, `STEP` at a time.

        They must not have these tags yet, and must not have been retagged before.
        """
        for at in range(0, len(alike), STEP):
            some = alike[at : at + STEP]
            self._before.put_alike(some)
            self._after.put_alike([self._with(one, tags) for one in some])
            yield

    def _with(self, own: Highlight, tags: tuple[str, ...]) -> Highlight:
        return msgspec.structs.replace(own, tags=tags, modified=self._now)

    @property
    def sweep(self) -> Sweep:
        """The steps from before to after, `checked` as tags and time come from the study."""
        fields = ("tags", "modified")
        sides = self._before, self._after
        return Sweep("highlights", *sides, fields, checked=True, seen=self._seen)
