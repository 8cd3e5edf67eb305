"""How far a long task has come, on standard error."""

import sys

from tui.cli.output import say

EVERY = 100
"""Steps between two lines where standard error is no terminal."""

FEW = 5
"""So many steps are over before anybody wonders."""


class Progress:
    """A line that rewrites itself on a terminal, and elsewhere a line every hundred steps."""

    def __init__(self, total: int, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._done = 0
        self._live = sys.stderr.isatty() and total > FEW

    def step(self) -> None:
        """One more thing is being done."""
        self._done += 1
        if self._live:
            sys.stderr.write(f"\r\x1b[K{self._line()}")
            sys.stderr.flush()
        elif self._done % EVERY == 0:
            say(self._line())

    def clear(self) -> None:
        """Take the live line away, so that something else can be said."""
        if self._live:
            sys.stderr.write("\r\x1b[K")

    def _line(self) -> str:
        return f"{self._doing} {self._done} of {self._total}"
