"""The writer thread: it takes changes, journals them in groups, and reports them as saved.

It decides when to write and when to retry. `annotations.store.work` holds the pending work and
does it.
"""

from collections.abc import Callable
from threading import Condition, Thread

from annotations.change import Change
from annotations.record import Clock
from annotations.store.checkpoint import Snapshot
from annotations.store.place import Place
from annotations.store.status import SaveStatus
from annotations.store.work import Work


class Writer:
    """One study's writer thread, from the first change to `stop`.

    `last` is the number of the last change that is on the disk. `tell` is called from the writer
    thread at each new status; it must not wait for the thread that edits.
    """

    def __init__(self, place: Place, last: int, clock: Clock, tell: Callable[[], None]) -> None:
        self._condition = Condition()
        self._work = Work(self._condition, place, last, clock, tell)
        self._is_stopping = False
        self._has_ended = False
        self._thread = Thread(target=self._run, name="study writer", daemon=True)

    @property
    def place(self) -> Place:
        """Where the study lies on the disk now."""
        return self._work.place

    def put(self, change: Change, departure: Snapshot | None = None) -> None:
        """Queue the next change; with `departure`, the study first moves to another file."""
        with self._condition:
            self._work.backlog.put(change, departure)
            self._wake()

    @property
    def status(self) -> SaveStatus:
        """How safe the edits are now."""
        with self._condition:
            return self._work.status("saving has broken down" if self._has_ended else "")

    def flush(self, number: int, timeout: float | None = None) -> bool:
        """Wait until the changes up to `number` are durable, at most `timeout` seconds.

        Return whether they are. Besides a timeout, a newly failed attempt or the end of the writer
        thread ends the wait.
        """
        work, attempts = self._work, self._work.attempts
        with self._condition:
            failed = attempts.failed
            attempts.hurry()
            work.awaited += 1
            self._wake()
            self._condition.wait_for(
                lambda: work.has(number) or attempts.failed > failed or self._has_ended, timeout
            )
            work.awaited -= 1
            return work.has(number)

    def fold(self, snapshot: Snapshot, between: Callable[[], None] | None) -> None:
        """Begin a checkpoint, unless one is in progress; its slow part runs on its own thread.

        No checkpoint begins while its edits are unsaved: it would have to wait for them, for
        however long that takes.
        """
        with self._condition:
            folding = self._work.folding
            is_wanted = not (folding.is_under_way or self._is_stopping)
            if is_wanted and self._work.has(snapshot.number):
                folding.begin(self.place, snapshot, between)
                self._wake()

    def wait_for_fold(self) -> None:
        """Wait until no checkpoint is in progress."""
        with self._condition:
            self._condition.wait_for(lambda: not self._work.folding.is_under_way or self._has_ended)

    def stop(self) -> None:
        """End the thread after its current piece of work succeeds or fails, and close the place.

        The study file and journal stay as they are.
        """
        with self._condition:
            self._is_stopping = True
            self._work.awaited += 1
            self._condition.notify_all()
        if self._thread.ident:
            self._thread.join()
        self._work.folding.give_up()
        self.place.close()

    def _wake(self) -> None:
        """Notify the thread of new work; start it when there first is some."""
        if not self._thread.ident and (self._work.is_due or self._work.folding.is_under_way):
            self._thread.start()
        self._condition.notify_all()

    def _run(self) -> None:
        try:
            while self._await_work():
                if pause := self._work.attempt():
                    self._await_another_attempt(pause)
        finally:
            with self._condition:
                self._has_ended = True
                self._condition.notify_all()

    def _await_work(self) -> bool:
        """Wait for work; return False when it is time to stop."""
        with self._condition:
            while not (self._work.is_ready or self._is_stopping):
                self._condition.wait()
            return not self._is_stopping

    def _await_another_attempt(self, pause: float) -> None:
        attempts, folding = self._work.attempts, self._work.folding
        with self._condition:
            self._condition.wait_for(
                lambda: attempts.is_hurried or self._is_stopping or folding.ready, pause
            )
