"""The thread that writes: changes come in, go to the journal in groups, and are reported as saved.

It decides when something is written and tried again. What there is to do, and the doing of it, is
`annotations.store.work`.
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

    `last` is the number of the last change that is on the disk. `tell` is called from the thread
    at each new status; it must not wait for the thread that edits.
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
        """Take in the next change; with `departure`, the study first goes on in another file."""
        with self._condition:
            self._work.backlog.put(change, departure)
            self._wake()

    @property
    def status(self) -> SaveStatus:
        """How things stand at this moment."""
        with self._condition:
            return self._work.status("saving has broken down" if self._has_ended else "")

    def flush(self, number: int, timeout: float | None = None) -> bool:
        """Wait until the changes up to `number` are durable, at most `timeout` seconds.

        False when they are not, because time is up or because another attempt has just failed.
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
        """Begin a checkpoint, unless one is under way; the slow part has a thread of its own.

        None begins of edits that are not saved: it would wait for them, as long as that may take.
        """
        with self._condition:
            folding = self._work.folding
            is_wanted = not (folding.is_under_way or self._is_stopping)
            if is_wanted and self._work.has(snapshot.number):
                folding.begin(self.place, snapshot, between)
                self._wake()

    def wait_for_fold(self) -> None:
        """Wait until no checkpoint is under way."""
        with self._condition:
            self._condition.wait_for(lambda: not self._work.folding.is_under_way or self._has_ended)

    def stop(self) -> None:
        """End the thread once what it is doing is done or has failed; files stay as they are."""
        with self._condition:
            self._is_stopping = True
            self._work.awaited += 1
            self._condition.notify_all()
        if self._thread.ident:
            self._thread.join()
        self._work.folding.give_up()
        self.place.close()

    def _wake(self) -> None:
        """Have the thread look what there is to do; it begins when there first is something."""
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
        """Wait for something to do; False when it is time to stop."""
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
