"""Checks a study as it lies on the disk, and tells all that is wrong with it; it alters nothing."""

from hashlib import sha256
from pathlib import Path

import msgspec

from annotations.change import RECORD_TABLES, Change, RecordTable
from annotations.errors import StudyDamaged
from annotations.store.backup import is_backup
from annotations.store.checkpoint import journal_of
from annotations.store.file import parse
from annotations.store.finding import pending, read_bytes, replay, steady
from annotations.store.paths import Paths, real
from annotations.store.rescue.recovery import kept_beside
from annotations.study.integrity import Problem, problems
from annotations.study.study import Study


class Report(msgspec.Struct, frozen=True):
    """What a study holds by table, the journal's changes included, and what is wrong with it."""

    counts: dict[RecordTable, int]
    problems: tuple[Problem, ...]
    journal_changes: int


def check(path: Path) -> Report:
    """Look at a study file and its journal, or at a backup and the journals that continue it.

    Raises `DiptychError` when there is no such file, or a newer diptych wrote it.
    """
    paths = Paths(real(path))
    try:
        study, changes, damage = steady(paths, lambda: _look(paths))
        found = tuple(problems(study.state))
        if not found and changes:
            replay(study, changes, paths.journal.name)
            found = tuple(problems(study.state))
        if damage:
            found += (Problem(paths.study.name, damage),)
    except StudyDamaged as damage:
        return Report({}, (Problem(paths.study.name, str(damage)),), 0)
    counts = {table: len(study.state.table(table)) for table in RECORD_TABLES}
    return Report(counts, found, len(changes))


def _look(paths: Paths) -> tuple[Study, tuple[Change, ...], str]:
    """The study in the file, the changes that it lacks, and what is wrong where these end."""
    data = read_bytes(paths.study)
    digest = sha256(data).hexdigest()
    study = Study(parse(data, paths.study.name), coder="")
    if is_backup(paths.study):
        kept = kept_beside(paths, digest)
        return study, pending(kept.changes, study.last), kept.damage
    journal = journal_of(paths, digest)
    return study, pending(journal.changes if journal else (), study.last), ""
