"""Reads a backup: the file, the journal it was kept with, and what the study's own journal adds."""

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
    """The changes that journals add to a backup; `damage` says what is wrong where they end."""

    changes: tuple[Change, ...] = ()
    damage: str = ""


class FoundBackup(Found, frozen=True):
    """A backup as it lies on the disk, with what was kept of the edits since."""

    kept: Kept

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that the backup lacks."""
        return pending(self.kept.changes, self.state.info.folded)


def find_backup(paths: Paths) -> FoundBackup:
    """The study that `NAME.json.bak` leads to, with every edit that was acknowledged since.

    It is for reading, or for saving elsewhere. `paths` are those of the backup, which stands in for
    the study. Raises `StudyDamaged` where the backup itself is damaged; of a damaged journal it
    takes the beginning, if any, and `kept.damage` of what is found says so.
    """
    data = read_bytes(paths.study)
    digest = sha256(data).hexdigest()
    with advising(paths):
        state = decode(data, paths.study.name)
    return FoundBackup(paths, state, digest, None, None, kept_beside(paths, digest))


def kept_beside(paths: Paths, digest: str) -> Kept:
    """What the journals hold that continue a backup with this SHA-256, one after the other."""
    study = original(paths.study)
    known = {digest}
    kept = Kept()
    for path in (study.backup_journal, study.journal, study.next_journal):
        try:
            journal = read_sound(path)
        except StudyDamaged as error:
            # What it continued cannot be told. It is missed, unless a later one joins here too.
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
