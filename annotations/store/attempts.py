"""How often writing has failed, why, and how long to wait before the next attempt.

Pure bookkeeping: the writer decides what is tried, and on which thread.
"""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 8.0
"""Seconds before a retry: the first pause, doubled at each failure up to the longest."""


class Attempts:
    """Successive attempts at one operation, until one succeeds.

    `trouble` says why the last one failed, and is empty if it succeeded or the failure need not be
    reported; `failed` is the number of failures in all. `is_hurried` is whether a caller waits for
    the next attempt, which then comes without a pause. `pause` is the seconds to wait after the
    next failure.
    """

    def __init__(self) -> None:
        self.trouble = ""
        self.failed = 0
        self.is_hurried = False
        self.pause = FIRST_PAUSE

    def hurry(self) -> None:
        """Request the next attempt at once."""
        self.is_hurried = True

    def begin(self) -> None:
        """Begin an attempt, which serves any request to hurry."""
        self.is_hurried = False

    def succeed(self) -> None:
        """Record that the attempt succeeded."""
        self.trouble = ""
        self.pause = FIRST_PAUSE

    def fail(self, trouble: str) -> float:
        """Record that the attempt failed; return the seconds to wait before the next."""
        self.trouble = trouble
        self.failed += 1
        pause = self.pause
        self.pause = min(2 * pause, LONGEST_PAUSE)
        return pause
