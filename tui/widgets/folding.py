"""Text without what a reader who looks for something does not heed."""

import unicodedata


def folded(text: str) -> str:
    """`text` without case and accents, to be compared."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c))
