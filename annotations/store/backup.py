"""The backup: the study file before the last checkpoint, and the journal that continues it.

The pair restores every edit acknowledged up to that checkpoint and, with the study's own journal,
all edits since, even when the study file itself is damaged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

from annotations.errors import StudyDamaged
from annotations.store import disk
from annotations.store.paths import BACKUP, Paths


def keep(paths: Paths) -> None:
    """Make the study file the backup, and the study's journal the backup's journal.

    The file comes first: until the journal follows, the study's own journal continues the new
    backup just as well; the backup's older journal names another file and is skipped.
    """
    _double(paths.study, paths.temporary(paths.backup))
    disk.replace(paths.temporary(paths.backup), paths.backup)
    _double(paths.journal, paths.temporary(paths.backup_journal))
    disk.replace(paths.temporary(paths.backup_journal), paths.backup_journal)


def part(paths: Paths) -> None:
    """Copy backup and backup journal where a crash left them as hard links to the study's files."""
    for ours, kept in ((paths.study, paths.backup), (paths.journal, paths.backup_journal)):
        if ours.exists() and kept.exists() and ours.samefile(kept):
            _copy(ours, paths.temporary(kept))
            disk.replace(paths.temporary(kept), kept)


def _double(source: Path, target: Path) -> None:
    """Duplicate a file under another name: as a hard link, or as a copy where links are refused."""
    disk.remove(target)
    try:
        disk.link(source, target)
    except OSError:
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    with disk.emerging(target, disk.mode_of(source)) as fd, source.open("rb") as whole:
        while piece := whole.read(1 << 20):
            disk.write(fd, piece)


def is_backup(path: Path) -> bool:
    """Whether a path names a backup."""
    return path.name.endswith(BACKUP)


def original(path: Path) -> Paths:
    """The paths of the study whose backup `path` is, or of `path` itself if it is no backup."""
    return Paths(path.with_name(path.name.removesuffix(BACKUP)))


@contextmanager
def advising(paths: Paths) -> Iterator[None]:
    """Add to a `StudyDamaged` from the body that nothing was altered, and what can be done."""
    try:
        yield
    except StudyDamaged as error:
        raise StudyDamaged(f"{error} Nothing was altered; {_advice(paths)}") from error


def _advice(paths: Paths) -> str:
    if paths.backup.exists():
        return f"open {paths.backup} to read what was saved before."
    return f"there is no backup of it. To save what can be saved: {repairing(paths.study)}"


def repairing(study: Path) -> str:
    """The shell command that saves what can be saved of a study."""
    return f"diptych --study {quote(str(study))} check --repair --output NEW.json"
