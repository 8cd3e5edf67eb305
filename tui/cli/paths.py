"""The files that are meant by what is named on the command line."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.paths import files_at

STANDARD_INPUT = "-"


def expanded(paths: Iterable[str]) -> Iterator[Path]:
    """The files that paths name: themselves, or all below a folder."""
    for path in paths:
        yield from files_at(Path(path))


def called(path: Path) -> str:
    """What a sentence calls a file that was named, standard input included."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)
