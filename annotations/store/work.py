"""The pending work on the files of an edited study, done one piece at a time.

The writer decides when the next piece is done; `annotations.store.place` writes it.
"""

from collections.abc import Callable
from threading import Condition

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
"""Seconds until a change of very many edits is on the screen, so that encoding delays nothing."""


class Work:
    """Changes to journal, checkpoints to publish, and a move to another file.

    Only the writer thread calls `attempt`; all else must be accessed while holding `condition`,
    which is notified on every change. `awaited` is the number of callers waiting for the work to
    be done. `tell` is called from the writer thread at each new status.
    """

    def __init__(
        self, condition: Condition, place: Place, last: int, clock: Clock, tell: Callable[[], None]
    ) -> None:
        self.place = place
        self.backlog = Backlog(last)
        self.folding = Folding(condition)
        self.attempts = Attempts()
        self.awaited = 0
        self._conflict = ""
        self._condition = condition
        self._clock = clock
        self._tell = tell

    @property
    def is_due(self) -> bool:
        """Whether there are unwritten changes, a pending move, or changes of a lost journal."""
        return bool(self.backlog or self.backlog.departure or self.place.lost)

    @property
    def is_ready(self) -> bool:
        """Whether there is work to do now, including a prepared checkpoint to publish."""
        return self.is_due or self.folding.ready is not None

    def has(self, number: int) -> bool:
        """Whether changes up to `number` are on the disk, with no move or lost journal pending."""
        backlog = self.backlog
        return backlog.durable >= number and backlog.departure is None and not self.place.lost

    def status(self, broken: str) -> SaveStatus:
        """How safe the edits are; `broken` says why the writer has stopped, empty if it has not."""
        pending = self.place.lost + len(self.backlog)
        why = (pending and broken) or self.attempts.trouble
        if why:
            return SaveStatus("unsaved", unsaved(why, pending), pending, why)
        if self._conflict:
            return SaveStatus("conflict", self._conflict, pending)
        return SaveStatus("saving" if pending else "saved", "", pending)

    def attempt(self) -> float:
        """Do the next piece of work; return the seconds to wait before a retry, 0 if it succeeded.

        Failed work stays pending, to be retried.
        """
        try:
            self._do()
        except OSError as error:
            pause = self._failed(trouble(error))
        except StudyBusy as error:
            pause = self._failed(str(error))
        else:
            pause = 0.0
            with self._condition:
                self.attempts.succeed()
                self._condition.notify_all()
        self._tell()
        return pause

    def _failed(self, why: str) -> float:
        with self._condition:
            self._condition.notify_all()
            return self.attempts.fail(why if self.is_due else "")

    def _do(self) -> None:
        with self._condition:
            departure, ready = self.backlog.departure, self.folding.ready
            batch = self.backlog.changes
            self.attempts.begin()
        if ready is not None:
            # Callers are waiting for this checkpoint; do it before work that may keep failing.
            self._publish(*ready)
        elif departure is not None:
            if self.place.watch.is_changed():
                self._depart(departure)
            with self._condition:
                self.backlog.settle_departure(departure)
        elif batch:
            self._tell()
            self.place.append(batch[0].number, self._encoded(batch))
            with self._condition:
                self.backlog.settle(batch[-1].number)
        else:
            self.place.restore()

    def _encoded(self, batch: list[Change]) -> list[Pieces]:
        """Encode changes for the journal; very many edits only after the screen has shown them.

        That delay of `SHOWN` seconds is skipped when a caller waits for the changes.
        """
        if sum(len(change.edits) for change in batch) > SLICE:
            with self._condition:
                self._condition.wait_for(lambda: self.awaited, SHOWN)
        return [encode_change(change, self._rest) for change in batch]

    def _rest(self) -> None:
        if not self.awaited:
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
        with self._condition:
            self.backlog.settle(snapshot.number)

    def _publish(self, snapshot: Snapshot, prepared: Prepared) -> None:
        try:
            if self.place.watch.is_changed():
                with self._condition:
                    self.backlog.departure = self.backlog.departure or snapshot
                withdraw(prepared)
            else:
                self.place.publish(snapshot, prepared)
        except OSError:
            # The journal holds everything and edits go on; a later checkpoint may succeed.
            withdraw(prepared)
        finally:
            self.folding.end()
