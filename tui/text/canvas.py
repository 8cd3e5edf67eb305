"""The part of the view that draws: a page of text into strips, kept until what they show changes.

It overrides the public `render_lines` and draws its own scrollbar, which spares a page move most of
its cost. What is shown, and where, is told by `tui.text.view`.
"""

from collections.abc import Mapping

from textual.geometry import Region, Size
from textual.strip import Strip

from annotations.span import Span
from annotations.structure import Structure
from tui.text.ahead import Ahead
from tui.text.decoration import Layers
from tui.text.drawing import Drawing, DrawnRow
from tui.text.geometry import Geometry
from tui.text.layout import Layout
from tui.text.page import Page, Sources, caret_of
from tui.text.painting import RowPainter
from tui.text.palette import Palette
from tui.text.pointer import Pointer
from tui.text.selection import Selection
from tui.text.viewport import Viewport

_STRIPS_KEPT = 1_000


class Canvas(Pointer):
    """Draws the rows of a viewport with all that lies over them."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._sources = Sources(Structure(""))
        self._geometry = Geometry(0, 0)
        self._viewport = Viewport(Layout("", self._geometry.measure), 0)
        self._selection = Selection()
        self._labels: Mapping[int, str] = {}
        self._current_hit: Span | None = None
        self._flash: Span | None = None
        self._head_wanted = False
        self._page: Page | None = None
        self._lines: dict[int, Strip] = {}
        self._strips: dict[int, DrawnRow] = {}
        self._looks: tuple[object, ...] = ()
        self._palette: Palette | None = None
        self._stride = 0
        self._ahead = Ahead(self._next_page)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the lines asked for."""
        self._fit(self.size)
        strips = self._strips_of(crop.line_range)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def repaint(self) -> None:
        """Draw the lines anew over which something has changed, and have only those sent."""
        before = self._lines.copy()
        self._forget_page()
        if not before or self.size != (self._geometry.width, self._geometry.height):
            self.refresh()
            return
        lines = self._strips_of(range(self._geometry.height))
        changed = [line for line, strip in enumerate(lines) if strip != before.get(line)]
        if changed:
            self.refresh(*(Region(0, line, self._geometry.width, 1) for line in changed))

    def _fit(self, size: Size) -> None:
        """Lay the text out for a new size; what was in sight stays so."""
        fitted = Geometry(size.width, size.height, self._geometry.measure)
        if fitted == self._geometry:
            return
        layout = self._viewport.layout
        if fitted.text != layout.width:
            layout = self._lay_out(fitted.text)
        head = self._caret().start
        self._viewport = self._viewport.resized(layout, fitted.height, keep=head)
        self._geometry = fitted
        self._settle()
        self._strips.clear()
        self._forget_page()

    def _settle(self) -> None:
        """Bring the head in sight, if that was wanted before there was a size to do it in."""
        if self._head_wanted and self._geometry.height:
            self._viewport = self._viewport.revealing(self._caret().start)
            self._head_wanted = False

    def _lay_out(self, width: int) -> Layout:
        structure = self._sources.structure
        return Layout(structure.text, width, flowing=structure.hard_wrapped)

    def _turn_page(self) -> None:
        """Draw what the viewport shows now, but for the rows that are drawn ahead."""
        self._page = None
        self._lines.clear()
        if self._ahead.is_begun:
            self._take(self._drawing(self._painter()))
        self.refresh()

    def _take(self, drawing: Drawing) -> None:
        """Take over what of a page is drawn ahead."""
        if ahead := self._ahead.of(drawing):
            self._page = ahead.drawing.page
            for line, drawn in enumerate(ahead.rows):
                if drawing.is_plain(line):
                    self._lines[line] = self._kept(drawing, line, drawn)

    def _next_page(self) -> Drawing | None:
        """What the next page move will likely show: as far on as the last one went."""
        viewport = self._viewport.scrolled(self._stride)
        if viewport == self._viewport or not self.has_focus:
            return None
        page = Page(self._sources, viewport, self._geometry.lanes)
        return Drawing(page, self._painter(), self._geometry, Layers(), {})

    def _forget_page(self) -> None:
        self._page = None
        self._lines.clear()
        self._ahead.drop()

    def _forget_unseen(self) -> None:
        """Drop the strips of rows out of sight: what lies over those may have changed too."""
        kept = {row.start for row in self._viewport.rows}
        self._strips = {row: strip for row, strip in self._strips.items() if row in kept}

    def _repaint_span(self, span: Span) -> None:
        """Draw the rows of `span` that are in sight anew, sending only the cells that show it."""
        layout, rows = self._viewport.layout, self._viewport.rows
        if span.end < rows[0].start or span.start > rows[-1].end:
            return
        regions = []
        for line, row in enumerate(rows):
            at_end = span.end == row.end == len(layout.text)
            if (row.start < span.end and span.start < row.end) or at_end:
                self._strips.pop(row.start, None)
                self._lines.pop(line, None)
                first = layout.cell_of(row, span.start)
                last = layout.cell_of(row, span.end) + 1
                regions.append(Region(self._geometry.text_x + first, line, last - first, 1))
        if regions:
            self.refresh(*regions)

    def _painter(self) -> RowPainter:
        """The painter for the theme, focus and size as they are."""
        theme, focused, filters = self.app.theme_variables, self.has_focus, self.get_line_filters()
        palette = self._palette
        if palette is None or (theme, focused, filters) != self._looks:
            # Ten tags cannot be told apart in sixteen colours, which are the terminal's own.
            few_colours = self.app.console.color_system in {None, "standard"}
            no_colours = self.app.no_color or few_colours
            self._looks = (theme, focused, filters)
            palette = self._palette = Palette(
                theme, focused=focused, monochrome=no_colours, filters=filters
            )
            self._strips.clear()
            self._lines.clear()
        return RowPainter(self._viewport.layout, palette, self._geometry.width)

    def _strips_of(self, lines: range) -> list[Strip]:
        """The strips of some lines of the pane, those drawn that do not stand there already."""
        painter = self._painter()
        missing = [line for line in lines if line not in self._lines]
        if missing:
            drawing = self._drawing(painter)
            for line in missing:
                self._lines[line] = self._drawn(line, drawing)
        self._ahead.plan()
        return [self._lines[line] for line in lines]

    def _drawing(self, painter: RowPainter) -> Drawing:
        if self._page is None:
            self._page = Page(self._sources, self._viewport, self._geometry.lanes)
        over = Layers(
            current=self._current_hit,
            selection=self._selection.span,
            caret=self._caret(),
            flash=self._flash,
        )
        return Drawing(self._page, painter, self._geometry, over, self._labels)

    def _drawn(self, line: int, drawing: Drawing) -> Strip:
        """The strip of a line of the pane, that of its row as it was if nothing has changed."""
        rows = drawing.page.viewport.rows
        if line >= len(rows):
            return drawing.blank(line)
        looks = drawing.looks(line)
        known = self._strips.get(rows[line].start)
        if known is not None and known.looks == looks:
            return known.strip
        return self._kept(drawing, line, drawing.row(line, looks))

    def _kept(self, drawing: Drawing, line: int, drawn: DrawnRow) -> Strip:
        """The strip of a row, which is used again as long as that looks so."""
        if len(self._strips) >= _STRIPS_KEPT:
            self._strips.clear()
        self._strips[drawing.page.viewport.rows[line].start] = drawn
        return drawn.strip

    def _caret(self) -> Span:
        """The character the caret is drawn on."""
        return caret_of(self._viewport.layout, self._selection.anchor, self._selection.head)
