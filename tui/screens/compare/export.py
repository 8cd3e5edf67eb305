"""Exporting the comparison: as a page, a table for other programs, or everything as JSON."""

from collections.abc import Awaitable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.formats.comparison import FORMS, comparison
from tui.files import in_batches
from tui.paths import path_typed
from tui.screens.ask_path import AskPath
from tui.screens.writing import ask_to_write

if TYPE_CHECKING:
    from tui.screens.compare.screen import CompareScreen

USUAL = "comparison.html"
QUESTION = "write what is compared to a file (.html with the texts, .csv, .md, .json)"


def ask_export(compare: "CompareScreen") -> Awaitable[object]:
    """Ask for a file, and write the comparison to it in the form its name's ending says."""

    def chosen(typed: str) -> None:
        if typed:
            _export(compare, path_typed(typed))

    return compare.ask(AskPath(QUESTION, str(Path.cwd() / USUAL), replaced=True), chosen)


def _export(compare: "CompareScreen", path: Path) -> None:
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise Refused(f"End the name in one of {', '.join(FORMS)}: it says what to write.")
    study, matrix = compare.study, compare.matrix.frame.matrix

    def pieces() -> Iterable[bytes]:
        # The study may be edited during the writing; the export is of the study as it is now.
        compare.matrices.hold()
        made = study.clock().partition("T")[0]
        return in_batches(comparison(study.state, matrix, form, compare.asked.show, made=made))

    ask_to_write(compare.app, compare.ask, path, pieces, f"wrote {path}")
