"""Paints a row's runs, gutter and labels as a strip: article text's only way to the screen.

The text has been cleaned by `tui.terminal.clean` (in `wrap`); `palette` defines how kinds look.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.terminal.cells import is_narrow
from tui.terminal.clean import ZERO_WIDTH_JOINER
from tui.text.decoration import Run
from tui.text.gutter import EMPTY, GutterCell
from tui.text.layout import Layout, Row
from tui.text.palette import Palette

_JOINING = re.compile(f"[{ZERO_WIDTH_JOINER}\U000e0020-\U000e007f]")
"""What joins several letters into one cluster: joiners, and the tags that spell a flag's region."""

_LOOSE = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+")
"""Tags that spell a flag's region, without their flag; they take no cells."""


class Margin(msgspec.Struct, frozen=True):
    """What stands beside a row's text: cells left blank, the paragraph's number, the lanes."""

    blank: int
    number: str
    lanes: tuple[GutterCell, ...]


class RowPainter(msgspec.Struct, frozen=True):
    """Paints rows of `layout` as strips of `width` cells, the last of them the scrollbar's."""

    layout: Layout
    palette: Palette
    width: int

    def paint(
        self,
        row: Row,
        runs: Sequence[Run],
        margin: Margin,
        labels: Mapping[int, str],
        *,
        thumb: bool,
        caret_at_end: bool,
    ) -> Strip:
        """The strip of one row; `caret_at_end` draws the caret after the text's last character."""
        segments = self._margin(margin)
        text = self._text(row, runs)
        cells = self.layout.cell_of(row, row.end)
        if caret_at_end:
            text.append(Segment(" ", self.palette.style("caret")))
            cells += 1
        if labels:
            text = _lettered(self, row, text, labels)
            cells = sum(segment.cell_length for segment in text)
        segments += text
        used = margin.blank + len(margin.number) + len(margin.lanes) + 1 + cells
        pad = max(self.width - used - 1, 0)
        segments += self._end(pad, thumb=thumb)
        if all(is_narrow(segment.text) for segment in text):
            # Otherwise keep segments apart: Rich places characters of two cells or none by segment.
            segments = _joined(segments)
        strip = Strip(segments, used + pad + 1)
        return strip if strip.cell_length == self.width else strip.crop(0, self.width)

    def blank(self, *, thumb: bool) -> Strip:
        """The strip of a line below the last row."""
        return Strip(_joined(self._end(self.width - 1, thumb=thumb)), self.width)

    def _end(self, pad: int, *, thumb: bool) -> list[Segment]:
        """The segments after the text: blank cells, and the scrollbar's cell."""
        blank = self.palette.style()
        if not thumb:
            return [Segment(" " * (pad + 1), blank)]
        return [Segment(" " * pad, blank), Segment("▐", self.palette.style("track"))]

    def _margin(self, margin: Margin) -> list[Segment]:
        style = self.palette.style
        number = " " * margin.blank + margin.number
        if margin.lanes.count(EMPTY) == len(margin.lanes):
            kinds = ("number",) if margin.number.strip() else ()
            return [Segment(number + " " * (len(margin.lanes) + 1), style(*kinds))]
        lanes = [Segment(cell.character, style(cell.kind)) for cell in margin.lanes]
        return [Segment(number, style("number")), *lanes, Segment(" ", style())]

    def _text(self, row: Row, runs: Sequence[Run]) -> list[Segment]:
        """A segment per run, or per cluster where letters join, which Rich measures differently."""
        segments: list[Segment] = []
        shown = self.layout.shown
        for run in runs:
            text = shown(row, run.start, run.end)
            style = self.palette.style(*run.kinds)
            if text.isascii() or not _JOINING.search(text):
                if text:
                    segments.append(Segment(text, style))
                continue
            offset = run.start
            while offset < run.end:
                behind = min(self.layout.next_cluster(offset), run.end)
                segments.append(Segment(shown(row, offset, behind), style))
                offset = behind
        return segments


def _joined(segments: list[Segment]) -> list[Segment]:
    """Merge neighbouring segments of the same style, so that there is less to send."""
    joined = segments[:1]
    for segment in segments[1:]:
        last = joined[-1]
        if segment.style is last.style:
            joined[-1] = Segment(last.text + segment.text, last.style)
        else:
            joined.append(segment)
    return joined


def _lettered(
    painter: RowPainter, row: Row, text: list[Segment], labels: Mapping[int, str]
) -> list[Segment]:
    """`text` with labels written over it at their offsets; labels that touch differ in style."""
    strip = Strip(text)
    cut = Strip.crop if all(is_narrow(segment.text) for segment in text) else _cut
    pieces: list[Segment] = []
    done = 0
    kind = "label-beside"
    for offset, label in sorted(labels.items()):
        cell = painter.layout.cell_of(row, offset)
        kind = "label-beside" if pieces and cell == done and kind == "label" else "label"
        pieces += cut(strip, done, cell)
        pieces.append(Segment(label, painter.palette.style(kind)))
        done = cell + len(label)
    if done < strip.cell_length:
        pieces += cut(strip, done, strip.cell_length)
    return pieces


def _cut(strip: Strip, start: int, end: int) -> list[Segment]:
    """The cells `[start, end)` of a strip, without the region tags of a flag that is cut off.

    Combining marks stay with their letter; Rich's `crop` separates those of the last one from it.
    """
    parts = [(_LOOSE.sub("", part.text), part.style) for part in strip.crop(start, end)]
    parts.append((_marks(strip, end), parts[-1][1] if parts else None))
    before = len(_marks(strip, start))
    return [
        Segment(text[before:] if number == 0 else text, style)
        for number, (text, style) in enumerate(parts)
    ]


def _marks(strip: Strip, cell: int) -> str:
    """The zero-width characters at the start of a strip's part from `cell` on; none for cell 0."""
    behind = "".join(part.text for part in strip.crop(cell, cell + 1)) if cell else ""
    return "".join(takewhile(lambda character: not cell_len(character), behind))
