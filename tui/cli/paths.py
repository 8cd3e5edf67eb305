"""The files that are named on the command line."""

from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from tui.paths import Sifted, files_at

PIPE = "-"
"""Stands for standard input, or standard output, where a file could be named."""


def expanded(paths: Iterable[str]) -> Sifted:
    """The files that paths name; for a folder, all files below it that may be articles."""
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        found = files_at(Path(path))
        files += found.files
        left_out += found.left_out
    return Sifted(files, left_out)


def called(path: Path) -> str:
    """How messages name a file that was named, including standard input."""
    return "standard input" if str(path) == PIPE else str(path)


def no_study_but_export(path: str) -> str:
    """The message for an export that was named as a study."""
    return f"{path} is an export of a study; use: diptych import {quote(path)}"
