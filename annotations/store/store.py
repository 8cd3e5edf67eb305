"""The store: an open study that is saved as it is edited; what screens and commands use."""

import atexit
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.change import Change
from annotations.errors import DiptychError
from annotations.record import Clock, IdMaker, new_id, utc_now
from annotations.store.access import Access, Opened, Opening, found_new, open_study
from annotations.store.checkpoint import Snapshot
from annotations.store.fingerprint import Fingerprints
from annotations.store.journal import encode_change
from annotations.store.paths import Paths
from annotations.store.place import Place
from annotations.store.status import SaveStatus
from annotations.store.storage import rest
from annotations.store.writer import Writer


class Store:
    """A study and the files it lives in. Use it as a context manager, or `close` it.

    `on_status` is called with each new `SaveStatus`, from the writer's thread; it must not wait for
    the thread that edits. `holder` names the process that keeps a study read-only, where one does.
    """

    def __init__(self, opened: Opened, opening: Opening) -> None:
        self.study = opened.study
        self.holder = opened.holder
        self.on_status: Callable[[SaveStatus], None] | None = None
        self._paths = opened.paths
        self._opening = opening
        self._told = SaveStatus("saved")
        self._writer: Writer | None = None
        if opened.place is not None:
            self._begin_writing(opened.place)

    @classmethod
    def open(
        cls, path: Path, *, coder: str, access: Access = "write",
        state_folder: Path | None = None, clock: Clock = utc_now, make_id: IdMaker = new_id,
    ) -> "Store":  # fmt: skip
        """Open a study; one that is not there is made, unless `access` is `"read"`.

        `"write"` needs the lock: `StudyBusy` says who has it. `"read"` takes file and journal as
        they are and leaves no trace. `"write or read"` is the one, or else the other. A backup
        (`NAME.json.bak`) opens for reading only, with every edit that was acknowledged; from there
        `save_elsewhere` makes it a study again. Raises `StudyDamaged` naming the place that is
        damaged, and `DiptychError` for what cannot be opened.
        """
        opening = Opening(coder, clock, make_id, Fingerprints(state_folder))
        paths = Paths(Path(os.path.realpath(path.expanduser())))
        return cls(open_study(paths, access, opening), opening)

    @property
    def path(self) -> Path:
        """The study file; another one after `save_elsewhere` or a conflict."""
        return self._paths.study if self._writer is None else self._writer.place.paths.study

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._writer is None

    @property
    def status(self) -> SaveStatus:
        """How safe the edits are now."""
        if self._writer is None:
            return SaveStatus("read-only", self.study.refusal)
        return self._writer.status

    def flush(self, timeout: float | None = None) -> bool:
        """Wait, at most `timeout` seconds, until all edits made so far are on the disk.

        False when they are not: `status` says why. It does not wait out a disk that stays full.
        """
        return self._writer is None or self._writer.flush(self.study.last, timeout)

    def begin_checkpoint(self) -> None:
        """Fold the journal into the file beside the reader's work, if there is anything to fold."""
        writer = self._writer
        if writer is not None and writer.place.folded < self.study.last:
            writer.fold(Snapshot.of(self.study.state, self.study.last), rest)

    def checkpoint(self) -> None:
        """Fold the journal into the file, and wait for it.

        Raises `DiptychError` when there are edits that cannot even be journalled. Where only the
        file cannot be written, the journal stays, and with it every edit.
        """
        if self._writer is None:
            return
        self._writer.wait_for_fold()
        if not self.flush():
            raise DiptychError(self.status.message)
        if self._writer.place.folded < self.study.last:
            self._writer.fold(Snapshot.of(self.study.state, self.study.last), None)
            self._writer.wait_for_fold()
            if not self.flush():
                raise DiptychError(self.status.message)

    def close(self) -> None:
        """Save everything, fold it into the file, give the lock back.

        Raises `DiptychError` when there are edits that cannot be saved; then the store is still
        open, for another attempt, for `save_elsewhere`, or for `abandon`.
        """
        self.checkpoint()
        self.abandon()

    def abandon(self) -> None:
        """Give the study up as it is on the disk now; edits that are not there are lost."""
        if self._writer is not None:
            self._paths = self._writer.place.paths
            self._end_writing(self._writer)
            self.study.refusal = f"{self.path.name} is closed."

    def save_elsewhere(self, path: Path) -> None:
        """Write the whole study, all edits included, to a new file, and go on there.

        The old file and its journal stay as they are. Raises `DiptychError` when there is a file
        already, or the study cannot be written there either; then nothing has changed.
        """
        paths = Paths(Path(os.path.realpath(path.expanduser())))
        snapshot = Snapshot.of(self.study.state, self.study.last)
        place = found_new(paths, snapshot, self._opening)
        if self._writer is not None:
            self._end_writing(self._writer)
        self.study.refusal = ""
        self.holder = ""
        self._begin_writing(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self.close()
        finally:
            self.abandon()

    def _begin_writing(self, place: Place) -> None:
        self._writer = Writer(place, self.study.last, self._opening.clock, self._tell)
        self.study.sinks.append(self._take)
        atexit.register(self.flush)

    def _end_writing(self, writer: Writer) -> None:
        atexit.unregister(self.flush)
        self.study.sinks.remove(self._take)
        self._writer = None
        writer.stop()

    def _take(self, change: Change) -> None:
        """Hand a change that was just made to the writer."""
        writer = self._writer
        if writer is None:
            return
        departure = None
        if writer.place.watch.is_changed():
            departure = Snapshot.of(self.study.state, change.number)
        writer.put(change.number, encode_change(change), departure)

    def _tell(self) -> None:
        """Pass a new status on, unless nothing has changed since the last."""
        status = self.status
        if status != self._told and self.on_status is not None:
            self._told = status
            self.on_status(status)
