"""Divides a pane's cells among margin, numbers, lanes, text and scrollbar. Pure arithmetic."""

from functools import cached_property

import msgspec

from tui.text.gutter import LANES
from tui.text.layout import NARROWEST

MEASURE = 66
"""The width of text that reads best, in cells."""
WIDEST_MEASURE = 75
"""The widest measure a reader may set, in cells."""

_FULL_GUTTER = 40
_NUMBER = 4
_HANGING, _SCROLLBAR = 1, 1


class Geometry(msgspec.Struct, frozen=True, dict=True):
    """A pane of `width` by `height` cells whose text is at most `measure` cells wide."""

    width: int
    height: int
    measure: int = MEASURE

    @property
    def number(self) -> int:
        """The cells of the paragraph number and the blank after it; 0 in a narrow pane."""
        return _NUMBER if self.width >= _FULL_GUTTER else 0

    @property
    def lanes(self) -> int:
        """How many lanes there are; one in a narrow pane."""
        return LANES if self.width >= _FULL_GUTTER else 1

    @cached_property
    def text(self) -> int:
        """The width of the text in cells; one more cell after it is for hanging white space."""
        room = self.width - self._gutter - _HANGING - _SCROLLBAR
        return max(min(room, self.measure), NARROWEST)

    @property
    def blank(self) -> int:
        """The margin left of the gutter, in cells: it centres the text in a wide pane."""
        spare = self.width - self._gutter - self.text - _HANGING - _SCROLLBAR
        return max(spare, 0) // 2

    @property
    def text_x(self) -> int:
        """The cell of the pane at which the text begins."""
        return self.blank + self._gutter

    def thumb(self, start: int, end: int, length: int) -> range:
        """The lines of the scrollbar's thumb if `[start, end)` of `length` code points is shown."""
        if end - start >= length or not self.height:
            return range(0)
        first = min(start * self.height // length, self.height - 1)
        return range(first, max(-(-end * self.height // length), first + 1))

    @property
    def _gutter(self) -> int:
        return self.number + self.lanes + 1
