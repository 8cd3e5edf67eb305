"""Gathering the items of a long list a little at a time, so that no key waits for it."""

from collections.abc import Callable, Iterator
from time import perf_counter

from tui.widgets.lists.roll import Heading, Item


class Gathering:
    """Items collected from batches. `count` leaves headings out; `done` says that all are in."""

    def __init__(
        self, batches: Iterator[list[Item]], clock: Callable[[], float] = perf_counter
    ) -> None:
        self._batches = batches
        self._clock = clock
        self.found: list[Item] = []
        self.count = 0
        self.done = False

    def advance(self, seconds: float) -> None:
        """Gather for so long, give or take the work of one batch."""
        until = self._clock() + seconds
        for batch in self._batches:
            self.found += batch
            self.count += sum(not isinstance(item, Heading) for item in batch)
            if self._clock() >= until:
                return
        self.done = True
