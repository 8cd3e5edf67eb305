"""Long work beside the reading, in slices on the screen's own thread: keys have turns between them.

What is worked on may be looked at there as it is, which another thread may not do.
"""

from asyncio import sleep
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from time import monotonic
from typing import Generic, TypeVar

from tui.patience import patience

Found = TypeVar("Found")

SLICE = 0.003
"""Seconds of work before a key gets its turn."""

REST = 0.002
"""Seconds between two slices, in which a key gets all its turns: it takes several."""

TRIES = 3
"""How often something is made of the study between keys, where each time an edit comes between.

After that it is made without a rest."""

HEARD = 20
"""Rests after which all keys pressed before have been acted on: they come from another thread."""

AGAIN = 0.3
"""Seconds between two words on how far the work is."""


async def in_turns(
    steps: Iterable[object], told: Callable[[int], object] = lambda done: None
) -> None:
    """Do work in steps that take no time to speak of each; keys have their turn after a `SLICE`.

    `told` is called with the number of steps done, every `AGAIN` seconds.
    """
    began = shown = monotonic()
    for done, _ in enumerate(steps, start=1):
        now = monotonic()
        if now - shown > AGAIN:
            told(done)
            shown = now
        if now - began > SLICE:
            await sleep(REST)
            began = monotonic()


class Gathering(Generic[Found]):
    """Gathers what `batches` bring, a slice at a time: `found` so far; `done` when that is all.

    No more than `most` are gathered. Where it is `limited`, a slice is stopped that takes far too
    long, as a regular expression may. A slice may end after any batch, so they are small.
    """

    def __init__(
        self, batches: Iterable[Sequence[Found]], *, limited: bool = False, most: float = inf
    ) -> None:
        self.found: list[Found] = []
        self.done = False
        self._batches = iter(batches)
        self._limited = limited
        self._most = most

    @property
    def full(self) -> bool:
        """Whether there are as many as are gathered at the most."""
        return len(self.found) >= self._most

    def go_on(self) -> None:
        """Gather for one slice, or to the end. Raises `TakesTooLong`, and then this is the end."""
        self._gather(SLICE)

    def finish(self) -> None:
        """Gather all that is still to come. Raises `TakesTooLong`."""
        if not self.done:
            self._gather(inf)

    def slices(self) -> Iterator[None]:
        """Gather slice by slice, to the end. Raises `TakesTooLong`."""
        while not self.done:
            self.go_on()
            yield

    def _gather(self, seconds: float) -> None:
        until = monotonic() + seconds
        self.done = True
        with patience(limited=self._limited):
            for batch in self._batches:
                self.found += batch
                if self.full:
                    return
                if monotonic() >= until:
                    self.done = False
                    return


async def all_heard() -> None:
    """Wait until all keys pressed before now are acted on: some work may have held them up."""
    for _ in range(HEARD):
        await sleep(REST)
