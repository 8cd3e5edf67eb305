"""Finding articles by a few letters of what is known about them, never by their text."""

from collections.abc import Iterable

from annotations.article import Article
from tui.widgets.folding import folded
from tui.widgets.plain import AT_MOST

CUTOFF = 72
"""How alike, of 100, a misspelt query must be to the best-fitting part of what is known."""

NOT_FOUND = "No article has that. Esc shows all."
"""What stands in place of a list in which nothing is found."""


FOUND_BY = "title, outlet, event, byline, date or status"
"""What a `Catalogue` finds articles by, for the line to type in."""


class Catalogue:
    """What articles are found by: title, outlet, event, byline, date and status, folded once."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._folded = {
            a.id: folded(
                "\n".join(
                    field[:AT_MOST]
                    for field in (
                        a.title,
                        a.outlet,
                        a.event,
                        a.byline,
                        a.published,
                        a.status or "",
                    )
                )
            )
            for a in articles
        }

    def find(self, query: str) -> list[str]:
        """The ids of articles that hold every word of the query, in their order.

        When none does, those that hold something like the query, likest first (rapidfuzz's
        partial ratio).
        """
        words = folded(query).split()
        exact = [id for id, text in self._folded.items() if all(word in text for word in words)]
        return exact or self._alike(" ".join(words))

    def _alike(self, query: str) -> list[str]:
        from rapidfuzz import fuzz, process

        if len(query) < 3:
            return []
        found = process.extract(
            query, self._folded, scorer=fuzz.partial_ratio, score_cutoff=CUTOFF, limit=None
        )
        return [id for _, _, id in found]
