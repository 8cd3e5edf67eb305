"""The thread that writes: changes come in, go to the journal in groups, and are reported as saved.

It decides when something is written and tried again, not how: that is `annotations.store.place`.
"""

from collections.abc import Callable
from threading import Condition, Thread

from annotations.change import Change
from annotations.errors import StudyBusy
from annotations.record import Clock
from annotations.store.attempts import Attempts
from annotations.store.backlog import Backlog
from annotations.store.checkpoint import Snapshot
from annotations.store.encoding import Prepared, rest
from annotations.store.folding import Folding, withdraw
from annotations.store.pieces import SLICE, Pieces, encode_change
from annotations.store.place import Place
from annotations.store.status import SaveStatus, trouble, unsaved

SHOWN = 0.1
"""Seconds after which a change of very many edits is on the screen, and its encoding in no way."""


class Writer:
    """One study's writer thread, from the first change to `stop`.

    `last` is the number of the last change that is on the disk. `tell` is called from the thread
    at each new status; it must not wait for the thread that edits.
    """

    def __init__(self, place: Place, last: int, clock: Clock, tell: Callable[[], None]) -> None:
        self.place = place
        self._clock = clock
        self._tell = tell
        self._condition = Condition()
        self._backlog = Backlog(self._condition, last)
        self._awaited = 0
        self._conflict = ""
        self._attempts = Attempts()
        self._folding = Folding(self._condition)
        self._is_stopping = False
        self._has_ended = False
        self._thread = Thread(target=self._run, name="study writer", daemon=True)

    def put(self, change: Change, departure: Snapshot | None = None) -> None:
        """Take in the next change; with `departure`, the study first goes on in another file."""
        with self._condition:
            self._backlog.put(change, departure)
            self._wake()

    @property
    def status(self) -> SaveStatus:
        """How things stand at this moment."""
        with self._condition:
            pending = self.place.lost + len(self._backlog)
            why = self._attempts.trouble
            if self._has_ended and pending:
                why = "saving has broken down"
            if why:
                return SaveStatus("unsaved", unsaved(why, pending), pending, why)
            if self._conflict:
                return SaveStatus("conflict", self._conflict, pending)
            return SaveStatus("saving" if pending else "saved", "", pending)

    def flush(self, number: int, timeout: float | None = None) -> bool:
        """Wait until the changes up to `number` are durable, at most `timeout` seconds.

        False when they are not, because time is up or because another attempt has just failed.
        """
        with self._condition:
            attempts, failed = self._attempts, self._attempts.failed
            attempts.hurry()
            self._awaited += 1
            self._wake()
            self._condition.wait_for(
                lambda: self._has(number) or attempts.failed > failed or self._has_ended, timeout
            )
            self._awaited -= 1
            return self._has(number)

    def _has(self, number: int) -> bool:
        backlog = self._backlog
        return backlog.durable >= number and backlog.departure is None and not self.place.lost

    def fold(self, snapshot: Snapshot, between: Callable[[], None] | None) -> None:
        """Begin a checkpoint, unless one is under way; the slow part has a thread of its own.

        None begins of edits that are not saved: it would wait for them, as long as that may take.
        """
        with self._condition:
            is_wanted = not (self._folding.is_under_way or self._is_stopping)
            if is_wanted and self._has(snapshot.number):
                self._folding.begin(self.place, snapshot, between)
                self._wake()

    def wait_for_fold(self) -> None:
        """Wait until no checkpoint is under way."""
        with self._condition:
            self._condition.wait_for(lambda: not self._folding.is_under_way or self._has_ended)

    def stop(self) -> None:
        """End the thread once what it is doing is done or has failed; files stay as they are."""
        with self._condition:
            self._is_stopping = True
            self._condition.notify_all()
        if self._thread.ident:
            self._thread.join()
        self._folding.give_up()
        self.place.close()

    def _wake(self) -> None:
        """Have the thread look what there is to do; it begins when there first is something."""
        if not self._thread.ident and (self._is_due or self._folding.is_under_way):
            self._thread.start()
        self._condition.notify_all()

    def _run(self) -> None:
        try:
            while self._await_work():
                try:
                    self._work()
                except OSError as error:
                    self._has_failed(trouble(error))
                except StudyBusy as error:
                    self._has_failed(str(error))
                else:
                    self._has_succeeded()
        finally:
            with self._condition:
                self._has_ended = True
                self._condition.notify_all()

    def _await_work(self) -> bool:
        """Wait for something to do; False when it is time to stop."""
        with self._condition:
            while not (self._is_due or self._folding.ready or self._is_stopping):
                self._condition.wait()
            return not self._is_stopping

    @property
    def _is_due(self) -> bool:
        """Whether there is something that is not on the disk, or not in its place there."""
        return bool(self._backlog or self._backlog.departure or self.place.lost)

    def _work(self) -> None:
        """Do what there is to do. What fails stays where it is, to be tried again."""
        with self._condition:
            departure, ready = self._backlog.departure, self._folding.ready
            batch = self._backlog.changes
            self._attempts.begin()
        if ready is not None:
            # First of all: who waits for it must not wait for what may fail again and again.
            self._publish(*ready)
        elif departure is not None:
            if self.place.watch.is_changed():
                self._depart(departure)
            self._backlog.settle_departure(departure)
        elif batch:
            self._tell()
            self.place.append(batch[0].number, self._encoded(batch))
            self._backlog.settle(batch[-1].number)
        else:
            self.place.restore()

    def _encoded(self, batch: list[Change]) -> list[Pieces]:
        """Changes as the journal holds them; very many edits only when what they did is shown.

        Whoever waits for them is not kept waiting for that.
        """
        if sum(len(change.edits) for change in batch) > SLICE:
            with self._condition:
                self._condition.wait_for(lambda: self._awaited or self._is_stopping, SHOWN)
        return [encode_change(change, self._rest) for change in batch]

    def _rest(self) -> None:
        if not self._awaited:
            rest()

    def _depart(self, snapshot: Snapshot) -> None:
        left = self.place.paths.study
        what = f"changed {left.name}; it was left as it is, and your study"
        if not left.exists():
            what = f"removed {left.name}; your study"
        self.place = self.place.departed(snapshot, self._clock())
        self._conflict = (
            f"Another program has {what}, with all your edits, goes on as "
            f"{self.place.paths.study.name}."
        )
        self._backlog.settle(snapshot.number)

    def _publish(self, snapshot: Snapshot, prepared: Prepared) -> None:
        try:
            if self.place.watch.is_changed():
                with self._condition:
                    self._backlog.departure = self._backlog.departure or snapshot
                withdraw(prepared)
            else:
                self.place.publish(snapshot, prepared)
        except OSError:
            # The journal holds everything; another checkpoint may do better. Edits do not wait.
            withdraw(prepared)
        finally:
            self._folding.end()

    def _has_succeeded(self) -> None:
        with self._condition:
            self._attempts.succeed()
            self._condition.notify_all()
        self._tell()

    def _has_failed(self, why: str) -> None:
        with self._condition:
            pause = self._attempts.fail(why if self._is_due else "")
            self._condition.notify_all()
        self._tell()
        with self._condition:
            self._condition.wait_for(
                lambda: self._attempts.is_hurried or self._is_stopping or self._folding.ready, pause
            )
