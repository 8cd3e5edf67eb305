"""Click's parameter types for file names on the command line."""

import os
import sys
from typing import Any

import click

from tui.cli.paths import PIPE


class FileName(click.Path):
    """The type of a file's or folder's name; an empty one, as from an unset variable, is refused.

    Whether the file exists and is readable is left to the command, which may have others to read.
    """

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it is; a usage error if it is empty."""
        if not value:
            self.fail("it names no file.", param, ctx)
        return super().convert(value, param, ctx)


class OutputName(FileName):
    """The type of the name of a file to write; any name of standard output becomes `-`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it is, or `-`; a usage error if it is empty."""
        name = super().convert(value, param, ctx)
        return PIPE if _is_standard_output(name) else name


def _is_standard_output(name: str) -> bool:
    """Whether a name such as `/dev/stdout` refers to standard output."""
    try:
        return os.path.samestat(os.stat(name), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


FILE_NAME = FileName()
OUTPUT_NAME = OutputName()
