"""Folds case and accents away, so that texts compare equal regardless of these."""

import re
import unicodedata

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def folded(text: str) -> str:
    """`text` without case and accents, for comparison."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    # A hundred thousand passages may be folded; most of their letters are ASCII and are skipped.
    return BEYOND_ASCII.sub(_without_marks, apart)


def holds(text: str, asked: str) -> bool:
    """Whether a text contains every word of `asked`, in any order; both are folded here."""
    told = folded(text)
    return all(word in told for word in folded(asked).split())


def _without_marks(run: re.Match[str]) -> str:
    return "".join(c for c in run[0] if not unicodedata.combining(c))
