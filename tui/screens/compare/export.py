"""The comparison into a file: a page, a table for other programs, or everything as JSON."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.formats.comparison import comparison_csv, comparison_json, comparison_markdown
from tui.files import in_batches
from tui.paths import path_typed
from tui.screens.ask_path import AskPath
from tui.screens.writing import ask_to_write

if TYPE_CHECKING:
    from tui.screens.compare.screen import CompareScreen

USUAL = "comparison.html"
QUESTION = "write what is compared to a file (.html with the texts, .csv, .md, .json)"

Pieces = Callable[["CompareScreen"], Iterable[bytes]]


def ask_export(compare: "CompareScreen") -> Awaitable[object]:
    """Ask for a file, and write the comparison into it in the form that its name says."""

    def chosen(typed: str) -> None:
        if typed:
            _export(compare, path_typed(typed))

    return compare.ask(AskPath(QUESTION, str(Path.cwd() / USUAL), replaced=True), chosen)


def _export(compare: "CompareScreen", path: Path) -> None:
    pieces = FORMS.get(path.suffix.lower())
    if pieces is None:
        raise Refused(f"End the name in one of {', '.join(FORMS)}: it says what to write.")
    ask_to_write(compare, path, lambda: pieces(compare), f"wrote {path}")


def _csv(compare: "CompareScreen") -> Iterable[bytes]:
    return in_batches(
        comparison_csv(compare.study.state, compare.matrix.frame.matrix, compare.asked.show)
    )


def _markdown(compare: "CompareScreen") -> Iterable[bytes]:
    return in_batches(
        comparison_markdown(compare.study.state, compare.matrix.frame.matrix, compare.asked.show)
    )


def _json(compare: "CompareScreen") -> Iterable[bytes]:
    return comparison_json(compare.matrix.frame.matrix)


def _page(compare: "CompareScreen") -> Iterable[bytes]:
    # Only the page needs this, and it reads a style sheet.
    from annotations.formats.page import comparison_page

    study = compare.study
    made = study.clock().partition("T")[0]
    return in_batches(comparison_page(study.state, compare.matrix.frame.matrix, made=made))


FORMS: dict[str, Pieces] = {
    ".html": _page, ".csv": _csv, ".md": _markdown, ".json": _json,
}  # fmt: skip
"""What to write by the end of the file's name."""
