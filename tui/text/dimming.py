"""Dim text that stays legible: a faded ink replaces the terminal's dimming and Textual's.

Textual halves the ink, which leaves a contrast of 2.8 to 1 on a light theme; how far a terminal
dims is up to the terminal.
"""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from annotations.ink import READ, contrast

DIM = 0.66
"""The share of an ink that dimming keeps, where the result is legible."""

_LESS_DIM = (DIM, 0.75, 0.85, 0.92)


def faded(ink: Color, background: Color) -> Color:
    """A dimmed ink, dimmed less where needed to keep a contrast of 4.5 to 1 with the background.

    An ink hardly above (or below) that contrast is returned unchanged; the caller must show in
    another way that the text is dim.
    """
    shades = (background.blend(ink, share) for share in _LESS_DIM)
    return next((shade for shade in shades if contrast(shade.hex6, background.hex6) >= READ), ink)


class Dimming(LineFilter):
    """Fades dim text, or sets it in italics where the theme's ink is too faint to be faded.

    Dim text in the terminal's own colours is left to the terminal.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, none of those with an ink and a background still marked dim."""
        if not any(segment.style and segment.style.dim for segment in segments):
            return segments
        return [
            Segment(text, _faded_style(style) if style and style.dim else style, control)
            for text, style, control in segments
        ]


@lru_cache(1_024)
def _faded_style(style: Style) -> Style:
    ink, ground = style.color, style.bgcolor
    if ink is None or ground is None or ink.triplet is None or ground.triplet is None:
        return style
    whole = Color.from_rich_color(ink)
    shade = faded(whole, Color.from_rich_color(ground))
    told = Style(italic=True) if shade == whole else Style(color=shade.rich_color)
    return style + Style(dim=False) + told
