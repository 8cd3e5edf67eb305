"""What a view shows: a text in the rows of a viewport, and everything that lies over it.

It decides what is where; `tui.text.canvas` draws it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from annotations.span import Span
from annotations.structure import Structure
from tui.text.decoration import Cover, Mark
from tui.text.geometry import WIDEST_MEASURE, Geometry
from tui.text.layout import NARROWEST, Layout
from tui.text.page import Sources, caret_of, words_in_sight
from tui.text.selection import Selection
from tui.text.viewport import Viewport

if TYPE_CHECKING:
    from tui.text.labels import SeenWord


class Scene:
    """A text in a pane. Offsets are code points; everything may be set before there is a size."""

    def __init__(self) -> None:
        self.sources = Sources(Structure(""))
        self.geometry = Geometry(0, 0)
        self.viewport = Viewport(Layout("", self.geometry.measure), 0)
        self.selection = Selection()
        self.labels: Mapping[int, str] = {}
        self.current_hit: Span | None = None
        self.flash: Span | None = None
        self._head_wanted = False

    def show(
        self,
        structure: Structure,
        marks_in: Callable[[Span], Sequence[Mark]],
        *,
        caret: int,
        top: int,
        seek: bool,
    ) -> None:
        """Show another text from the row of `top` on; with `seek`, bring the caret into sight."""
        self.sources = Sources(structure, marks_in)
        self.selection = Selection.at(caret)
        self.labels, self.current_hit, self.flash = {}, None, None
        layout = self._lay_out(self.viewport.layout.width)
        # Before there is a size, the rows are not final.
        start = layout.row_at(top).start if self.viewport.height else top
        self.viewport = Viewport(layout, self.viewport.height, start)
        self._head_wanted = False
        if seek:
            self.seek_head()

    def fit(self, width: int, height: int) -> bool:
        """Lay the text out for a pane of this size in cells; return whether the geometry changed.

        The passage that was in sight stays in sight.
        """
        fitted = Geometry(width, height, self.geometry.measure)
        if fitted == self.geometry:
            return False
        layout = self.viewport.layout
        if fitted.text != layout.width:
            layout = self._lay_out(fitted.text)
        # The old layout would wrap text at a width that is no longer shown.
        caret = caret_of(layout, self.selection.anchor, self.selection.head)
        self.viewport = self.viewport.resized(layout, fitted.height, keep=caret.start)
        self.geometry = fitted
        if self._head_wanted:
            self.seek_head()
        return True

    def widen(self, measure: int) -> None:
        """Set the maximum width of rows of text, in cells, from the next `fit` on."""
        # A height of 0 makes the next `fit` lay the text out again.
        self.geometry = msgspec.structs.replace(
            self.geometry, measure=min(max(measure, NARROWEST), WIDEST_MEASURE), height=0
        )

    def seek_head(self) -> None:
        """Bring the selection's head into sight, now or as soon as the pane has a size."""
        self._head_wanted = not self.geometry.height
        if self.geometry.height and not self.is_caret_in_sight:
            self.viewport = self.viewport.revealing(self.caret.start)

    @property
    def is_caret_in_sight(self) -> bool:
        """Whether the page shows the caret: the text can be scrolled away from it."""
        return self.viewport.line_of(self.caret.start) is not None

    @property
    def is_away(self) -> bool:
        """Whether the text is scrolled away from the caret, or will be once there is a size."""
        return not (self.is_caret_in_sight if self.viewport.height else self._head_wanted)

    @property
    def caret(self) -> Span:
        """The character the caret is drawn on."""
        return caret_of(self.viewport.layout, self.selection.anchor, self.selection.head)

    @property
    def cover(self) -> Cover:
        """What lies over the current page only."""
        return Cover(
            current=self.current_hit,
            selection=self.selection.span,
            caret=self.caret,
            flash=self.flash,
        )

    def places(self, pane: int) -> "list[SeenWord]":
        """The words that begin in sight and the position of each, in the pane of this number."""
        from tui.text.labels import SeenWord

        layout = self.viewport.layout
        places = []
        for word in words_in_sight(self.sources.structure, self.viewport):
            row = layout.row_at(word.start)
            places.append(SeenWord(pane, row.start, layout.cell_of(row, word.start), word))
        return places

    def letter_under(self, x: int, y: int) -> Span:
        """The letter at a cell of the pane; where none is drawn, an empty span nearby.

        White space does not count as a letter.
        """
        rows, layout, cell = self.viewport.rows, self.viewport.layout, x - self.geometry.text_x
        if y >= len(rows):
            start = rows[-1].end if y < self.geometry.height else rows[-1].start
            return Span(start, start)
        start = layout.offset_at(rows[max(y, 0)], cell)
        end = layout.next_cluster(start)
        is_letter = cell >= 0 and not layout.text[start:end].isspace()
        return Span(start, end if is_letter else start)

    def _lay_out(self, width: int) -> Layout:
        structure = self.sources.structure
        return Layout(structure.text, width, flowing=structure.hard_wrapped)
