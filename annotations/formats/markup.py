"""What every piece of the comparison page needs: escaped text, and colours that can be read."""

import re
from html import escape

BLACK, WHITE = "#000000", "#ffffff"

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text(written: str) -> str:
    """A text of a study for an HTML page: escaped, and without what could do more than be read.

    Control characters become their pictures, or U+FFFD; so do those that would turn the direction
    of other text.
    """
    return escape(_UNSAFE.sub(_stand_in, written))


def _stand_in(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    return "\u2421" if point == 0x7F else "\ufffd"


def ink_on(color: str) -> str:
    """Black or white, whichever is read better on a colour `#rrggbb`: never under 4.5 to 1."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, color))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, from 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
