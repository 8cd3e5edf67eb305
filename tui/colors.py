"""Colours as people write them, made such as a tag has them."""

import re


def as_hex(typed: str) -> str:
    """A colour like `#e69f00`, of one that is a name, or written like `#fa0` or `rgb(1, 2, 3)`.

    What is none stays as it was typed, for the codebook to refuse.
    """
    plain = "".join(typed.split()).lower()
    if re.fullmatch("#[0-9a-f]{6}", plain):
        return plain
    # Nearly all are such; who meets no other does without the names.
    from textual.color import Color, ColorParseError

    try:
        return Color.parse(plain).hex6.lower()
    except ColorParseError:
        return typed
