"""Text without what a reader who looks for something does not heed."""

import re
import unicodedata

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def folded(text: str) -> str:
    """`text` without case and accents, to be compared."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    # Passages are folded by the hundred thousand; most of their letters need no look.
    return BEYOND_ASCII.sub(_without_marks, apart)


def holds(text: str, asked: str) -> bool:
    """Whether a text holds every word of what is asked for, in any order; both are folded here."""
    told = folded(text)
    return all(word in told for word in folded(asked).split())


def _without_marks(run: re.Match[str]) -> str:
    return "".join(c for c in run[0] if not unicodedata.combining(c))
