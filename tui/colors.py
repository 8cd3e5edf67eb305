"""Converts colours as people write them to the form that tags use."""

import re


def as_hex(typed: str) -> str:
    """Convert a colour's name, or one written like `#fa0` or `rgb(1, 2, 3)`, to `#e69f00` form.

    What is not a colour is returned as typed, for the codebook to refuse.
    """
    plain = "".join(typed.split()).lower()
    if re.fullmatch("#[0-9a-f]{6}", plain):
        return plain
    # Imported late: nearly all colours have that form already.
    from textual.color import Color, ColorParseError

    try:
        return Color.parse(plain).hex6.lower()
    except ColorParseError:
        return typed
