"""What is known of a table without looking: that it holds again, or still, what it held.

To look whether a hundred thousand records are as a sweep says takes longer than a key may wait.
"""

from typing import Any

from annotations.change import Part, Sweep
from annotations.record import Records

Sides = tuple[Records[Any], Records[Any]]
"""The records of a sweep before and after."""


class Moment:
    """What a table holds, until it is edited; the same one again when a sweep is taken back.

    `back` and `forth` are the sweeps that are known to lead away from it, and where they lead.
    """

    def __init__(self) -> None:
        self.back: tuple[Sides, Moment] | None = None
        self.forth: tuple[Sides, Moment] | None = None

    def knows(self, part: Part) -> bool:
        """Whether a sweep certainly fits: made of what was there just now, or taken back."""
        return isinstance(part, Sweep) and (part.seen is self or self._beyond(part) is not None)

    def behind(self, part: Part) -> "Moment":
        """What the table holds once an edit, or a sweep, is made."""
        if not isinstance(part, Sweep):
            return Moment()
        there = self._beyond(part)
        if there is None:
            there = Moment()
            there.back = (part.after, part.before), self
            self.forth = (part.before, part.after), there
        return there

    def _beyond(self, sweep: Sweep) -> "Moment | None":
        for way in (self.back, self.forth):
            if way is not None:
                (before, after), there = way
                if before is sweep.before and after is sweep.after:
                    return there
        return None
