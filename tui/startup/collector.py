"""When Python collects garbage: not while the program starts or ends, nor while the user waits.

Starting and opening a study create objects that stay. Scanning them repeatedly would take a fifth
of the time to the first frame, and later delay a key. The reader collects in the rests between one
key and the next.
"""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line avoids asyncio, which takes longer than everything else in it
    from asyncio import AbstractEventLoop, TimerHandle

SHORT_REST = 0.03
"""Seconds without key or mouse input after which the last input is taken to be dealt with."""

LONG_REST = 10.0
"""Seconds without input after which all objects may be scanned, not only the young ones.

That may take a third of a second, which would delay a key that comes then: it must not happen in a
pause to read a sentence.
"""

_YOUNG = 700
"""How many new objects are worth a collection; Python's own figure."""

_MANY_YOUNG = 5_000
"""How many new objects make Python itself collect if no rest comes, as while a key is held down."""

_MANY = 20_000
"""More objects than this are not scanned in a short rest, as that would delay a key."""

_TURNS = 10
"""Collections of one generation before the next older is collected; Python's own figure."""


def pause() -> None:
    """Turn garbage collection off until `resume`."""
    gc.disable()


def resume() -> None:
    """Turn garbage collection on again if it was paused, excluding the objects that exist now."""
    if not gc.isenabled():
        settle()
        gc.enable()


def settle() -> None:
    """Exclude the objects that exist now from garbage collection."""
    gc.freeze()


class Sweeper:
    """Collects garbage when there has been no input for a moment.

    Python by itself would collect while objects are being created, that is, while a key is being
    handled: every tenth page was delayed by 3 ms, and a letter typed into a search by 10 ms. It
    still collects the youngest objects if there is no rest.

    Reading an article for comparison, or an edit to a whole study, creates very many objects at
    once; they are left to a long rest.
    """

    def __init__(self, loop: "AbstractEventLoop") -> None:
        self._loop = loop
        self._rest: TimerHandle | None = None
        self._touched = loop.time()
        self._has_many = False
        """Whether there are so many objects that they have to wait for a long rest."""
        gc.set_threshold(_MANY_YOUNG, 100 * _TURNS, _TURNS)

    def put_off(self) -> None:
        """Wait for the next rest, as there was input or the terminal was resized."""
        self._touched = self._loop.time()
        if self._rest is not None:
            self._rest.cancel()
        self._rest = self._loop.call_later(SHORT_REST, self._sweep_young)

    def is_resting(self) -> bool:
        """Whether there has been no input for a moment."""
        return self._loop.time() - self._touched >= SHORT_REST

    def _sweep_young(self) -> None:
        young, turns, _ = gc.get_count()
        if turns >= _TURNS and not self._has_many:
            # Counting them takes long too.
            self._has_many = len(gc.get_objects(1)) > _MANY
            if not self._has_many:
                gc.collect(1)
        elif young >= _YOUNG:
            gc.collect(0)
        self._rest = self._loop.call_later(LONG_REST, self._sweep_old)

    def _sweep_old(self) -> None:
        self._rest, self._has_many = None, False
        _, turns, old_turns = gc.get_count()
        if old_turns >= _TURNS:
            gc.collect()
        elif turns >= _TURNS:
            gc.collect(1)
