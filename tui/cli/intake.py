"""How files become articles of a study: one by one, so that a bad one does not stop the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import DiptychError
from annotations.study import Study
from annotations.study.articles import Added
from tui.cli.output import complain, say
from tui.cli.paths import STANDARD_INPUT, called
from tui.cli.progress import Progress
from tui.intake import Given, put_in
from tui.paths import source_of


@dataclass
class Intake:
    """What came of taking files in: the articles' ids, in the order given, and what went wrong."""

    ids: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def take_in(study: Study, path: Path, given: Given, piped: bytes = b"") -> Added:
    """Put the article in a file, or the one that was `piped` in, into the study.

    Raises `UnreadableSource` or `Refused`.
    """
    # Most commands read no source.
    from annotations.reading import read_bytes, read_file

    if str(path) == STANDARD_INPUT:
        found, source = read_bytes(piped, called(path)), STANDARD_INPUT
    else:
        found, source = read_file(path), source_of(path)
    return put_in(study, found, source, given)


def take_in_all(study: Study, files: Iterable[tuple[Path, Given]], piped: bytes = b"") -> Intake:
    """Put many files into the study, saying on standard error how it goes.

    `piped` is what standard input held: it was read before, for it may be long in coming, and
    nobody else can write to a study meanwhile that is open.
    """
    files = list(files)
    intake = Intake()
    progress = Progress(len(files), "adding")
    for path, given in files:
        progress.step()
        try:
            added = take_in(study, path, given, piped)
        except (DiptychError, OSError) as error:
            progress.clear()
            failure = _failure(path, given, error)
            complain(failure)
            intake.failures.append(failure)
            continue
        intake.ids.append(added.article.id)
        # Whatever comes through standard input has one source: what came before is no older state.
        if added.twin or (added.earlier and str(path) != STANDARD_INPUT):
            progress.clear()
            say(f"{called(path)}: {added.remark}")
    progress.clear()
    return intake


def _failure(path: Path, given: Given, error: Exception) -> str:
    """The failure as a sentence that names the file once, and the line of a table that does."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    name = called(path)
    is_named = Path(name).name.casefold() in reason.casefold()
    return ": ".join(filter(None, (given.where, "" if is_named else name, reason)))
