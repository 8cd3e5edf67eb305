"""The backup: the study file before the last checkpoint, and the journal that leads on from it.

The pair gives back every edit that was acknowledged up to that checkpoint, and with the study's own
journal all since, even when the study file itself is damaged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

from annotations.errors import StudyDamaged
from annotations.store import disk
from annotations.store.paths import BACKUP, Paths


def keep(paths: Paths) -> None:
    """Make the study file the backup, and its journal the backup's.

    The file goes first: until its journal has followed, the study's own continues it just as well,
    and the backup's older journal names another file, and is passed over.
    """
    _double(paths.study, paths.temporary(paths.backup))
    disk.replace(paths.temporary(paths.backup), paths.backup)
    _double(paths.journal, paths.temporary(paths.backup_journal))
    disk.replace(paths.temporary(paths.backup_journal), paths.backup_journal)


def part(paths: Paths) -> None:
    """Give the backup bytes of its own, where a crash left it as a second name of the study."""
    for ours, kept in ((paths.study, paths.backup), (paths.journal, paths.backup_journal)):
        if ours.exists() and kept.exists() and ours.samefile(kept):
            _copy(ours, paths.temporary(kept))
            disk.replace(paths.temporary(kept), kept)


def _double(source: Path, target: Path) -> None:
    """The file again under another name: as a link, or where links are refused as a copy."""
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
    """The files of the study whose backup this is, or that this is itself."""
    return Paths(path.with_name(path.name.removesuffix(BACKUP)))


@contextmanager
def advising(paths: Paths) -> Iterator[None]:
    """Have it said of a damaged study that nothing was altered, and what can be done about it."""
    try:
        yield
    except StudyDamaged as error:
        raise StudyDamaged(f"{error} Nothing was altered; {_advice(paths)}") from error


def _advice(paths: Paths) -> str:
    if paths.backup.exists():
        return f"open {paths.backup} to read what was saved before."
    return f"there is no backup of it. To save what can be saved: {repairing(paths.study)}"


def repairing(study: Path) -> str:
    """The command that saves what can be saved of a study, as it can be typed."""
    return f"diptych --study {quote(str(study))} check --repair --output NEW.json"
