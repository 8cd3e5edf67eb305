"""The progress and the result of adding files to the library.

`annotations.reading` reads the files; the caller decides on which thread.
"""

from pathlib import Path

import msgspec

from annotations.errors import DiptychError
from annotations.reading.source import Source
from annotations.study import Study
from tui.counted import counted
from tui.intake import put_in
from tui.paths import source_of


class Read(msgspec.Struct, frozen=True):
    """The content of a file, and the digest of its text, which takes a while for a long one."""

    source: Source
    sha256: str


class Adding(msgspec.Struct):
    """The progress of adding files."""

    total: int
    added: int = 0
    known: int = 0
    failures: dict[Path, str] = msgspec.field(default_factory=dict)
    """Why files were not added, each in a sentence that names the file."""

    @property
    def seen(self) -> int:
        """How many files have been dealt with."""
        return self.added + self.known + len(self.failures)

    @property
    def finished(self) -> bool:
        """Whether all files have been dealt with."""
        return self.seen == self.total

    def take(self, study: Study, path: Path, found: Read | DiptychError) -> None:
        """Add a file's content to the study, or note why that failed."""
        try:
            if isinstance(found, DiptychError):
                raise found
            if put_in(study, found.source, source_of(path), sha256=found.sha256).new:
                self.added += 1
            else:
                self.known += 1
        except DiptychError as error:
            reason = str(error)
            self.failures[path] = reason if path.name in reason else f"{path.name}: {reason}"

    def told(self, why: str = "") -> str:
        """A message on the progress or the result; `why` says how to read all the reasons.

        The least important part comes last, because it may be cut off.
        """
        if not self.finished:
            return f"reading {self.seen + 1:,} of {self.total:,}…"
        parts = [f"added {counted(self.added, 'article')}"]
        if self.known:
            parts.append(f"{self.known:,} here already")
        # Said because the undo key would take back an earlier change instead.
        stays = f"; undo leaves {'it' if self.added == 1 else 'them'}" if self.added else ""
        came = "; ".join(parts) + stays
        if self.failures:
            (_, first), *others = self.failures.items()
            also = f" Also {', '.join(path.name for path, _ in others)}." if others else ""
            came += f". {len(self.failures):,} not added{why}: {first}{also}"
        return came if self.total else "There is no file in that folder."
