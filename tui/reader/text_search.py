"""A search of one text in slices, with one of its hits as the current one.

It knows nothing of panes or prompts.
"""

from annotations.search import Query, find_in_steps
from annotations.span import Span
from tui.slicing import Gathering

MOST = 10_000
"""The maximum number of hits; beyond that, the count says "more than"."""


class TextSearch(Gathering[Span]):
    """Searches a text for a query. Raises `BadPattern` at once.

    `at` is the index of the current hit; -1 while there is none.
    """

    def __init__(self, text: str, query: Query) -> None:
        hits = ([] if hit is None else [hit] for hit in find_in_steps(text, query))
        super().__init__(hits, limited=query.regex, most=MOST)
        self.at = -1
        self._asks = bool(query.pattern)

    @property
    def current(self) -> Span | None:
        """The current hit."""
        return self.found[self.at] if self.at >= 0 and self.found else None

    def aim(self, here: int) -> None:
        """Make the first hit from an offset on current; once all are found, wrap around."""
        later = (n for n, hit in enumerate(self.found) if hit.start >= here)
        self.at = next(later, 0 if self.done else -1)

    def turn(self, by: int) -> None:
        """Make the next (1) or the previous (-1) hit current; there must be hits."""
        self.at = (self.at + by) % len(self.found)

    def turn_from(self, here: int, by: int) -> None:
        """Make the first hit that begins after an offset (1), or the last before it (-1), current.

        Wraps around at the ends; there must be hits.
        """
        if by > 0:
            self.at = next((n for n, hit in enumerate(self.found) if hit.start > here), 0)
        else:
            self.at = sum(hit.start < here for hit in self.found) - 1
        self.at %= len(self.found)

    @property
    def told(self) -> str:
        """The number of hits and which one is current, in words; empty for an empty query."""
        count = len(self.found)
        if not self._asks:
            return ""
        if not self.done:
            return f"{count:,} so far"
        if not count:
            return "nothing found"
        return f"{self.at + 1:,} of {'more than ' if self.full else ''}{count:,}"
