"""Checks a study on the disk and reports everything wrong with it, without modifying anything."""

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
    """The number of records by table, with the journal's changes, and the problems found."""

    counts: dict[RecordTable, int]
    problems: tuple[Problem, ...]
    journal_changes: int


def check(path: Path) -> Report:
    """Check a study file and its journal, or a backup and the journals that continue it.

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
    """The study in the file, the changes the file lacks, and the damage that ends them, if any."""
    data = read_bytes(paths.study)
    digest = sha256(data).hexdigest()
    study = Study(parse(data, paths.study.name), coder="")
    if is_backup(paths.study):
        kept = kept_beside(paths, digest)
        return study, pending(kept.changes, study.last), kept.damage
    journal = journal_of(paths, digest)
    return study, pending(journal.changes if journal else (), study.last), ""
