"""The files that are meant by what is named on the command line."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import Any

import click

from tui.paths import Sifted, files_at

STANDARD_INPUT = "-"


class FileName(click.Path):
    """The type of what names a file or folder; nothing, as of an unset variable, does not.

    Whether it is there and may be read is seen by whoever reads it, who may have others to read.
    """

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it is; wrong usage where it is empty."""
        if not value:
            self.fail("it names no file.", param, ctx)
        return super().convert(value, param, ctx)


class OutputName(FileName):
    """The type of what names a file to write; any name of standard output is `-`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it is, or `-`; wrong usage where it is empty."""
        name = super().convert(value, param, ctx)
        return STANDARD_INPUT if _is_standard_output(name) else name


def _is_standard_output(name: str) -> bool:
    """Whether a name such as `/dev/stdout` leads where standard output does."""
    try:
        return os.path.samestat(os.stat(name), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


FILE_NAME = FileName()
OUTPUT_NAME = OutputName()


def expanded(paths: Iterable[str]) -> Sifted:
    """The files that paths name: themselves, or all below a folder that may be articles."""
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        found = files_at(Path(path))
        files += found.files
        left_out += found.left_out
    return Sifted(files, left_out)


def called(path: Path) -> str:
    """What a sentence calls a file that was named, standard input included."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def no_study_but_export(path: str) -> str:
    """What is said of an export that was named for a study."""
    return f"{path} is an export of a study; use: diptych import {quote(path)}"
