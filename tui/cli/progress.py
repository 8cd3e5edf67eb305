"""How far a long task has come, on standard error."""

import sys
from typing import Self

from tui.cli.output import say

EVERY = 100
"""Steps between two lines where standard error is no terminal; more where there are many."""

LINES = 10
"""About so many lines tell of thousands of steps there."""

REDRAWN = 200
"""About so often the line on a terminal is written anew."""

FEW = 5
"""So many steps are over before anybody wonders."""


class Progress:
    """A line that rewrites itself on a terminal, and elsewhere a line now and then.

    As a context it leaves no live line behind.
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
        """One more thing is being done."""
        self._done += 1
        if self._done % self._stride:
            return
        line = f"{self._doing} {self._done:,} of {self._total:,}"
        if self._live:
            self._rewrite(line)
        else:
            say(line)

    def stage(self, doing: str) -> None:
        """What is being done to all of them together now; a terminal shows it."""
        if self._live:
            self._rewrite(f"{doing}…")

    def clear(self) -> None:
        """Take the live line away, so that something else can be said."""
        if self._live:
            self._rewrite("")

    def _rewrite(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
