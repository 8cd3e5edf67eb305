"""The types of what names a file on the command line, for click."""

import os
import sys
from typing import Any

import click

from tui.cli.paths import PIPE


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
        return PIPE if _is_standard_output(name) else name


def _is_standard_output(name: str) -> bool:
    """Whether a name such as `/dev/stdout` leads where standard output does."""
    try:
        return os.path.samestat(os.stat(name), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


FILE_NAME = FileName()
OUTPUT_NAME = OutputName()
