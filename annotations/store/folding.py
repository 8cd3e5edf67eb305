"""The checkpoint in progress: its slow part runs on a thread of its own.

The writer decides what to do with the prepared file, and when.
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

    `ready` is a prepared snapshot that waits to be published. All of it must be accessed while
    holding `condition`, the writer's, which is notified on every change.
    """

    def __init__(self, condition: Condition) -> None:
        self.ready: tuple[Snapshot, Prepared] | None = None
        self._condition = condition
        self._thread: Thread | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether a checkpoint is in progress."""
        return self._thread is not None

    def begin(self, place: Place, snapshot: Snapshot, between: Callable[[], None] | None) -> None:
        """Begin a checkpoint; `between` is called between two slices of its encoding."""
        self._thread = Thread(
            target=self._prepare,
            args=(place, snapshot, between),
            name="study checkpoint",
            daemon=True,
        )
        self._thread.start()

    def end(self) -> None:
        """End the checkpoint, whether it succeeded or failed."""
        with self._condition:
            self.ready = None
            self._thread = None
            self._condition.notify_all()

    def give_up(self) -> None:
        """Wait for the thread, and delete a prepared file that will not be published now."""
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
            # The journal holds everything; a later checkpoint may succeed.
            with suppress(OSError):
                prepared = place.prepare(snapshot, between)
        finally:
            # Whatever went wrong, release callers that wait for the checkpoint.
            with self._condition:
                if prepared is None:
                    self._thread = None
                else:
                    self.ready = (snapshot, prepared)
                self._condition.notify_all()


def withdraw(prepared: Prepared) -> None:
    """Delete the prepared file, which is as large as the study and will not replace it now."""
    with suppress(OSError):
        disk.remove(prepared.path)
