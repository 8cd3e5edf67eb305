"""Restores a byline as the page writes it: the library that finds the names removes full stops.

This module does not decide who wrote the article.
"""

import re
from html import unescape

_META = re.compile(r"<meta\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_GAP = r"(?:\.\s{0,3}|\s{1,3})"
_ABBREVIATED = frozenset({"Jr", "Sr"})


def as_written(names: str, page: str) -> str:
    """The names, given separated by semicolons, as `page` writes them, separated by commas.

    They are looked for in its meta tags, then in all of it, JSON-LD and text alike. A name that is
    not found, with or without full stops (because it was composed, or differs in its letters), is
    returned as given.
    """
    unescaped = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), page)
    places = [unescape("\n".join(_META.findall(page))), unescape(unescaped)]
    return ", ".join(_as_written(name, places) for name in names.split("; ") if name.strip())


def _as_written(name: str, places: list[str]) -> str:
    pattern = _pattern(name)
    found = next(filter(None, map(pattern.search, places)), None)
    return " ".join(found[0].split()) if found else name


def _pattern(name: str) -> re.Pattern[str]:
    """A pattern for a name with or without full stops.

    A last full stop is part of the name only after a single letter, `Jr` or `Sr`; after `Wei Li` it
    ends the sentence.
    """
    words = name.split()
    ends = r"\.?" if len(words[-1]) == 1 or words[-1] in _ABBREVIATED else ""
    return re.compile(rf"(?<!\w){_GAP.join(map(re.escape, words))}{ends}(?!\w)")
