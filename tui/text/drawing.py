"""Draws the lines of one page as strips, with everything that lies over and beside the text.

It caches no strips: `tui.text.canvas` decides which ones are still valid.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
from textual.strip import Strip

from annotations.span import Span
from tui.text import gutter
from tui.text.decoration import Cover, Layers, runs
from tui.text.geometry import Geometry
from tui.text.layout import Row
from tui.text.page import Page
from tui.text.painting import Margin, RowPainter


class Looks(msgspec.Struct, frozen=True):
    """What a row's strip depends on, selection and caret aside: what lies beside and over it.

    `thumb` is whether the scrollbar's thumb is on this row.
    """

    margin: Margin
    thumb: bool
    over: object


class DrawnRow(msgspec.Struct, frozen=True):
    """The strip of a row, and the looks it was drawn with."""

    looks: Looks
    strip: Strip


class Drawing(msgspec.Struct, frozen=True, dict=True):
    """A page about to be drawn.

    Attributes:
        page: what is in sight and what lies over it.
        painter: makes strips of rows.
        geometry: how the pane's cells are divided.
        cover: what lies over this page temporarily.
        labels: the labels written over the text, by the offset where each starts.

    """

    page: Page
    painter: RowPainter
    geometry: Geometry
    cover: Cover
    labels: Mapping[int, str]

    @cached_property
    def thumb(self) -> range:
        """The lines of the scrollbar's thumb."""
        viewport = self.page.viewport
        visible = viewport.visible
        return self.geometry.thumb(visible.start, visible.end, len(viewport.layout.text))

    @cached_property
    def _row_of_caret_at_end(self) -> Row | None:
        """The row whose end shows the caret, if the caret is at the end of the text."""
        layout = self.page.viewport.layout
        caret, length = self.cover.caret, len(layout.text)
        return layout.row_at(length) if caret is not None and caret.start == length else None

    def looks(self, line: int) -> Looks:
        """What the strip of the row on a line depends on."""
        return Looks(self._margin_of(line), line in self.thumb, self._over_row(line))

    def is_plain(self, line: int) -> bool:
        """Whether the row on a line has no labels and nothing of the cover over it."""
        row = self.page.viewport.rows[line]
        return (
            line not in self._labels_over
            and all(_on_row(span, row) is None for span in msgspec.structs.astuple(self.cover))
            and row != self._row_of_caret_at_end
        )

    def _margin_of(self, line: int) -> Margin:
        page = self.page
        row = page.viewport.rows[line]
        number, bars = page.numbers.get(row.start), page.bars_beside[line]
        if number is None and not bars:
            return self._bare_margin
        return self._margin(row.start, number, bars)

    @cached_property
    def _bare_margin(self) -> Margin:
        """The margin of most rows, which is empty."""
        return self._margin(0, None, ())

    def _margin(self, row: int, number: int | None, bars: Sequence[gutter.Bar]) -> Margin:
        geometry, brackets = self.geometry, self.painter.palette.monochrome
        return Margin(
            geometry.blank,
            gutter.number_cells(number, geometry.number),
            gutter.cells(row, bars, geometry.lanes, brackets=brackets),
        )

    def _over_row(self, line: int) -> object:
        page, row = self.page, self.page.viewport.rows[line]
        return (
            page.marks_over[line],
            page.hits_over[line],
            page.furniture_over[line],
            _on_row(self.cover.current, row),
            _on_row(self.cover.flash, row),
            self._labels_over.get(line),
        )

    @cached_property
    def _labels_over(self) -> Mapping[int, Mapping[int, str]]:
        """The labels by the line they are on, then by their offsets."""
        starts = [row.start for row in self.page.viewport.rows]
        over: dict[int, dict[int, str]] = {}
        for offset, label in self.labels.items():
            over.setdefault(bisect_right(starts, offset) - 1, {})[offset] = label
        return over

    def row(self, line: int, looks: Looks) -> DrawnRow:
        """Draw the row on a line, given its looks."""
        page = self.page
        row = page.viewport.rows[line]
        layers = Layers(
            page.marks_over[line], page.hits_over[line], page.furniture_over[line], self.cover
        )
        # Highlights stop where the row's visible text ends, before the white space after it.
        inked = row.start + len(page.viewport.layout.text[row.start : row.end].rstrip())
        strip = self.painter.paint(
            row,
            runs(row.start, row.end, layers, inked=inked),
            looks.margin,
            self._labels_over.get(line, {}),
            thumb=looks.thumb,
            caret_at_end=row == self._row_of_caret_at_end,
        )
        return DrawnRow(looks, strip)

    def blank(self, line: int) -> Strip:
        """The strip of a line below the last row."""
        return self.painter.blank(thumb=line in self.thumb)


def _on_row(span: Span | None, row: Row) -> Span | None:
    """The span if any of it is on the row, else None."""
    return span if span is not None and span.start < row.end and span.end > row.start else None
