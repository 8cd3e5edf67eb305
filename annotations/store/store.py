"""The store: an open study that is saved as it is edited; what screens and commands use."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

from annotations.interrupts import held_back
from annotations.record import Clock, IdMaker, new_id, utc_now
from annotations.store import disk
from annotations.store.checkpoint import Snapshot
from annotations.store.fingerprint import Fingerprints
from annotations.store.leaving import leave
from annotations.store.opening import Access, Opened, Opening, found_new, open_study
from annotations.store.paths import Paths, real
from annotations.store.status import SaveStatus

if TYPE_CHECKING:
    from annotations.store.place import Place
    from annotations.store.saving import Saving


class Store:
    """A study and the files it lives in. Use it as a context manager, or `close` it.

    Left as a context manager, what cannot be saved in its place goes, whole, to a new file in the
    folder `refuge`, if it has one; `NotSaved` tells where it is, or that it is lost.
    `on_status` is called with each new `SaveStatus`, from the writer's thread; it must not wait for
    the thread that edits. `holder` names the process that keeps a study read-only, where one does;
    `recovered` is the number of changes that were in the journal only, as after a crash.
    In a process that is forked off, a store is for reading only.
    """

    def __init__(self, opened: Opened, opening: Opening) -> None:
        self.study = opened.study
        self.holder = opened.holder
        self.recovered = opened.recovered
        self.refuge: Path | None = None
        self.on_status: Callable[[SaveStatus], None] | None = None
        self._path = opened.paths.study
        self._opening = opening
        self._told = SaveStatus("saved")
        self._saving: Saving | None = None
        _open.add(self)
        if opened.place is not None:
            self._save_in(opened.place)

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
        store: Store | None = None
        try:
            with held_back():
                store = cls(open_study(Paths(real(path)), access, opening), opening)
        except KeyboardInterrupt:
            # Nobody else will ever close it.
            if store is not None:
                store.abandon()
            raise
        return store

    @property
    def path(self) -> Path:
        """The study file; another one after `save_elsewhere` or a conflict."""
        return self._path if self._saving is None else self._saving.path

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._saving is None

    def look_again(self) -> bool:
        """Whether who held the study when it was opened does so no more, or was killed.

        `status` says so then. What was read stays as it is: to edit the study, it is opened anew.
        """
        from annotations.store.lock import is_held

        try:
            if not self.holder or is_held(Paths(self._path).lock):
                return False
        except OSError:
            # Whoever may not look cannot tell.
            return False
        self.holder = ""
        self.study.refusal = (
            f"Read-only: {self._path.name} is free now; leave and open it again to edit it."
        )
        return True

    @property
    def status(self) -> SaveStatus:
        """How safe the edits are now."""
        if self._saving is None:
            return SaveStatus("read-only", self.study.refusal)
        return self._saving.status

    def flush(self, timeout: float | None = None) -> bool:
        """Wait, at most `timeout` seconds, until all edits made so far are on the disk.

        False when they are not: `status` says why. It does not wait out a disk that stays full.
        """
        return self._saving is None or self._saving.flush(timeout)

    def begin_checkpoint(self) -> None:
        """Fold the journal into the file beside the reader's work, if there is anything to fold."""
        if self._saving is not None:
            self._saving.begin_checkpoint()

    def checkpoint(self) -> None:
        """Fold the journal into the file, and wait for it.

        Raises `DiptychError` when there are edits that cannot even be journalled. Where only the
        file cannot be written, the journal stays, and with it every edit.
        """
        if self._saving is not None:
            self._saving.checkpoint()

    def close(self) -> None:
        """Save everything, fold it into the file, give the lock back.

        Raises `DiptychError` when there are edits that cannot be saved; then the store is still
        open, for another attempt, for `save_elsewhere`, or for `abandon`.
        """
        self.study.settle()
        self.checkpoint()
        self.abandon()

    def abandon(self) -> None:
        """Give the study up as it is on the disk now; edits that are not there are lost."""
        _open.discard(self)
        if saving := self._given_up("is closed."):
            saving.end()

    def save_elsewhere(self, path: Path) -> None:
        """Write the whole study, all edits included, to a new file, and go on there.

        The old file and its journal stay as they are. Raises `DiptychError` when there is a file
        already, or the study cannot be written there either; then nothing has changed.
        """
        self.study.settle()
        snapshot = Snapshot.of(self.study.state, self.study.last)
        place = found_new(Paths(real(path)), snapshot, self._opening, self.path)
        self.abandon()
        self.study.refusal = ""
        self.holder = ""
        self._save_in(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        leave(self)

    def _save_in(self, place: "Place") -> None:
        # Who only reads a study does without.
        from annotations.store.saving import Saving

        _open.add(self)
        self._saving = Saving(self.study, place, self._opening.clock, self._tell)

    def disown(self) -> None:
        """Be for reading only, in a process that was forked off: the study is its parent's."""
        if saving := self._given_up(
            "is open in the process that this one was forked off; close it there, and open it here "
            "again."
        ):
            saving.disown()

    def _given_up(self, why: str) -> "Saving | None":
        """Refuse edits from now on, and say why of the file; what was saving it until now."""
        saving = self._saving
        if saving is not None:
            self._path = saving.path
            self._saving = None
            self.study.refusal = f"{self._path.name} {why}"
        return saving

    def _tell(self) -> None:
        """Pass a new status on, unless nothing has changed since the last."""
        if self.on_status is None:
            return
        status = self.status
        if status != self._told:
            self._told = status
            self.on_status(status)


_open: WeakSet[Store] = WeakSet()
"""The stores of this process that are open."""


def belongs_to_open(path: Path) -> bool:
    """Whether a file is a study that this process has open, or one that it keeps beside itself."""
    target = real(path)
    return any(Paths(store.path).owns(target) for store in tuple(_open))


def _disown_all() -> None:
    for store in tuple(_open):
        store.disown()


disk.in_forked_children(_disown_all)
