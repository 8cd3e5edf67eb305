"""What there is to do for the files of a study that is edited, and the doing of it, piece by piece.

When the next piece is done is the writer's; how it is written, `annotations.store.place`'s.
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
"""Seconds after which a change of very many edits is on the screen, and its encoding in no way."""


class Work:
    """Changes to be journalled, checkpoints to be put in place, a file to be left for another.

    `attempt` is for one thread, the writer's; all else is for who holds the condition, which is
    told of every change. `awaited` is how many wait for it to be done. `tell` is called from the
    thread at each new status.
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
        """Whether there is something that is not on the disk, or not in its place there."""
        return bool(self.backlog or self.backlog.departure or self.place.lost)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to do now."""
        return self.is_due or self.folding.ready is not None

    def has(self, number: int) -> bool:
        """Whether all changes up to this number are on the disk, and in their place there."""
        backlog = self.backlog
        return backlog.durable >= number and backlog.departure is None and not self.place.lost

    def status(self, broken: str) -> SaveStatus:
        """How things stand; `broken` says why nothing is done any more, empty where it is."""
        pending = self.place.lost + len(self.backlog)
        why = (pending and broken) or self.attempts.trouble
        if why:
            return SaveStatus("unsaved", unsaved(why, pending), pending, why)
        if self._conflict:
            return SaveStatus("conflict", self._conflict, pending)
        return SaveStatus("saving" if pending else "saved", "", pending)

    def attempt(self) -> float:
        """Do what is next; the seconds to let pass before another attempt where this one failed.

        What fails stays where it is, to be tried again.
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
            # First of all: who waits for it must not wait for what may fail again and again.
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
        """Changes as the journal holds them; very many edits only when what they did is shown.

        Whoever waits for them is not kept waiting for that.
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
            # The journal holds everything; another checkpoint may do better. Edits do not wait.
            withdraw(prepared)
        finally:
            self.folding.end()
