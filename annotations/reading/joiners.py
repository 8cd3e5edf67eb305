"""Carries a page's joiners through a library that drops invisible characters.

Without joiners, words of Persian and Hindi are misspelt, and a family emoji becomes three people.
"""

import re

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner."""

_REFERENCE = re.compile(r"&(?:zwn?j;|#0*820[45]\b;?|#x0*200[cd]\b;?)", re.IGNORECASE)
# Letters that hardly any page holds: those of Linear A.
_STAND_INS = [chr(point) for point in range(0x10600, 0x10700)]


class Carried:
    """A page whose joiners are replaced by letters that it does not hold."""

    def __init__(self, page: str) -> None:
        page = _REFERENCE.sub(_joiner, page)
        free = [letter for letter in _STAND_INS if letter not in page]
        self._there = dict(zip(map(ord, JOINERS), free, strict=False))
        self._back = {ord(letter): joiner for joiner, letter in self._there.items()}
        self.page = page.translate(self._there)

    def back(self, text: str | None) -> str:
        """A text from that page with its joiners restored; empty for None."""
        return (text or "").translate(self._back)


def _joiner(reference: re.Match[str]) -> str:
    written = reference[0].lower()
    return JOINERS["zwj" in written or written.rstrip(";")[-1] in "5d"]
