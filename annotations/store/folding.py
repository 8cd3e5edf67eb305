"""The checkpoint that a writer has under way: its slow part goes on on a thread of its own.

What is done with it once it is prepared, and when, is the writer's.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

from annotations.store import disk
from annotations.store.checkpoint import Snapshot
from annotations.store.encoding import Prepared
from annotations.store.place import Place


class Folding:
    """One checkpoint at a time, from `begin` to `end`.

    `ready` is what is prepared and waits to be put in place. All of it is looked at and altered
    under the writer's condition, which is told of every change.
    """

    def __init__(self, condition: Condition) -> None:
        self.ready: tuple[Snapshot, Prepared] | None = None
        self._condition = condition
        self._thread: Thread | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether one has begun and not ended."""
        return self._thread is not None

    def begin(self, place: Place, snapshot: Snapshot, between: Callable[[], None] | None) -> None:
        """Begin one; `between` is called between two slices of it."""
        self._thread = Thread(
            target=self._prepare,
            args=(place, snapshot, between),
            name="study checkpoint",
            daemon=True,
        )
        self._thread.start()

    def end(self) -> None:
        """Note that it is over, whatever has come of it."""
        with self._condition:
            self.ready = None
            self._thread = None
            self._condition.notify_all()

    def give_up(self) -> None:
        """Wait for its thread, and take away what nobody puts in place any more."""
        thread = self._thread
        if thread is not None:
            thread.join()
        if self.ready is not None:
            withdraw(self.ready[1])

    def _prepare(
        self, place: Place, snapshot: Snapshot, between: Callable[[], None] | None
    ) -> None:
        prepared = None
        try:
            # The journal holds everything; another checkpoint may do better.
            with suppress(OSError):
                prepared = place.prepare(snapshot, between)
        finally:
            # Whatever went wrong, who waits for the checkpoint waits no longer.
            with self._condition:
                if prepared is None:
                    self._thread = None
                else:
                    self.ready = (snapshot, prepared)
                self._condition.notify_all()


def withdraw(prepared: Prepared) -> None:
    """Take away what nobody gives the study's name any more: it is as large as the study."""
    with suppress(OSError):
        disk.remove(prepared.path)
