"""The store that screens and commands use: an open study that is saved as it is edited."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

from annotations.interrupts import held_back
from annotations.record import Clock, IdMaker, new_id, utc_now
from annotations.store import disk
from annotations.store.checkpoint import Snapshot
from annotations.store.closing import leave
from annotations.store.fingerprint import Fingerprints
from annotations.store.opening import Access, Opened, Opening, found_new, open_study
from annotations.store.paths import Paths, real
from annotations.store.status import SaveStatus

if TYPE_CHECKING:
    from annotations.store.place import Place
    from annotations.store.saving import Saving


class Store:
    """A study and the files it lives in. Use it as a context manager, or `close` it.

    On leaving the context, a study that cannot be saved in place is saved whole to a new file in
    the folder `refuge`, if that is set; `NotSaved` says where the file is, or that edits are lost.
    `on_status` is called with each new `SaveStatus`, from the writer thread; it must not wait for
    the thread that edits. `holder` names the process that keeps the study read-only, if there is
    one; `recovered` is the number of changes found only in the journal, as after a crash.
    In a forked child process, a store is read-only.
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
        """Open a study, creating it if it does not exist, unless `access` is `"read"`.

        `"write"` needs the lock; `StudyBusy` names its holder. `"read"` reads file and journal as
        they are and leaves no trace. `"write or read"` falls back to reading. A backup
        (`NAME.json.bak`) opens read-only, with every acknowledged edit; `save_elsewhere` then makes
        it a study again. Raises `StudyDamaged` naming the damaged place, and `DiptychError` when
        the study cannot be opened.
        """
        opening = Opening(coder, clock, make_id, Fingerprints(state_folder))
        store: Store | None = None
        try:
            with held_back():
                store = cls(open_study(Paths(real(path)), access, opening), opening)
        except KeyboardInterrupt:
            # The caller never received the store, so it must be closed here.
            if store is not None:
                store.abandon()
            raise
        return store

    @property
    def path(self) -> Path:
        """The study file; it changes on `save_elsewhere` or a conflict."""
        return self._path if self._saving is None else self._saving.path

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._saving is None

    def look_again(self) -> bool:
        """Whether the process that held the study at opening has since released it or died.

        If so, `status` says so. The loaded study is not refreshed: it must be reopened to edit it.
        """
        from annotations.store.lock import is_held

        try:
            if not self.holder or is_held(Paths(self._path).lock):
                return False
        except OSError:
            # The lock file may not be inspected.
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

        Return False when they are not; `status` says why. A failed write, as on a full disk, ends
        the wait.
        """
        return self._saving is None or self._saving.flush(timeout)

    def begin_checkpoint(self) -> None:
        """Fold the journal into the file in the background, if there is anything to fold."""
        if self._saving is not None:
            self._saving.begin_checkpoint()

    def checkpoint(self) -> None:
        """Fold the journal into the file, and wait until that is done.

        Raises `DiptychError` when there are edits that cannot even be journalled. If only the file
        cannot be written, the journal stays and keeps every edit.
        """
        if self._saving is not None:
            self._saving.checkpoint()

    def close(self) -> None:
        """Save everything, fold it into the file, and release the lock.

        Raises `DiptychError` when there are edits that cannot be saved; the store then stays open
        for another attempt, for `save_elsewhere`, or for `abandon`.
        """
        self.study.settle()
        self.checkpoint()
        self.abandon()

    def abandon(self) -> None:
        """Close the store without saving; edits that are not on the disk yet are lost."""
        _open.discard(self)
        if saving := self._given_up("is closed."):
            saving.end()

    def save_elsewhere(self, path: Path) -> None:
        """Write the whole study, all edits included, to a new file, and continue in that file.

        The old file and its journal stay as they are. Raises `DiptychError` when the new file
        exists already or cannot be written either; then nothing has changed.
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
        # Imported lazily: a read-only study does not need it.
        from annotations.store.saving import Saving

        _open.add(self)
        self._saving = Saving(self.study, place, self._opening.clock, self._tell)

    def disown(self) -> None:
        """Make the store read-only in a forked child process: the study belongs to the parent."""
        if saving := self._given_up(
            "is open in the process that this one was forked off; close it there, and open it here "
            "again."
        ):
            saving.disown()

    def _given_up(self, why: str) -> "Saving | None":
        """Refuse edits from now on, for the reason `why`; return the `Saving` in use until now."""
        saving = self._saving
        if saving is not None:
            self._path = saving.path
            self._saving = None
            self.study.refusal = f"{self._path.name} {why}"
        return saving

    def _tell(self) -> None:
        """Pass the status to `on_status` if it has changed since the last call."""
        if self.on_status is None:
            return
        status = self.status
        if status != self._told:
            self._told = status
            self.on_status(status)


_open: WeakSet[Store] = WeakSet()
"""This process's open stores."""


def belongs_to_open(path: Path) -> bool:
    """Whether a file is a study that this process has open, or a file kept beside such a study."""
    target = real(path)
    return any(Paths(store.path).owns(target) for store in tuple(_open))


def _disown_all() -> None:
    for store in tuple(_open):
        store.disown()


disk.in_forked_children(_disown_all)
