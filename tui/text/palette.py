"""The styles of the kinds in `decoration` and `gutter`, in a theme's colours or without colour.

Colour is reserved for tags; everything else is a shade between the theme's text and background.
"""

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from annotations.ink import ink_on as written_ink_on
from tui.text.dimming import DIM, faded

_UNTAGGED = 0.22
# The share of the text's colour in the background of each kind.
_GROUND_SHARES = {
    "hit": 0.3,
    "current": 0.75,
    "flash": 0.6,
    "selected": 0.45,
    "caret": 1.0,
    "label": 1.0,
    "label-beside": 0.7,
}
_FADED = frozenset({"furniture", "number", "track"})
_TRACK = 0.4
_REVERSED = frozenset({"current", "flash", "selected", "label", "label-beside"})
_BOLD = frozenset({"hit", "current", "label", "label-beside"})


def ink_on(background: Color) -> Color:
    """Black or white, whichever contrasts more with `background`: always 4.5 to 1 or more."""
    return Color.parse(written_ink_on(background.hex6))


def filtered(style: Style, filters: Sequence[LineFilter], background: Color) -> Style:
    """A style on a background, after the line filters of the whole screen."""
    segments = [Segment(" ", style)]
    for line_filter in filters:
        segments = line_filter.apply(segments, background)
    return segments[0].style or style


class Palette:
    """The styles of kinds in one theme.

    `theme` maps Textual's theme variables to colours; `focused` is whether the pane has the focus;
    `monochrome` means no colours; `filters` are the line filters of the whole screen.
    """

    def __init__(
        self,
        theme: Mapping[str, str],
        *,
        focused: bool,
        monochrome: bool = False,
        filters: Sequence[LineFilter] = (),
    ) -> None:
        self.focused = focused
        self.monochrome = monochrome
        self.filters = filters
        self.background = _color(theme, "background", "#121212")
        self.foreground = _color(theme, "foreground", "#e0e0e0")
        self._styles: dict[tuple[str, ...], Style] = {}

    def style(self, *kinds: str) -> Style:
        """The style of text with `kinds` over it, in the order that `decoration` gives them."""
        style = self._styles.get(kinds)
        if style is None:
            make = self._without_colours if self.monochrome else self._in_colours
            style = self._styles[kinds] = self._filtered(make(kinds))
        return style

    def _filtered(self, style: Style) -> Style:
        """A style after the filters; filtering every strip instead would take far longer.

        Where the style has no colours, the theme's are used, as on the rest of the screen.
        """
        if not self.filters:
            return style
        ground = Style(color=self.foreground.rich_color, bgcolor=self.background.rich_color)
        return filtered(ground + style, self.filters, self.background)

    def _in_colours(self, kinds: tuple[str, ...]) -> Style:
        names = {kind.partition(" ")[0] for kind in kinds}
        ground = self._ground(kinds)
        ink = ink_on(ground) if ground != self.background else self.foreground
        is_faded = ground == self.background and bool(names & _FADED)
        if is_faded:
            ink = self._shade(_TRACK) if "track" in names else faded(ink, ground)
        for kind in kinds:
            if kind.startswith("bar "):
                ink = self._tag_color(kind, DIM)
        return Style(
            color=ink.rich_color,
            bgcolor=ground.rich_color,
            bold=bool(names & _BOLD),
            italic=is_faded and ink == self.foreground,
            underline=bool(names & {"overlap", "hit"}) or ("caret" in names and not self.focused),
        )

    def _ground(self, kinds: tuple[str, ...]) -> Color:
        """The background of the last of `kinds` that has one; a hit's yields to those before it."""
        ground = self.background
        for kind in kinds:
            if kind.startswith("mark "):
                ground = self._tag_color(kind, _UNTAGGED)
            elif kind.startswith("key "):
                ground = self._tag_color(kind, DIM)
            elif kind == "hit" and ground == self.background:
                ground = self._shade(_GROUND_SHARES["hit"])
            elif kind in _GROUND_SHARES and kind != "hit" and (kind != "caret" or self.focused):
                ground = self._shade(_GROUND_SHARES[kind])
        return ground

    def _without_colours(self, kinds: tuple[str, ...]) -> Style:
        names = {kind.partition(" ")[0] for kind in kinds}
        standing_out = bool(names & _REVERSED)
        at_caret = "caret" in names and self.focused
        return Style(
            bold=bool(names & (_BOLD | {"overlap", "bar", "key"})) or (standing_out and at_caret),
            dim=bool(names & _FADED),
            underline=bool(names & {"mark", "overlap"}) or ("caret" in names and not at_caret),
            reverse=standing_out != at_caret,
        )

    def _tag_color(self, kind: str, share: float) -> Color:
        """The colour after a kind's first word; a shade where there is none."""
        color = kind.partition(" ")[2]
        return Color.parse(color) if color else self._shade(share)

    def _shade(self, share: float) -> Color:
        """The background with a `share` of the text's colour in it."""
        return self.background.blend(self.foreground, share)


def _color(theme: Mapping[str, str], name: str, fallback: str) -> Color:
    """A theme's colour, or the fallback if it is the terminal's own or transparent."""
    color = Color.parse(theme.get(name, fallback))
    return color if color.ansi is None and color.a == 1 else Color.parse(fallback)
