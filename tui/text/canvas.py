"""Draws the page of a scene as strips, and caches these until what they show changes."""

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from annotations.span import Span
from tui.text.ahead import Ahead
from tui.text.decoration import Cover
from tui.text.drawing import Drawing, DrawnRow
from tui.text.page import Page
from tui.text.painting import RowPainter
from tui.text.palette import Palette
from tui.text.scene import Scene

_STRIPS_KEPT = 1_000


class Canvas:
    """The strips of a scene, in the colours of the widget that it is shown in.

    `stride` is how many rows the last page move went; the next one probably goes as far.
    """

    def __init__(self, scene: Scene, widget: Widget) -> None:
        self.stride = 0
        self._scene = scene
        self._widget = widget
        self._page: Page | None = None
        self._lines: dict[int, Strip] = {}
        self._strips: dict[int, DrawnRow] = {}
        self._looks: tuple[object, ...] = ()
        self._palette: Palette | None = None
        self._ahead = Ahead(self._next_page, lambda row: row.strip.render(widget.app.console))

    def strips(self, lines: range) -> list[Strip]:
        """The strips of some lines of the pane; only those that are not cached are drawn."""
        painter = self._painter()
        missing = [line for line in lines if line not in self._lines]
        if missing:
            drawing = self._drawing(painter)
            for line in missing:
                self._lines[line] = self._drawn(line, drawing)
        self._ahead.plan()
        return [self._lines[line] for line in lines]

    def changed(self, size: Size) -> list[Region] | None:
        """Redraw the page and return the regions that look different, or None for the whole page.

        None is returned if the page was not drawn yet, or was drawn for another size.
        """
        before = self._lines.copy()
        self._forget_page()
        geometry = self._scene.geometry
        if not before or size != (geometry.width, geometry.height):
            return None
        return [
            Region(0, line, geometry.width, 1)
            for line, strip in enumerate(self.strips(range(geometry.height)))
            if strip != before.get(line)
        ]

    def clear(self) -> None:
        """Discard everything cached, as the scene has another size."""
        self.forget_rows()
        self._forget_page()

    def forget_rows(self) -> None:
        """Discard the strips of all rows, as the scene shows another text."""
        self._strips.clear()

    def turn(self) -> None:
        """Switch to the page that the scene shows now, using the rows that were drawn ahead."""
        self._page = None
        self._lines.clear()
        if self._ahead.is_begun:
            self._take(self._drawing(self._painter()))

    def forget_unseen(self) -> None:
        """Discard the strips of rows out of sight, as what lies over them may have changed too."""
        kept = {row.start for row in self._scene.viewport.rows}
        self._strips = {row: strip for row, strip in self._strips.items() if row in kept}

    def uncover(self, span: Span) -> list[Region]:
        """Discard the strips of the visible rows of `span`; return the regions that show it."""
        viewport = self._scene.viewport
        layout, rows = viewport.layout, viewport.rows
        if span.end < rows[0].start or span.start > rows[-1].end:
            return []
        regions = []
        for line, row in enumerate(rows):
            at_end = span.end == row.end == len(layout.text)
            if (row.start < span.end and span.start < row.end) or at_end:
                self._strips.pop(row.start, None)
                self._lines.pop(line, None)
                first = layout.cell_of(row, span.start)
                # Whole characters only: half a wide one would be painted as a blank. At least one
                # cell: a caret also shows after the text, and on white space without a cell.
                last = max(layout.cell_of(row, span.end), first + 1)
                text_x = self._scene.geometry.text_x
                regions.append(Region(text_x + first, line, last - first, 1))
        return regions

    def _take(self, drawing: Drawing) -> None:
        """Take over the rows of a page that were drawn ahead."""
        if ahead := self._ahead.of(drawing):
            self._page = ahead.drawing.page
            for line, drawn in enumerate(ahead.rows):
                if drawing.is_plain(line):
                    self._lines[line] = self._kept(drawing, line, drawn)

    def _next_page(self) -> Drawing | None:
        """The page that the next page move will probably show, or None."""
        scene = self._scene
        viewport = scene.viewport.scrolled(self.stride)
        if viewport == scene.viewport or not self._widget.has_focus:
            return None
        page = Page(scene.sources, viewport, scene.geometry.lanes)
        return Drawing(page, self._painter(), scene.geometry, Cover(), {})

    def _forget_page(self) -> None:
        self._page = None
        self._lines.clear()
        self._ahead.drop()

    def _painter(self) -> RowPainter:
        """The painter for the current theme, focus and size."""
        widget, palette = self._widget, self._palette
        app = widget.app
        looks = (app.theme_variables, widget.has_focus, widget.get_line_filters())
        if palette is None or looks != self._looks:
            theme, focused, filters = self._looks = looks
            # Ten tags cannot be told apart in sixteen colours, which are the terminal's own.
            few_colours = app.console.color_system in {None, "standard"}
            no_colours = app.no_color or few_colours
            palette = self._palette = Palette(
                theme, focused=focused, monochrome=no_colours, filters=filters
            )
            self._strips.clear()
            self._lines.clear()
        return RowPainter(self._scene.viewport.layout, palette, self._scene.geometry.width)

    def _drawing(self, painter: RowPainter) -> Drawing:
        scene = self._scene
        if self._page is None:
            self._page = Page(scene.sources, scene.viewport, scene.geometry.lanes)
        return Drawing(self._page, painter, scene.geometry, scene.cover, scene.labels)

    def _drawn(self, line: int, drawing: Drawing) -> Strip:
        """The strip of a line of the pane, from the cache if its row's looks have not changed."""
        rows = drawing.page.viewport.rows
        if line >= len(rows):
            return drawing.blank(line)
        looks = drawing.looks(line)
        known = self._strips.get(rows[line].start)
        if known is not None and known.looks == looks:
            return known.strip
        return self._kept(drawing, line, drawing.row(line, looks))

    def _kept(self, drawing: Drawing, line: int, drawn: DrawnRow) -> Strip:
        """Cache a drawn row, to be used again while its looks stay the same; return its strip."""
        if len(self._strips) >= _STRIPS_KEPT:
            self._strips.clear()
        self._strips[drawing.page.viewport.rows[line].start] = drawn
        return drawn.strip
