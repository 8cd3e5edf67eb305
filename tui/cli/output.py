"""How the command line speaks: data on standard output, sentences on standard error.

Whatever comes from a file is made inert here before a terminal sees it.
"""

import sys

from tui.clean import clean


def say(sentence: str) -> None:
    """A message on standard error."""
    sys.stderr.write(f"{clean(sentence, keep=chr(10))}\n")


def complain(sentence: str) -> None:
    """What went wrong, on standard error."""
    say(f"diptych: {sentence}")


class Progress:
    """How far a long task has come: a line that rewrites itself on a terminal, else now and then.

    A short task says nothing.
    """

    EVERY = 100

    def __init__(self, total: int, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._done = 0
        self._shown = False
        self._live = sys.stderr.isatty()

    def step(self) -> None:
        """One more thing is being done."""
        self._done += 1
        if self._live and self._total > 1:
            sys.stderr.write(f"\r\x1b[K{self._line()}")
            sys.stderr.flush()
            self._shown = True
        elif not self._live and self._done % self.EVERY == 0:
            say(self._line())

    def clear(self) -> None:
        """Take the live line away, so that something else can be said."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            self._shown = False

    def _line(self) -> str:
        return f"{self._doing} {self._done} of {self._total}"
