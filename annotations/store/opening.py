"""Opens a study's files for reading or writing, or says in one sentence why it cannot."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EROFS
from pathlib import Path
from stat import S_IWGRP, S_IWOTH, S_IWUSR
from typing import TYPE_CHECKING, Literal

import msgspec

from annotations.errors import DiptychError, StudyBusy
from annotations.record import Clock, IdMaker
from annotations.store import disk
from annotations.store.backup import advising, is_backup
from annotations.store.checkpoint import Snapshot, settle
from annotations.store.finding import Found, find, find_held, missing, replay
from annotations.store.fingerprint import Fingerprints
from annotations.store.paths import Paths
from annotations.store.status import trouble
from annotations.study.state import State
from annotations.study.study import Study

if TYPE_CHECKING:
    from annotations.store.lock import StudyLock
    from annotations.store.place import Place

Access = Literal["write", "read", "write or read"]
"""The access wanted to a study; the last falls back to reading where writing is impossible."""


class Unwritable(DiptychError):
    """The study cannot be written at its path."""


class Opening(msgspec.Struct, frozen=True):
    """What every study is opened with: its coder, and the dependencies that callers inject."""

    coder: str
    clock: Clock
    make_id: IdMaker
    fingerprints: Fingerprints

    def study(self, found: Found) -> Study:
        """The study that was found, with the changes in its journal."""
        study = Study(found.state, coder=self.coder, clock=self.clock, make_id=self.make_id)
        with advising(found.paths):
            replay(study, found.changes, found.paths.journal.name)
        return study

    def new_state(self) -> State:
        """The state of a new, empty study."""
        return State.empty(id=self.make_id(), created=self.clock())


class Opened(msgspec.Struct, frozen=True):
    """An open study; `place` is None if it is read-only, `holder` names a process that holds it.

    `recovered` is the number of changes found only in the journal, as after a crash.
    """

    study: Study
    paths: Paths
    place: "Place | None" = None
    holder: str = ""
    recovered: int = 0


def open_study(paths: Paths, access: Access, opening: Opening) -> Opened:
    """Open a study with the access asked for; raises the same errors as `Store.open`."""
    if is_backup(paths.study):
        return _open_backup(paths, access, opening)
    if access == "read":
        return open_to_read(paths, opening, f"{paths.study.name} was opened for reading only.")
    try:
        return open_to_write(paths, opening)
    except StudyBusy as busy:
        if access == "write":
            raise
        from annotations.store.lock import read_holder

        holder = str(read_holder(paths.lock) or "another process")
        return open_to_read(paths, opening, f"Read-only: {busy}", holder)
    except Unwritable as unwritable:
        if access == "write" or not paths.study.exists():
            raise
        return open_to_read(paths, opening, f"Read-only: {unwritable}")


def open_to_read(paths: Paths, opening: Opening, refusal: str, holder: str = "") -> Opened:
    """Read the study as it is now into memory; edits are refused with the text `refusal`."""
    study = opening.study(find_held(paths, opening.fingerprints))
    study.refusal = refusal
    return Opened(study, paths, holder=holder)


def _open_backup(paths: Paths, access: Access, opening: Opening) -> Opened:
    from annotations.store.rescue.recovery import find_backup

    refusal = f"{paths.study.name} is a backup, for reading only; save it under another name."
    if access == "write":
        raise Unwritable(refusal)
    found = find_backup(paths)
    study = opening.study(found)
    damage = found.kept.damage
    study.refusal = f"{refusal} {damage} What came after that is missing." if damage else refusal
    return Opened(study, paths)


def open_to_write(paths: Paths, opening: Opening) -> Opened:
    """Lock and open the study, creating it if there is none and cleaning up after a crash."""
    _check_writable(paths)
    with _locking(paths, opening) as lock:
        return _open_locked(paths, lock, opening)


@contextmanager
def _locking(paths: Paths, opening: Opening) -> Iterator["StudyLock"]:
    """Take a study's lock and keep it; release it only on an error.

    Raises `Unwritable` for an `OSError`.
    """
    # Imported lazily, as `Place` is: a read-only study does not need them.
    from annotations.store.lock import StudyLock

    try:
        disk.make_folder(paths.folder)
        lock = StudyLock(paths.lock)
        with lock.taken(opening.clock()):
            yield lock
    except OSError as error:
        raise _unwritable(paths, error) from error


def _open_locked(paths: Paths, lock: "StudyLock", opening: Opening) -> Opened:
    from annotations.store.place import Place

    if not paths.study.exists():
        if paths.left:
            raise missing(paths)
        Place.founded(paths, lock, Snapshot.of(opening.new_state(), 0), opening.fingerprints)
    found = find(paths, opening.fingerprints)
    study = opening.study(found)
    journal = settle(paths, found.sha256, found.journal)
    place = Place.of(found, lock, journal, opening.fingerprints)
    recovered = len(found.journal.changes) if found.journal else 0
    return Opened(study, paths, place, recovered=recovered)


def found_new(paths: Paths, snapshot: Snapshot, opening: Opening, origin: Path) -> "Place":
    """Create the files for a whole study; raise `Unwritable` if any exists or cannot be written.

    A missing study can be restored from its own backup, if that is the `origin`; no other study
    may take its name, as the backup would then be replaced, too.
    """
    from annotations.store.place import Place

    try:
        taken = paths.left
    except OSError as error:
        raise _unwritable(paths, error) from error
    if paths.backup == origin:
        taken = [file for file in taken if file not in (paths.backup, paths.backup_journal)]
    if taken:
        raise Unwritable(f"{taken[0]} exists already; give another name.")
    with _locking(paths, opening) as lock:
        return Place.founded(paths, lock, snapshot, opening.fingerprints)


def _check_writable(paths: Paths) -> None:
    """Raise `Unwritable` for a file without write permission, which replacing it would bypass."""
    try:
        is_marked = not paths.study.stat().st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)
        if not is_marked and os.access(paths.study, os.W_OK):
            return
        is_of_disk = disk.is_read_only(paths.study)
    except OSError:
        return
    if is_marked and not is_of_disk:
        raise Unwritable(
            f"{paths.study} is marked read-only; take the mark off (chmod u+w), or change a copy."
        )
    raise _unwritable(paths, OSError(EROFS if is_of_disk else EACCES, ""))


def _unwritable(paths: Paths, error: OSError) -> Unwritable:
    """The error for a study that the operating system does not let us write."""
    return Unwritable(f"{paths.study} cannot be written: {trouble(error)}.")
