"""A search under way, a slice at a time, so that no key waits for its end."""

from collections.abc import Iterator
from contextlib import nullcontext
from time import monotonic
from typing import Generic, TypeVar

from tui.patience import patience

Hit = TypeVar("Hit")

MOST = 10_000
"""Hits that are usually looked for; beyond, the count says "more than"."""

SLICE = 0.003
"""Seconds that are looked for at a time."""

AGAIN = 0.3
"""Seconds after which what is found so far is shown anew while more comes."""

REST = 0.003
"""Seconds between two slices, in which a key gets all its turns: it takes several."""


class Looking(Generic[Hit]):
    """The `hits` so far of what `coming` yields, which is None where a slice may end.

    `impatient` gives a slice up that takes far too long, as a regular expression may. At `most` so
    many are looked for.
    """

    def __init__(self, coming: Iterator[Hit | None], *, impatient: bool, most: int = MOST) -> None:
        self.hits: list[Hit] = []
        self.done = False
        self._coming = coming
        self._impatient = impatient
        self._most = most

    @property
    def full(self) -> bool:
        """Whether there are as many hits as are looked for."""
        return len(self.hits) >= self._most

    def go_on(self, seconds: float = SLICE) -> None:
        """Look on for so long, or to the end. Raises `TakesTooLong`, and then this is the end."""
        until = monotonic() + seconds
        self.done = True
        with patience() if self._impatient else nullcontext():
            for hit in self._coming:
                if hit is not None:
                    self.hits.append(hit)
                if self.full:
                    return
                if monotonic() >= until:
                    self.done = False
                    return

    def finish(self) -> None:
        """Look on to the end, if that is not reached. Raises `TakesTooLong`."""
        if not self.done:
            self.go_on(float("inf"))
