"""The files in which a study is now: its file, its journal, its lock, and all writing to them.

Only the writer thread calls these methods, except `prepare`, which only writes a temporary file,
and `lost`. After an `OSError` nothing has been lost and the same call can be repeated.
"""

from collections.abc import Callable, Sequence

import msgspec

from annotations.store import disk
from annotations.store.checkpoint import Snapshot, Swap
from annotations.store.encoding import Prepared
from annotations.store.file import is_plain
from annotations.store.finding import Found
from annotations.store.fingerprint import Fingerprint, Fingerprints
from annotations.store.journal import Header
from annotations.store.journal_writing import Journal
from annotations.store.lock import StudyLock
from annotations.store.paths import Paths
from annotations.store.pieces import Pieces, encode_change
from annotations.store.watch import Identity, Watch


class Place:
    """The files of the study with the id `study`, held by its one writer.

    The study file holds the changes up to the one numbered `folded`.
    """

    def __init__(
        self,
        paths: Paths,
        lock: StudyLock,
        watch: Watch,
        study: str,
        folded: int,
        fingerprints: Fingerprints,
    ) -> None:
        self.paths = paths
        self.lock = lock
        self.watch = watch
        self.folded = folded
        self.fingerprints = fingerprints
        self._study = study
        self._journal: Journal | None = None
        self._since: list[Pieces] = []
        self._unfinished: Swap | None = None

    @classmethod
    def of(
        cls, found: Found, lock: StudyLock, journal: Journal | None, fingerprints: Fingerprints
    ) -> "Place":
        """The place of a study that was opened for writing."""
        watch = Watch(found.paths.study, found.sha256, found.identity)
        info = found.state.info
        place = cls(found.paths, lock, watch, info.id, info.folded, fingerprints)
        if journal is not None and found.journal is not None:
            place._journal = journal
            place.folded = found.journal.header.after
            place._since = [encode_change(change) for change in found.journal.changes]
        return place

    @classmethod
    def founded(
        cls,
        paths: Paths,
        lock: StudyLock,
        snapshot: Snapshot,
        fingerprints: Fingerprints,
        later: Sequence[Pieces] = (),
    ) -> "Place":
        """Create the files for a snapshot and the `later` changes, durable on return."""
        prepared = _prepared(paths, snapshot)
        disk.replace(prepared.path, paths.study)
        disk.sync_folder(paths.folder)
        watch = Watch(paths.study, prepared.sha256, Identity.of(paths.study))
        place = cls(paths, lock, watch, snapshot.study, snapshot.number, fingerprints)
        place._remember(prepared)
        if later:
            place.append(snapshot.number + 1, list(later))
        return place

    def _remember(self, prepared: Prepared) -> None:
        identity = Identity.of(self.paths.study)
        if prepared.plain and identity is not None:
            fingerprint = Fingerprint(identity, prepared.checksum, prepared.sha256)
            self.fingerprints.remember(self.paths.study, fingerprint)

    def append(self, first: int, changes: list[Pieces]) -> None:
        """Make changes numbered from `first` durable."""
        self.restore()
        if self._journal is not None:
            self._journal.append(first, changes)
        else:
            self._begin_journal(changes)
        self._since += changes

    @property
    def lost(self) -> int:
        """The number of changes lost with a missing journal. Any thread may read it."""
        return len(self._since) if self._journal is None else 0

    def restore(self) -> None:
        """Finish a pending checkpoint; rewrite a journal that was removed or replaced."""
        self._finish()
        if self._journal is not None and not self._journal.is_in_place():
            self._journal.close()
            self._journal = None
        if self.lost:
            self._begin_journal(self._since)

    def _begin_journal(self, changes: list[Pieces]) -> None:
        """Create a journal with `changes`, which are all that the file lacks."""
        header = Header(study=self._study, continues=self.watch.sha256, after=self.folded)
        mode = disk.mode_of(self.paths.study)
        self._journal = Journal.create(self.paths.journal, header, mode, changes)

    def prepare(self, snapshot: Snapshot, between: Callable[[], None] | None) -> Prepared:
        """Perform step 1 of a checkpoint."""
        return _prepared(self.paths, snapshot, between)

    def publish(self, snapshot: Snapshot, prepared: Prepared) -> None:
        """Perform the other steps. After an `OSError` the old file and journal are in place."""
        self.restore()
        if prepared.path != self.paths.temporary(self.paths.study):
            disk.remove(prepared.path)  # made for a file that the study has left meanwhile
            return
        swap = Swap(self.paths, snapshot, prepared)
        later = self._later(snapshot)
        try:
            swap.make_ready(self._journal, later)
            with self.watch.replacing(prepared.sha256):
                swap.publish()
        except OSError:
            swap.withdraw()
            raise
        self._unfinished = swap
        self._since = later
        self.folded = snapshot.number
        self._finish()
        self._remember(prepared)

    def _later(self, snapshot: Snapshot) -> list[Pieces]:
        """The changes in the journal that came after the snapshot."""
        return self._since[snapshot.number - self.folded :]

    def _finish(self) -> None:
        """Finish a checkpoint whose file is in place but whose journal may not be."""
        if self._unfinished is not None:
            following = self._unfinished.finish()
            self._unfinished = None
            if self._journal is not None:
                self._journal.close()
            self._journal = following

    def departed(self, snapshot: Snapshot, moment: str) -> "Place":
        """Leave the file to the program that changed it; return a new place, with everything.

        The lock moves to the new place. The old journal is deleted: the file that it continues no
        longer exists.
        """
        paths = self._free("".join(c for c in moment if c.isalnum()))
        lock = StudyLock(paths.lock)
        with lock.taken(moment):
            place = self.founded(paths, lock, snapshot, self.fingerprints, self._later(snapshot))
            for left in (self.paths.journal, self.paths.next_journal):
                disk.remove(left)
        self.close()
        return place

    def _free(self, moment: str) -> Paths:
        attempt = 1
        while self.paths.conflict(moment, attempt).exists():
            attempt += 1
        return Paths(self.paths.conflict(moment, attempt))

    def close(self) -> None:
        """Close the journal and release the lock; the study file and journal stay as they are."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self.lock.release()

    def disown(self) -> None:
        """Like `close`, but in a forked child process: the parent keeps the lock."""
        self.lock.disown()
        self.close()


def _prepared(
    paths: Paths, snapshot: Snapshot, between: Callable[[], None] | None = None
) -> Prepared:
    """Write a snapshot durably under a temporary name, and determine whether it is `plain`."""
    from annotations.store.storage import StudyStorage

    prepared = StudyStorage(paths.study, between).prepare(snapshot.tables)
    plain = is_plain(snapshot.records.values(), snapshot.surplus, between)
    return msgspec.structs.replace(prepared, plain=plain)
