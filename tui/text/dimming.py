"""Dim words that are still read: a faded ink in place of the terminal's dimming and of Textual's.

Textual leaves half of an ink, which is 2.8 to 1 on a light theme; what a terminal leaves of one is
its own affair.
"""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from annotations.ink import READ, contrast

DIM = 0.66
"""The share of an ink that is left of it where that can be read."""

_LESS_DIM = (DIM, 0.75, 0.85, 0.92)


def faded(ink: Color, background: Color) -> Color:
    """A dim ink: less dim where it could not be read, never under 4.5 to 1 if the ink is not.

    An ink that is hardly over that is left as it is; whoever writes with it tells it otherwise.
    """
    shades = (background.blend(ink, share) for share in _LESS_DIM)
    return next((shade for shade in shades if contrast(shade.hex6, background.hex6) >= READ), ink)


class Dimming(LineFilter):
    """Fades what is dim, or slants it where the theme's ink is too faint to be faded.

    What has the terminal's own colours is left to the terminal.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, none of them dim that has an ink and a background."""
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
