"""What comes of adding the files at a path that was typed into the library.

Reading a file is `annotations.reading`'s, and on which thread it is done the screen's.
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
    """What a file holds, and the digest of its text: of a long one it takes a while."""

    source: Source
    sha256: str


class Adding(msgspec.Struct):
    """What came of adding files so far."""

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
        """Put what a file held into the study, or note why that cannot be."""
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
        """How far it is, or what came of it; `why` is how all the reasons can be read.

        What can be missed best stands last: it may have to be cut.
        """
        if not self.finished:
            return f"reading {self.seen + 1:,} of {self.total:,}…"
        parts = [f"added {counted(self.added, 'article')}"]
        if self.known:
            parts.append(f"{self.known:,} here already")
        # Whoever presses u would take something else back.
        stays = f"; undo leaves {'it' if self.added == 1 else 'them'}" if self.added else ""
        came = "; ".join(parts) + stays
        if self.failures:
            (_, first), *others = self.failures.items()
            also = f" Also {', '.join(path.name for path, _ in others)}." if others else ""
            came += f". {len(self.failures):,} not added{why}: {first}{also}"
        return came if self.total else "There is no file in that folder."
