"""How often writing has failed, what kept it, and how long it is until it is tried again.

Pure bookkeeping: what is tried, and on which thread, is the writer's.
"""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 8.0
"""Seconds before what failed is tried again: doubled each time up to the longest."""


class Attempts:
    """Attempts at one thing, one after the other, until one succeeds.

    `trouble` says what kept the last one, and is empty where that is not worth a word; `failed` is
    how many have failed in all. `is_hurried` is whether somebody waits for the next one, which then
    comes without a pause. `pause` is that before the next to fail, in seconds.
    """

    def __init__(self) -> None:
        self.trouble = ""
        self.failed = 0
        self.is_hurried = False
        self.pause = FIRST_PAUSE

    def hurry(self) -> None:
        """Have the next one come at once."""
        self.is_hurried = True

    def begin(self) -> None:
        """Make one: whoever waited for it has it now."""
        self.is_hurried = False

    def succeed(self) -> None:
        """Note that it came to its end."""
        self.trouble = ""
        self.pause = FIRST_PAUSE

    def fail(self, trouble: str) -> float:
        """Note that it did not; the seconds to let pass before the next."""
        self.trouble = trouble
        self.failed += 1
        pause = self.pause
        self.pause = min(2 * pause, LONGEST_PAUSE)
        return pause
