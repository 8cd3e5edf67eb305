"""Long work beside the reading, in slices on the screen's own thread: keys have turns between them.

What is worked on may be looked at there as it is, which another thread may not do.
"""

from asyncio import sleep
from collections.abc import Callable, Iterable
from time import monotonic

SLICE = 0.003
"""Seconds of work before a key gets its turn."""

REST = 0.002
"""Seconds between two slices, in which a key gets all its turns: it takes several."""

TRIES = 3
"""How often the study may be edited while something is made of it; then no key comes between."""

HEARD = 20
"""Rests within which what was pressed before is acted on: it comes over from another thread."""

AGAIN = 0.3
"""Seconds after which it is told anew how far the work is."""


async def in_turns(
    steps: Iterable[object], told: Callable[[int], object] = lambda done: None
) -> None:
    """Go through steps of work that take no time to speak of; `told` hears how many are done."""
    began = shown = monotonic()
    for done, _ in enumerate(steps, start=1):
        now = monotonic()
        if now - shown > AGAIN:
            told(done)
            shown = now
        if now - began > SLICE:
            await sleep(REST)
            began = monotonic()


async def all_heard() -> None:
    """Have all keys acted on that were pressed before now, as behind work that held them up."""
    for _ in range(HEARD):
        await sleep(REST)
