"""Checkpoints: how the journal's changes get into the study file, and how opening cleans up.

F is the study file, J its journal, S0 and S1 the SHA-256 of the file before and after. J names the
file that it continues. A checkpoint of the state after change n runs while edits n+1 to m are
still appended to J:

1. The state is written to a temporary file, durably; now S1 is known. (In slices, on a thread of
   its own.)
2. If there are edits n+1 to m, J.next is written, durably: it names S1 and holds them.
3. J gets a line "changes up to n went into S1".
4. F becomes the backup, and J the backup's journal (`annotations.store.backup`).
5. The temporary file replaces F; the folder is synced.
6. J.next replaces J, or J is removed; the folder is synced. Then edits are appended again.

Edits wait during steps 2 to 6, for a few milliseconds. A crash before step 5 leaves F with S0, and
J, which names S0 and holds everything: J.next is dropped. A crash after step 5 leaves F with S1:
J.next names S1 and replaces J; without J.next, all of J is in F, as J's last line says. So the
valid journal is always the one that names F. Change numbers would not suffice to identify it, for
another program may have put back an older file.
"""

from typing import Any

import msgspec

from annotations.errors import StudyDamaged
from annotations.record import Record
from annotations.store import backup, disk
from annotations.store.encoding import Prepared, Rows
from annotations.store.journal import Contents, Fold, Header, read
from annotations.store.journal_writing import Journal
from annotations.store.paths import Paths
from annotations.store.pieces import Pieces
from annotations.study.records import RECORDS
from annotations.study.state import State


class Snapshot(msgspec.Struct, frozen=True):
    """A study after change `number`, as the file will hold it; `surplus` holds unknown tables."""

    study: str
    number: int
    records: dict[str, list[Record]]
    surplus: dict[str, Any]

    @classmethod
    def of(cls, state: State, number: int) -> "Snapshot":
        """The state as it is now; the records are shared, for they never change."""
        records: dict[str, list[Record]] = {t: list(state.table(t).values()) for t in RECORDS}
        records["study"] = [msgspec.structs.replace(state.info, folded=number)]
        return cls(state.info.id, number, records, dict(state.surplus))

    @property
    def tables(self) -> dict[str, Rows]:
        """The tables for the storage to write."""
        return {**self.records, **self.surplus}


class Swap:
    """Steps 2 to 6 of a checkpoint, for a prepared snapshot."""

    def __init__(self, paths: Paths, snapshot: Snapshot, prepared: Prepared) -> None:
        self.paths = paths
        self.snapshot = snapshot
        self.prepared = prepared
        self._next: Journal | None = None

    def make_ready(self, journal: Journal | None, later: list[Pieces]) -> None:
        """Perform steps 2 to 4; `later` are the changes in `journal` after change n.

        After an `OSError` here or in `publish` the old file and journal are still in place; call
        `withdraw`.
        """
        if later:
            snapshot = self.snapshot
            header = Header(
                study=snapshot.study, continues=self.prepared.sha256, after=snapshot.number
            )
            mode = disk.mode_of(self.paths.study)
            self._next = Journal.create(self.paths.next_journal, header, mode, later)
        if journal is not None:
            journal.note(Fold(self.snapshot.number, self.prepared.sha256))
            backup.keep(self.paths)

    def publish(self) -> None:
        """Perform step 5, except for syncing the folder."""
        disk.replace(self.prepared.path, self.paths.study)

    def finish(self) -> Journal | None:
        """Perform the remaining steps and return the journal to continue with, None if none.

        Call it again until it raises no `OSError`.
        """
        disk.sync_folder(self.paths.folder)
        if self._next is None:
            disk.remove(self.paths.journal)
        elif self._next.path != self.paths.journal:
            disk.replace(self.paths.next_journal, self.paths.journal)
            self._next.path = self.paths.journal
        disk.sync_folder(self.paths.folder)
        return self._next

    def withdraw(self) -> None:
        """Delete the prepared files; any that cannot be removed are removed at the next opening."""
        if self._next is not None:
            self._next.close()
        for path in (self.prepared.path, self.paths.next_journal):
            try:
                disk.remove(path)
            except OSError:
                continue


def journal_of(paths: Paths, sha256: str) -> Contents | None:
    """The journal that continues the file with this SHA-256, wherever a crash left it.

    Return None when the file holds everything. Raises `StudyDamaged` when the journal beside it
    continues another file.
    """
    journal = read(paths.journal)
    if journal is not None and journal.header.continues == sha256:
        return journal
    following = read(paths.next_journal)
    if following is not None and following.header.continues == sha256:
        return following
    if journal is None or _is_folded(journal, sha256):
        return None
    raise StudyDamaged(
        f"{paths.journal.name} continues another file than this {paths.study.name}, which another "
        f"program has changed or put here. To go on without its {len(journal.changes):,} edits, "
        "move the journal away."
    )


def _is_folded(journal: Contents, sha256: str) -> bool:
    """Whether a checkpoint was interrupted just before it removed the journal."""
    fold = journal.fold
    return fold is not None and fold.into == sha256 and fold.number == journal.last


def settle(paths: Paths, sha256: str, contents: Contents | None) -> Journal | None:
    """Clean up after a crash, for the writer, leaving one file and at most one journal.

    `contents` is the result of `journal_of`. Return the journal, open for appending, if any.
    """
    for target in paths.replaced:
        disk.remove(paths.temporary(target))
    backup.part(paths)
    journal = read(paths.journal)
    if contents is None:
        disk.remove(paths.journal)
    elif journal is None or journal.header.continues != sha256:
        disk.replace(paths.next_journal, paths.journal)
    disk.remove(paths.next_journal)
    if contents is None:
        # Nothing needs to be durable before the first edit; creating its journal syncs the folder.
        return None
    disk.sync_folder(paths.folder)
    return Journal.resume(paths.journal, contents)
