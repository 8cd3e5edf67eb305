"""How files become articles of a study: one by one, so that a bad one does not stop the rest."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import DiptychError
from annotations.study import Study
from annotations.study.articles import PUBLISHED, Added
from tui.cli.output import complain, say
from tui.cli.paths import STANDARD_INPUT, files_below, source_of, writable
from tui.cli.progress import Progress


@dataclass(frozen=True)
class Given:
    """What is said about an article when it is added: settable fields, and tags by name."""

    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()

    def over(self, other: "Given") -> "Given":
        """All that this says, and of the other what this leaves open; the tags of both."""
        tags = tuple(dict.fromkeys((*other.tags, *self.tags)))
        return Given({**other.fields, **self.fields}, tags)


@dataclass
class Intake:
    """What came of taking files in: the articles' ids, in the order given, and how many failed."""

    ids: list[str] = field(default_factory=list)
    failures: int = 0


def expanded(paths: Iterable[str]) -> Iterator[Path]:
    """The files that paths name: themselves, or all below a folder."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from files_below(path)
        else:
            yield path


def take_in(study: Study, path: Path, given: Given) -> Added:
    """Put the article in a file, or on standard input, into the study.

    What is `given` counts more than what the file says of itself, and is set on an article that
    the study holds already. Raises `UnreadableSource` or `Refused`.
    """
    # Most commands read no source.
    from annotations.reading import read_bytes, read_file

    if str(path) == STANDARD_INPUT:
        found, source = read_bytes(sys.stdin.buffer.read(), "standard input"), STANDARD_INPUT
    else:
        found, source = read_file(path), source_of(path)
    fields = {"outlet": found.outlet, "byline": found.byline}
    if PUBLISHED.fullmatch(found.published or ""):
        fields["published"] = found.published
    fields |= given.fields
    title = fields.pop("title", "") or writable(found.title)
    added = study.articles.add(
        found.text, title=title, source=source, media_type=found.media_type,
        **{name: value for name, value in fields.items() if value},
    )  # fmt: skip
    if not added.new and given.fields:
        study.articles.set(added.article.id, **given.fields)
    if given.tags:
        tags = [study.codebook.add(name).id for name in given.tags]
        study.articles.set(added.article.id, tags=[*added.article.tags, *tags])
    return added


def take_in_all(study: Study, files: Iterable[tuple[Path, Given]]) -> Intake:
    """Put many files into the study, saying on standard error how it goes."""
    files = list(files)
    intake = Intake()
    progress = Progress(len(files), "adding")
    for path, given in files:
        progress.step()
        try:
            added = take_in(study, path, given)
        except (DiptychError, OSError) as error:
            progress.clear()
            complain(_named(path, error))
            intake.failures += 1
            continue
        intake.ids.append(added.article.id)
        if added.remark and str(path) != STANDARD_INPUT:
            progress.clear()
            say(f"{path}: {added.remark}")
    progress.clear()
    return intake


def _named(path: Path, error: Exception) -> str:
    """The failure as a sentence that names the file once."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason if path.name in reason else f"{path}: {reason}"
