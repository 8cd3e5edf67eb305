"""Finding articles by a few letters of what is known about them, never by their text."""

import re
from collections.abc import Iterable, Mapping

from annotations.article import Article
from tui.widgets.folding import folded
from tui.widgets.plain import AT_MOST

CUTOFF = 72
"""How alike, of 100, a misspelt query must be to the best-fitting part of what is known."""

NOT_FOUND = "No article has that. Esc shows all."
"""What stands in place of a list in which nothing is found."""


FOUND_BY = "title, outlet, event, byline, date or status; without: -…"
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

        Those in which a word begins as one with a hyphen before it (`-done`) are left out. When
        none is found, those that hold something like the query, likest first (rapidfuzz's partial
        ratio).
        """
        asked = folded(query).split()
        words = [word for word in asked if not word.startswith("-")]
        unwanted = [_beginning(word[1:]) for word in asked if word.startswith("-") and word != "-"]
        wanted = {
            id: text
            for id, text in self._folded.items()
            if not any(word.search(text) for word in unwanted)
        }
        exact = [id for id, text in wanted.items() if all(word in text for word in words)]
        return exact or _alike(" ".join(words), wanted)


def _beginning(word: str) -> re.Pattern[str]:
    """Where a word begins so: who hides what is done would miss what is abandoned."""
    return re.compile(rf"(?<!\w){re.escape(word)}")


def _alike(query: str, texts: Mapping[str, str]) -> list[str]:
    from rapidfuzz import fuzz, process

    if len(query) < 3:
        return []
    found = process.extract(
        query, texts, scorer=fuzz.partial_ratio, score_cutoff=CUTOFF, limit=None
    )
    return [id for _, _, id in found]
