"""Shows the progress of a long task on standard error."""

import sys
from typing import Self

from tui.cli.output import say

EVERY = 100
"""The fewest steps between two lines if standard error is not a terminal."""

LINES = 10
"""About how many lines report thousands of steps there."""

REDRAWN = 200
"""About how many times the line on a terminal is rewritten."""

FEW = 5
"""This many steps are over too soon to need a line on a terminal."""


class Progress:
    """A line that rewrites itself on a terminal; elsewhere, a line now and then.

    As a context manager it leaves no live line behind.
    """

    def __init__(self, total: int, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._done = 0
        self._live = sys.stderr.isatty() and total > FEW
        self._stride = max(total // REDRAWN, 1) if self._live else max(total // LINES, EVERY)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.clear()

    def step(self) -> None:
        """Count one more step as being done."""
        self._done += 1
        if self._done % self._stride:
            return
        line = f"{self._doing} {self._done:,} of {self._total:,}"
        if self._live:
            self._rewrite(line)
        else:
            say(line)

    def stage(self, doing: str) -> None:
        """Show, on a terminal, what is now being done to all the things together."""
        if self._live:
            self._rewrite(f"{doing}…")

    def clear(self) -> None:
        """Clear the live line, so that something else can be printed."""
        if self._live:
            self._rewrite("")

    def _rewrite(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
