"""Which paragraphs of a web article are furniture: captions, credits, navigation and the like.

Rules over one paragraph and its neighbours, no model; nothing is removed here, only recognised.
"""

import re
from collections.abc import Sequence

REACH = 5
"""How many paragraphs before and after are looked at."""

LONGEST = 1_000
"""The code points of the longest paragraph that can be furniture."""

_NAVIGATION = frozenset({"skip to main content", "skip to content", "advertisement"})
_CREDIT = re.compile(r"(?:PHOTO|AFP|REUTERS|AP)/|/(?:AFP|AP|Reuters)/?|Getty Images$|^©")


def is_furniture(paragraph: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether `paragraph` is furniture, given its neighbours, the nearest first on either side."""
    if len(paragraph) > LONGEST:
        return False
    if paragraph.casefold() in _NAVIGATION:
        return True
    return bool(_CREDIT.search(paragraph))
