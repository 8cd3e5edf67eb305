"""Saves a study in one place, handing its changes and checkpoints to the writer."""

import atexit
from collections.abc import Callable
from pathlib import Path

from annotations.change import Change
from annotations.errors import DiptychError
from annotations.record import Clock
from annotations.store.checkpoint import Snapshot
from annotations.store.encoding import rest
from annotations.store.place import Place
from annotations.store.status import SaveStatus
from annotations.store.writer import Writer
from annotations.study.study import Study


class Saving:
    """From construction to `end`, every change of the study goes to the journal of `place`.

    `tell` is called from the writer thread at each new status. A process that exits without
    closing the study still waits until its changes are on the disk.
    """

    def __init__(self, study: Study, place: Place, clock: Clock, tell: Callable[[], None]) -> None:
        self._study = study
        self._writer = Writer(place, study.last, clock, tell)
        study.sinks.append(self._take)
        atexit.register(self.flush)

    @property
    def path(self) -> Path:
        """The study file."""
        return self._writer.place.paths.study

    @property
    def status(self) -> SaveStatus:
        """How safe the edits are now."""
        return self._writer.status

    def flush(self, timeout: float | None = None) -> bool:
        """Wait, at most `timeout` seconds, until all edits are on the disk; return whether so."""
        return self._writer.flush(self._study.last, timeout)

    def begin_checkpoint(self) -> None:
        """Fold the journal into the file in the background, if there is anything to fold."""
        self._fold(rest)

    def checkpoint(self) -> None:
        """Fold the journal into the file, and wait until that is done.

        Raises `DiptychError` when there are edits that cannot even be journalled.
        """
        self._writer.wait_for_fold()
        self._insist()
        if self._fold(None):
            self._writer.wait_for_fold()
            self._insist()

    def _insist(self) -> None:
        if not self.flush():
            raise DiptychError(self.status.message)

    def _fold(self, between: Callable[[], None] | None) -> bool:
        """Begin a checkpoint if there is anything to fold; return whether there was."""
        is_needed = self._writer.place.folded < self._study.last
        if is_needed:
            self._writer.fold(Snapshot.of(self._study.state, self._study.last), between)
        return is_needed

    def end(self) -> None:
        """Stop saving; changes that are not on the disk yet are not saved."""
        atexit.unregister(self.flush)
        self._study.sinks.remove(self._take)
        self._writer.stop()

    def disown(self) -> None:
        """Stop saving in a forked child process, in which the writer thread does not exist.

        Nothing may wait for that thread, not even at exit, nor for a lock it held at the fork.
        """
        atexit.unregister(self.flush)
        self._study.sinks.remove(self._take)
        self._writer.place.disown()

    def _take(self, change: Change) -> None:
        """Hand a new change to the writer, with a move if another program changed the file."""
        departure = None
        if self._writer.place.watch.is_changed():
            departure = Snapshot.of(self._study.state, change.number)
        self._writer.put(change, departure)
