"""When Python looks for garbage: not while the program starts or ends, nor while somebody waits.

Starting and opening a study make objects that stay. Looking through them over and over would take a
fifth of the time to the first frame, and later hold up a key. In the reader it is done in the rests
between one key and the next.
"""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line does without asyncio, which takes longer than all else of it
    from asyncio import AbstractEventLoop, TimerHandle

SHORT_REST = 0.03
"""Seconds without a key or the mouse after which the answer to the last one is taken to be out."""

LONG_REST = 10.0
"""Seconds without either after which all objects may be looked through, not the young ones only.

That may take a third of a second, for which a key that comes then would wait: nobody who pauses to
read a sentence is to meet it.
"""

_YOUNG = 700
"""How many new objects are worth a look; Python's own figure."""

_MANY_YOUNG = 5_000
"""How many have Python look by itself where no rest comes, as when a key is held down."""

_MANY = 20_000
"""More objects than this are not looked through in a short rest: a key would wait for it."""

_TURNS = 10
"""After so many looks at one generation the next older one has its turn; Python's own figure."""


def pause() -> None:
    """Look for no garbage until `resume`."""
    gc.disable()


def resume() -> None:
    """Look for garbage again, but not among what is there now, if it was paused."""
    if not gc.isenabled():
        settle()
        gc.enable()


def settle() -> None:
    """Look for no garbage among what is there now."""
    gc.freeze()


class Sweeper:
    """Looks for garbage when nobody has touched anything for a moment.

    Python by itself would do so in the midst of what makes the objects, the answer to a key: every
    tenth page waited 3 ms for it, and a letter typed into a search 10 ms. It still does where there
    is no rest, among the youngest objects.

    Very many at once come of reading an article for comparing or of an edit to a whole study; they
    are left to a long rest.
    """

    def __init__(self, loop: "AbstractEventLoop") -> None:
        self._loop = loop
        self._rest: TimerHandle | None = None
        self._touched = loop.time()
        self._has_many = False
        """Whether there are so many objects that have to wait for a long rest."""
        gc.set_threshold(_MANY_YOUNG, 100 * _TURNS, _TURNS)

    def put_off(self) -> None:
        """Wait for the next rest: something was touched, or the terminal has another size."""
        self._touched = self._loop.time()
        if self._rest is not None:
            self._rest.cancel()
        self._rest = self._loop.call_later(SHORT_REST, self._sweep_young)

    def is_resting(self) -> bool:
        """Whether nobody has touched anything for a moment."""
        return self._loop.time() - self._touched >= SHORT_REST

    def _sweep_young(self) -> None:
        young, turns, _ = gc.get_count()
        if turns >= _TURNS and not self._has_many:
            # To count them takes long too.
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
