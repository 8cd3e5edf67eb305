"""How files become articles of a study: one by one, so that a bad one does not stop the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import DiptychError
from annotations.study.articles import PUBLISHED, Added
from annotations.study.study import Study
from tui.cli.output import Progress, complain, say
from tui.cli.paths import source_of


@dataclass(frozen=True)
class Given:
    """What is said about an article when it is added: settable fields, and tags by name."""

    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()

    def over(self, other: "Given") -> "Given":
        """This, and what only the other one says."""
        return Given({**other.fields, **self.fields}, self.tags or other.tags)


@dataclass
class Intake:
    """What came of taking files in: the articles' ids, in the order given, and how many failed."""

    ids: list[str] = field(default_factory=list)
    failures: int = 0


def take_in(study: Study, path: Path, given: Given) -> Added:
    """Put the article in a file into the study.

    What is `given` counts more than what the file says of itself, and is set on an article that
    the study holds already. Raises `UnreadableSource` or `Refused`.
    """
    # Only reading an HTML page needs its parser, and most commands read none.
    from annotations.reading import read_file

    found = read_file(path)
    fields = {"outlet": found.outlet, "byline": found.byline}
    if PUBLISHED.fullmatch(found.published or ""):
        fields["published"] = found.published
    fields |= given.fields
    title = fields.pop("title", "") or found.title
    added = study.articles.add(
        found.text, title=title, source=source_of(path), media_type=found.media_type,
        **{name: value for name, value in fields.items() if value},
    )  # fmt: skip
    if not added.new and given.fields:
        study.articles.set(added.article.id, **given.fields)
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
        if added.remark:
            progress.clear()
            say(f"{path}: {added.remark}")
    progress.clear()
    return intake


def _named(path: Path, error: Exception) -> str:
    """The failure as a sentence that names the file once."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason if path.name in reason else f"{path}: {reason}"


def plain(paths: Iterable[Path]) -> Iterator[tuple[Path, Given]]:
    """Files about which nothing is said."""
    return ((path, Given()) for path in paths)
