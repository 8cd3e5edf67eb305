"""Cuts a text into stretches that are wrapped independently: lines, and parts of very long lines.

`tui.text.wrap` decides where rows end within a stretch. Only the text around an offset is read.
"""

from tui.terminal.clean import ZERO_WIDTH_JOINER, Kind, kind_of
from tui.text.clusters import is_regional

STRETCH = 16_384
"""Lines longer than this many code points are cut, so that a one-line text is wrapped lazily."""

_LOOK_BACK = 64
"""How far, in code points, a cut may move back to find a boundary between clusters."""


class Stretches:
    """The stretches of `text`: contiguous half-open ranges, each including its final newline.

    With `flowing`, a newline between two non-blank lines does not end a stretch: the text was
    wrapped by hand, and blank lines separate its paragraphs.
    """

    def __init__(self, text: str, *, flowing: bool = False) -> None:
        self.text = text
        self.flowing = flowing
        self._long_lines: list[tuple[int, int]] = []

    def around(self, offset: int) -> tuple[int, int]:
        """The stretch that holds `offset`; at the text's end, the last stretch or an empty one."""
        start, end = self._line(offset)
        if end - start <= STRETCH:
            return start, end
        number = (offset - start) // STRETCH
        cut = self._cut(start, end, number + 1)
        if offset >= cut and cut < end:
            return cut, self._cut(start, end, number + 2)
        return self._cut(start, end, number), cut

    def _line(self, offset: int) -> tuple[int, int]:
        """The line around `offset`; long lines are cached, as finding their ends is slow."""
        for start, end in self._long_lines:
            ends_text = end == len(self.text) and self.text[end - 1] != "\n"
            if start <= offset < end + ends_text:
                return start, end
        start, end = self._line_start(offset), self._line_end(offset)
        if end - start > STRETCH:
            self._long_lines = [(start, end), *self._long_lines[:7]]
        return start, end

    def _line_start(self, offset: int) -> int:
        start = self.text.rfind("\n", 0, offset) + 1
        while self.flowing and start and self._flows_on(start - 1):
            start = self.text.rfind("\n", 0, start - 1) + 1
        return start

    def _line_end(self, offset: int) -> int:
        newline = self.text.find("\n", offset)
        while self.flowing and newline >= 0 and self._flows_on(newline):
            newline = self.text.find("\n", newline + 1)
        return newline + 1 if newline >= 0 else len(self.text)

    def _flows_on(self, newline: int) -> bool:
        """Whether the lines before and after the newline at `newline` are both non-blank."""
        before = self.text[self.text.rfind("\n", 0, newline) + 1 : newline]
        end = self.text.find("\n", newline + 1)
        after = self.text[newline + 1 : end if end >= 0 else len(self.text)]
        return not (before.isspace() or after.isspace()) and bool(before and after)

    def _cut(self, start: int, end: int, number: int) -> int:
        """The start of stretch `number` of the line `[start, end)`: after a space or a cluster."""
        limit = start + number * STRETCH
        if number == 0 or limit >= end:
            return min(limit, end)
        space = self.text.rfind(" ", limit - STRETCH + _LOOK_BACK, limit)
        if space >= 0:
            return space + 1
        for cut in range(limit, limit - _LOOK_BACK, -1):
            if self._parts(cut):
                return cut
        return limit

    def _parts(self, cut: int) -> bool:
        """Whether the characters on both sides of `cut` certainly belong to different clusters."""
        behind = self.text[cut]
        return (
            kind_of(behind) is Kind.PLAIN
            and not is_regional(behind)
            and self.text[cut - 1] != ZERO_WIDTH_JOINER
        )
