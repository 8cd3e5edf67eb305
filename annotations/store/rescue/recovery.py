"""Reads a backup: the file, the journal it was kept with, and what the study's own journal adds."""

from hashlib import sha256

import msgspec

from annotations.change import Change
from annotations.store.backup import original
from annotations.store.file import decode
from annotations.store.finding import Found, read_bytes
from annotations.store.journal import Contents, read_sound
from annotations.store.paths import Paths


def find_backup(paths: Paths) -> Found:
    """The study that `NAME.json.bak` leads to, with every edit that was acknowledged since.

    It is for reading, or for saving elsewhere. `paths` are those of the backup, which stands in for
    the study. Raises `StudyDamaged` where the backup itself is damaged; of a damaged journal it
    takes the beginning, and `damage` of what is found says so.
    """
    data = read_bytes(paths.study)
    digest = sha256(data).hexdigest()
    state = decode(data, paths.study.name)
    return Found(paths, state, digest, None, backup_journal(paths, digest))


def backup_journal(paths: Paths, digest: str) -> Contents | None:
    """The journals that continue a backup with this SHA-256, one after the other, as one."""
    study = original(paths.study)
    known = {digest}
    whole: Contents | None = None
    for path in (study.backup_journal, study.journal, study.next_journal):
        journal = read_sound(path)
        if journal is None or journal.header.continues not in known:
            continue
        whole = journal if whole is None else _joined(whole, journal)
        if journal.damage:
            break
        if journal.fold is not None:
            known.add(journal.fold.into)
    return whole


def _joined(first: Contents, second: Contents) -> Contents:
    """Two journals as one; where they overlap they hold the same changes."""
    more: tuple[Change, ...] = tuple(c for c in second.changes if c.number > first.last)
    return msgspec.structs.replace(second, changes=first.changes + more)
