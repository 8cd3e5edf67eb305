"""The names of the files beside a study."""

import os
from pathlib import Path

import msgspec

from annotations.errors import DiptychError

BACKUP = ".bak"
TEMPORARY = ".diptych-tmp"
"""The ending of every file that is still being written; no other program uses it."""

OWN = {BACKUP, ".journal", ".next", ".lock", TEMPORARY}
"""The endings of the files that a study keeps beside itself, whose names begin with its own."""


def real(path: Path) -> Path:
    """The path of a study with `~` and symbolic links resolved, so that no link is ever replaced.

    Raises `DiptychError` for an invalid path.
    """
    try:
        return Path(os.path.realpath(path.expanduser()))
    except (RuntimeError, ValueError) as error:
        raise DiptychError(f"{path} cannot be used as a path: {error}.") from error


def kept_by(file: Path) -> Path:
    """The study that a file is kept beside, judging by its name; else the file itself."""
    while file.suffix in OWN:
        file = file.with_suffix("")
    return file


class Paths(msgspec.Struct, frozen=True):
    """The paths of a study and its files, all in one folder, so that files can be renamed."""

    study: Path

    def _beside(self, ending: str) -> Path:
        return self.study.with_name(self.study.name + ending)

    def owns(self, file: Path) -> bool:
        """Whether a file is the study, or a file that the study keeps beside itself."""
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
        """The files that are created under a temporary name, which is then renamed to theirs."""
        return self.study, self.journal, self.next_journal, self.backup, self.backup_journal

    @property
    def left(self) -> list[Path]:
        """The study's files that exist; without the study file, they show that it once existed."""
        return [file for file in self.replaced if file.exists()]

    def temporary(self, target: Path) -> Path:
        """The temporary name under which `target` is written."""
        return target.with_name(target.name + TEMPORARY)

    @property
    def conflicts(self) -> list[Path]:
        """The files in which the study continued after another program had changed its file."""
        start, end = f"{self.study.stem}.conflict-", self.study.suffix
        try:
            names = os.listdir(self.folder)
        except OSError:
            return []
        found = [name for name in names if name.startswith(start) and name.endswith(end)]
        # A moment has no dot: a name with a dot is the backup, journal or lock of such a file.
        moments = {name: name[len(start) :].removesuffix(end) for name in found}
        return sorted(self.folder / name for name, moment in moments.items() if "." not in moment)

    def conflict(self, moment: str, attempt: int) -> Path:
        """The file in which the study continues when another program has changed its own.

        `moment` is the time, without dots; `attempt`, from 1, avoids names already taken.
        """
        again = "" if attempt == 1 else f"-{attempt}"
        return self.study.with_name(
            f"{self.study.stem}.conflict-{moment}{again}{self.study.suffix}"
        )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths name the same file, as on a case-insensitive disk."""
    try:
        return one.samefile(other)
    except OSError:
        return False
