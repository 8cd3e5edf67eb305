"""Long work in slices on the UI thread, so that keys are handled in between.

On this thread, the work may use the study as it is; another thread may not.
"""

from asyncio import sleep
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from time import monotonic
from typing import Generic, TypeVar

from tui.time_limit import time_limit

Found = TypeVar("Found")

SLICE = 0.003
"""Seconds of work before pending keys are handled."""

REST = 0.002
"""Seconds between two slices; handling a key takes several passes of the event loop."""

TRIES = 3
"""How often to prepare something from the study in slices, if an edit comes in each time.

After that it is prepared without a break.
"""

HEARD = 20
"""Rests after which all earlier key presses have been handled: they come from another thread."""

AGAIN = 0.3
"""Seconds between two progress reports."""


async def in_slices(
    steps: Iterable[object], told: Callable[[int], object] = lambda done: None
) -> None:
    """Run the steps of some work, each very short, yielding to the event loop after each `SLICE`.

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
    """Gathers the items of `batches` into `found`, slice by slice; `done` is set at the end.

    No more are gathered once there are `most`. If `limited`, a slice that takes far too long is
    stopped, as a regular expression may. A slice may end after any batch, so batches should be
    small.
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
        """Whether the maximum has been gathered."""
        return len(self.found) >= self._most

    def go_on(self) -> None:
        """Gather for one slice, or to the end. If `TakesTooLong` is raised, this is the end."""
        self._gather(SLICE)

    def finish(self) -> None:
        """Gather everything that remains. Raises `TakesTooLong`."""
        if not self.done:
            self._gather(inf)

    def slices(self) -> Iterator[None]:
        """Gather to the end, yielding after each slice. Raises `TakesTooLong`."""
        while not self.done:
            self.go_on()
            yield

    def _gather(self, seconds: float) -> None:
        until = monotonic() + seconds
        self.done = True
        with time_limit(limited=self._limited):
            for batch in self._batches:
                self.found += batch
                if self.full:
                    return
                if monotonic() >= until:
                    self.done = False
                    return


async def all_heard() -> None:
    """Wait until all keys pressed before now are handled: earlier work may have delayed them."""
    for _ in range(HEARD):
        await sleep(REST)
