"""Escaping of text for the comparison page."""

import re
from html import escape

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text(written: str) -> str:
    """A text of a study for an HTML page: escaped, and without characters that act on other text.

    Control characters become their pictures or U+FFFD, those that change the direction of other
    text U+FFFD.
    """
    return escape(_UNSAFE.sub(_stand_in, written))


def _stand_in(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    return "\u2421" if point == 0x7F else "\ufffd"
