"""Reads a backup: its file, its journal, and the changes that the study's own journals add."""

from hashlib import sha256

import msgspec

from annotations.change import Change
from annotations.errors import StudyDamaged
from annotations.store.backup import advising, original
from annotations.store.file import decode
from annotations.store.finding import Found, pending, read_bytes
from annotations.store.journal import read_sound
from annotations.store.paths import Paths


class Kept(msgspec.Struct, frozen=True):
    """The changes that journals add to a backup; `damage` describes the damage that ends them."""

    changes: tuple[Change, ...] = ()
    damage: str = ""


class FoundBackup(Found, frozen=True):
    """A backup on the disk, with the changes kept since."""

    kept: Kept

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that the backup lacks."""
        return pending(self.kept.changes, self.state.info.folded)


def find_backup(paths: Paths) -> FoundBackup:
    """The study restored from `NAME.json.bak`, with every edit that was acknowledged since.

    It is for reading, or for saving elsewhere. `paths` are those of the backup, not of its study.
    Raises `StudyDamaged` when the backup itself is damaged; from a damaged journal, the sound
    beginning is taken, if any, and the result's `kept.damage` says so.
    """
    data = read_bytes(paths.study)
    digest = sha256(data).hexdigest()
    with advising(paths):
        state = decode(data, paths.study.name)
    return FoundBackup(paths, state, digest, None, None, kept_beside(paths, digest))


def kept_beside(paths: Paths, digest: str) -> Kept:
    """The changes in the journals that continue, in sequence, a backup with this SHA-256."""
    study = original(paths.study)
    known = {digest}
    kept = Kept()
    for path in (study.backup_journal, study.journal, study.next_journal):
        try:
            journal = read_sound(path)
        except StudyDamaged as error:
            # The file it continued is unknown. It counts as missing unless a later journal fits.
            kept = Kept(kept.changes, kept.damage or str(error))
            continue
        if journal is None or journal.header.continues not in known:
            continue
        # Where two journals overlap they hold the same changes.
        last = kept.changes[-1].number if kept.changes else 0
        more = tuple(change for change in journal.changes if change.number > last)
        kept = Kept(kept.changes + more, journal.damage)
        if journal.damage:
            break
        if journal.fold is not None:
            known.add(journal.fold.into)
    return kept
