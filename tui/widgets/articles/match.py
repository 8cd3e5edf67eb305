"""Finds articles by a few letters of their metadata, never by their text."""

import re
from collections.abc import Iterable, Mapping

from annotations.article import Article
from tui.widgets.folding import folded
from tui.widgets.plain import AT_MOST

CUTOFF = 72
"""The least similarity, of 100, of a misspelt query to the best-fitting part of the metadata."""

NOT_FOUND = "No article has that. Esc shows all."
"""The text in place of an empty list."""


FOUND_BY = "title, outlet, event, byline, date or status; without: -…"
"""The placeholder of the filter line: what a `Catalogue` finds articles by."""


class Catalogue:
    """The searchable metadata, folded once: title, outlet, event, byline, date and status."""

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
        """The ids of articles whose metadata contains every word of the query, in their order.

        A hyphen before a word of the query (`-done`) leaves out articles in which a word begins
        with it. If none is found, those that contain something similar to the query, most similar
        first (rapidfuzz's partial ratio).
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
    """A pattern for words that begin like this: `-done` must not hide "abandoned"."""
    return re.compile(rf"(?<!\w){re.escape(word)}")


def _alike(query: str, texts: Mapping[str, str]) -> list[str]:
    from rapidfuzz import fuzz, process

    if len(query) < 3:
        return []
    found = process.extract(
        query, texts, scorer=fuzz.partial_ratio, score_cutoff=CUTOFF, limit=None
    )
    return [id for _, _, id in found]
