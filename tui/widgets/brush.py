"""Paints lines of content in a widget's own style, and caches each combined style.

Textual parses and combines the styles of every line each time it paints it: for a page of a list,
that takes longer than everything else done for a key.
"""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tui.text.palette import filtered

Stack = tuple[str | Style, ...]
"""The styles that overlap at a place of a line, the lowest first."""


class Brush:
    """The painter of one widget. Its styles are cached until the theme or the filters change."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._coats: dict[Style, Coat] = {}
        self._filters: Sequence[LineFilter] = ()
        self._theme = ""

    def on(self, ground: Style) -> "Coat":
        """The coat for the background style `ground`; do not keep it, as it may become outdated."""
        filters, theme = self._widget.get_line_filters(), self._widget.app.theme
        if (filters, theme) != (self._filters, self._theme):
            self._coats.clear()
            self._filters, self._theme = filters, theme
        coat = self._coats.get(ground)
        if coat is None:
            under = self._widget.background_colors[1]
            coat = self._coats[ground] = Coat(ground, lambda s: filtered(s, filters, under))
        return coat


class Coat:
    """Paints single lines on one background style.

    A line that does not fit ends in an ellipsis. Styles may be anything that `Style.parse` accepts.
    """

    def __init__(self, ground: Style, finish: Callable[[RichStyle], RichStyle]) -> None:
        self._ground = ground
        self._finish = finish
        self._looks: dict[Stack, RichStyle] = {}

    def row(self, pieces: Sequence[tuple[str, str]], width: int) -> Strip:
        """Styled words as a strip of `width` cells, which they should fill exactly."""
        if sum(cell_len(words) for words, _ in pieces) != width:
            return self.strip(Content.assemble(*pieces), width)
        line = []
        for style, alike in groupby(pieces, key=itemgetter(1)):
            words = "".join(words for words, _ in alike)
            line.append(Segment(words, self._look((style,) if style else ())))
        return Strip(line, width)

    def strip(self, content: Content, width: int) -> Strip:
        """A line as a strip of `width` cells."""
        return Strip(self.segments(content, width), width)

    def segments(self, content: Content, width: int) -> list[Segment]:
        """The segments of `strip`, for callers that append others."""
        line = content.truncate(width, ellipsis=True, pad=True)
        text, spans = line.plain, line.spans
        if not spans:
            return [Segment(text, self._look(()))]
        edges = sorted({0, len(text), *(edge for span in spans for edge in span[:2])})
        coming = sorted(range(len(spans)), key=lambda n: -spans[n].start)
        here: list[int] = []
        segments = []
        for start, end in pairwise(edges):
            here = [n for n in here if spans[n].end > start]
            while coming and spans[coming[-1]].start <= start:
                here.append(coming.pop())
            stack = tuple(spans[n].style for n in sorted(here))
            segments.append(Segment(text[start:end], self._look(stack)))
        return segments

    def _look(self, stack: Stack) -> RichStyle:
        look = self._looks.get(stack)
        if look is None:
            style = self._ground
            for over in stack:
                style += Style.parse(over) if isinstance(over, str) else over
            look = self._looks[stack] = self._finish(style.rich_style)
        return look
