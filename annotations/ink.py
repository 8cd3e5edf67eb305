"""The text colour for a background colour, the same on the screen and on the comparison page.

Colours are `#rrggbb` here; their meaning is decided elsewhere.
"""

BLACK, WHITE = "#000000", "#ffffff"

READ = 4.5
"""The least contrast at which text is readable, by WCAG 2's level AA."""


def ink_on(color: str) -> str:
    """Black or white, whichever has more contrast to a colour: never under 4.5 to 1."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, color))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
