"""Other tags for very many highlights, as one sweep: those that get the same are left out."""

import msgspec

from annotations.change import Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.study.index import SOUGHT
from annotations.study.state import State


class Retagging:
    """Highlights as they are and as they are to be, with other tags since `now`."""

    def __init__(self, state: State, now: str) -> None:
        self._now = now
        self._seen = state.moment("highlights")
        self._before = Records[Highlight](fields=SOUGHT)
        self._after = Records[Highlight](fields=SOUGHT)

    def tags_of(self, own: Highlight) -> tuple[str, ...]:
        """The ids of the tags that a highlight is to have, as far as is known."""
        return self._after.get(own.id, own).tags

    def put(self, own: Highlight, tags: tuple[str, ...]) -> None:
        """Give a highlight these tags, if it is not to have them already."""
        if tags != self._after.get(own.id, own).tags:
            self._before.put(own)
            self._after.put(msgspec.structs.replace(own, tags=tags, modified=self._now))

    @property
    def sweep(self) -> Sweep:
        """The steps from the one to the other. The tags are the study's own, and so is the time."""
        fields = ("tags", "modified")
        sides = self._before, self._after
        return Sweep("highlights", *sides, fields, checked=True, seen=self._seen)
