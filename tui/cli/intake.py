"""Adds files to a study as articles: one by one, so that a bad one does not stop the rest."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import DiptychError, reason_of
from annotations.study import Study
from tui.cli.output import complain, say
from tui.cli.paths import PIPE, called
from tui.cli.progress import Progress
from tui.intake import Given, put_in
from tui.paths import is_begun, source_of

if TYPE_CHECKING:
    from annotations.reading.source import Source


class Found(NamedTuple):
    """What a file holds, and what the user says about it."""

    path: Path
    given: Given
    source: "Source"


class Intake:
    """Files to be added to a study, with progress and errors reported on standard error.

    `piped` is the content of standard input: it is read beforehand, because it may take long to
    arrive, and nobody else can write to the study while it is open. `ids` are those of the
    articles, in the order given; `failures` says what went wrong.
    """

    def __init__(self, files: Iterable[tuple[Path, Given]], piped: bytes = b"") -> None:
        self.ids: list[str] = []
        self.failures: list[str] = []
        self._files = list(files)
        self._piped = piped
        self._progress = Progress(len(self._files), "adding")
        self._found = self._read()

    def is_for(self, study: Path) -> bool:
        """Whether to open a study for the files: none is begun if no file can be read.

        For a study that is not there yet, this reads the files up to the first readable one.
        """
        return is_begun(study) or self._holds_any()

    def _holds_any(self) -> bool:
        for first in self._found:
            self._found = chain([first], self._found)
            return True
        self._progress.clear()
        return False

    def put_into(self, study: Study) -> None:
        """Put all files that can be read into the study."""
        for path, given, source in self._found:
            name = PIPE if str(path) == PIPE else source_of(path)
            try:
                added = put_in(study, source, name, given)
            except DiptychError as error:
                self._failed(path, given, error)
                continue
            self.ids.append(added.article.id)
            # Everything from standard input has the same source, so what came from it earlier is
            # not an older version of this.
            if added.twin or (added.earlier and name != PIPE):
                self._progress.clear()
                say(f"{called(path)}: {added.remark}")
        self._progress.clear()

    def _read(self) -> Iterator[Found]:
        # Imported late: most commands read no source.
        from annotations.reading import read_bytes, read_file

        for path, given in self._files:
            self._progress.step()
            try:
                if str(path) == PIPE:
                    source = read_bytes(self._piped, called(path))
                else:
                    source = read_file(path)
            except (DiptychError, OSError) as error:
                self._failed(path, given, error)
                continue
            yield Found(path, given, source)

    def _failed(self, path: Path, given: Given, error: Exception) -> None:
        self._progress.clear()
        failure = _failure(path, given, error)
        complain(failure)
        self.failures.append(failure)


def _failure(path: Path, given: Given, error: Exception) -> str:
    """The failure as a sentence that names the file once, and the table's line about it."""
    reason = reason_of(error)
    name = called(path)
    is_named = Path(name).name.casefold() in reason.casefold()
    return ": ".join(filter(None, (given.where, "" if is_named else name, reason)))
