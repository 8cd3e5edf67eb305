"""A search in one text, a slice at a time, and which of its hits is the one to see.

Where the text is shown, and who asks, is not known here.
"""

from annotations.search import Query, find_in_steps
from annotations.span import Span
from tui.turns import Gathering

MOST = 10_000
"""Hits that are looked for; beyond, the count says "more than"."""


class TextSearch(Gathering[Span]):
    """Looks for a query in a text. Raises `BadPattern` at once.

    `at` is the number of the hit to see, from 0; -1 while there is none.
    """

    def __init__(self, text: str, query: Query) -> None:
        hits = ([] if hit is None else [hit] for hit in find_in_steps(text, query))
        super().__init__(hits, limited=query.regex, most=MOST)
        self.at = -1
        self._asks = bool(query.pattern)

    @property
    def current(self) -> Span | None:
        """The hit to see."""
        return self.found[self.at] if self.at >= 0 and self.found else None

    def aim(self, here: int) -> None:
        """See the first hit from an offset on; when all are found, round the end if need be."""
        later = (n for n, hit in enumerate(self.found) if hit.start >= here)
        self.at = next(later, 0 if self.done else -1)

    def turn(self, by: int) -> None:
        """See the next hit (1) or the one before (-1); there must be some."""
        self.at = (self.at + by) % len(self.found)

    def turn_from(self, here: int, by: int) -> None:
        """See the first hit that begins behind an offset (1), or the last before it (-1).

        Round the ends; there must be some.
        """
        if by > 0:
            self.at = next((n for n, hit in enumerate(self.found) if hit.start > here), 0)
        else:
            self.at = sum(hit.start < here for hit in self.found) - 1
        self.at %= len(self.found)

    @property
    def told(self) -> str:
        """How much is found, and which of it is to be seen, in words; empty for no query."""
        count = len(self.found)
        if not self._asks:
            return ""
        if not self.done:
            return f"{count:,} so far"
        if not count:
            return "nothing found"
        return f"{self.at + 1:,} of {'more than ' if self.full else ''}{count:,}"
