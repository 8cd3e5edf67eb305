"""The names of the files beside a study."""

import os
from pathlib import Path

import msgspec

from annotations.errors import DiptychError

BACKUP = ".bak"
TEMPORARY = ".diptych-tmp"
"""Ends the name of every file that is still being written; no other program uses it."""

OWN = {BACKUP, ".journal", ".next", ".lock", TEMPORARY}
"""How the names of files end that a study keeps beside itself, all of which begin with its own."""


def real(path: Path) -> Path:
    """Where a study lies that was named by `path`: behind links, which are never replaced.

    Raises `DiptychError` for what can be no path here.
    """
    try:
        return Path(os.path.realpath(path.expanduser()))
    except (RuntimeError, ValueError) as error:
        raise DiptychError(f"{path} cannot be used as a path: {error}.") from error


def kept_by(file: Path) -> Path:
    """The study that a file is kept beside, to judge by its name; any other file is its own."""
    while file.suffix in OWN:
        file = file.with_suffix("")
    return file


class Paths(msgspec.Struct, frozen=True):
    """Where a study and all that belongs to it lie; all in one folder, so that renames can work."""

    study: Path

    def _beside(self, ending: str) -> Path:
        return self.study.with_name(self.study.name + ending)

    def owns(self, file: Path) -> bool:
        """Whether a file is the study, or one that it keeps beside itself."""
        named = file.name.startswith(f"{self.study.name}.") and file.suffix in OWN
        beside = named and file.parent == self.folder
        return file == self.study or beside or _is_same(file, self.study)

    @property
    def folder(self) -> Path:
        """The folder that holds the study."""
        return self.study.parent

    @property
    def journal(self) -> Path:
        """The changes since the study file was written."""
        return self._beside(".journal")

    @property
    def next_journal(self) -> Path:
        """The journal of the file that a checkpoint is about to put in place."""
        return self._beside(".journal.next")

    @property
    def backup(self) -> Path:
        """The study file before the last checkpoint."""
        return self._beside(BACKUP)

    @property
    def backup_journal(self) -> Path:
        """The changes that the backup lacks."""
        return self._beside(BACKUP + ".journal")

    @property
    def lock(self) -> Path:
        """The file that one writer holds locked."""
        return self._beside(".lock")

    @property
    def replaced(self) -> tuple[Path, ...]:
        """The files that are never altered in place: new ones take their names."""
        return self.study, self.journal, self.next_journal, self.backup, self.backup_journal

    @property
    def left(self) -> list[Path]:
        """What there is of the study: where it is gone, files that show that it was there."""
        return [file for file in self.replaced if file.exists()]

    def temporary(self, target: Path) -> Path:
        """Where `target` is written before it gets its name."""
        return target.with_name(target.name + TEMPORARY)

    @property
    def conflicts(self) -> list[Path]:
        """The files in which the study went on when another program had changed its own."""
        start, end = f"{self.study.stem}.conflict-", self.study.suffix
        try:
            names = os.listdir(self.folder)
        except OSError:
            return []
        found = [name for name in names if name.startswith(start) and name.endswith(end)]
        # No moment has a dot: what has one is a backup, a journal or a lock of such a file.
        moments = {name: name[len(start) :].removesuffix(end) for name in found}
        return sorted(self.folder / name for name, moment in moments.items() if "." not in moment)

    def conflict(self, moment: str, attempt: int) -> Path:
        """Where the study goes on when another program has changed its file at this moment."""
        again = "" if attempt == 1 else f"-{attempt}"
        return self.study.with_name(
            f"{self.study.stem}.conflict-{moment}{again}{self.study.suffix}"
        )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names lead to one file, as on a disk that does not tell capitals apart."""
    try:
        return one.samefile(other)
    except OSError:
        return False
