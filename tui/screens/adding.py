"""What the library adds when it is given a path: which files, as what articles, with what outcome.

Reading a file is `annotations.reading`'s, and on which thread it is done the screen's.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import DiptychError, Refused
from annotations.reading.source import Source
from annotations.study import Study


@dataclass
class Intake:
    """What came of adding files so far."""

    total: int
    added: int = 0
    known: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many files have been dealt with."""
        return self.added + self.known + len(self.failures)

    @property
    def finished(self) -> bool:
        """Whether all files have been dealt with."""
        return self.seen == self.total

    def take(self, study: Study, path: Path, found: Source | DiptychError) -> None:
        """Put what a file held into the study, or note why that cannot be."""
        try:
            if isinstance(found, DiptychError):
                raise found
            if _added(study, path, found):
                self.added += 1
            else:
                self.known += 1
        except DiptychError as error:
            self.failures.append(str(error))

    def told(self) -> str:
        """One line on how far it is, or on what came of it."""
        if not self.finished:
            return f"reading {self.seen + 1} of {self.total}…"
        parts = [f"added {self.added} article{'' if self.added == 1 else 's'}"]
        if self.known:
            parts.append(f"{self.known} here already")
        if self.failures:
            parts.append(f"{len(self.failures)} not: {self.failures[0]}")
        return "; ".join(parts) if self.total else "There is no file in that folder."


def path_typed(typed: str) -> Path:
    """The path that was typed or dropped in: quotes and backslashes of a shell come off."""
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    path = Path(bare).expanduser()
    return path if path.exists() else Path(bare.replace("\\ ", " ")).expanduser()


def files_at(path: Path) -> Iterator[Path]:
    """The file at a path, or those in the folder there; hidden ones and JSON are left out."""
    if not path.is_dir():
        yield path
        return
    for place, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and ".json" not in Path(name).suffixes:
                yield Path(place, name)


def _added(study: Study, path: Path, found: Source) -> bool:
    """Add a source as an article; False when the study holds it already."""
    more = {"outlet": found.outlet, "byline": found.byline, "published": found.published}
    given = {name: value for name, value in more.items() if value}
    text, title, source = found.text, found.title, _source_of(path)
    try:
        added = study.articles.add(
            text, title=title, source=source, media_type=found.media_type, **given
        )
    except Refused:
        # A page's own date may be no date; the article is worth more.
        given.pop("published", None)
        added = study.articles.add(
            text, title=title, source=source, media_type=found.media_type, **given
        )
    return added.new


def _source_of(path: Path) -> str:
    whole, home = path.resolve(), Path.home().resolve()
    if whole.is_relative_to(home):
        written = f"~/{whole.relative_to(home).as_posix()}"
    else:
        written = whole.as_posix()
    return written.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
