"""Where the side bar stands in the reader, whether it is open there, and how wide."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.widgets.panes import NARROWEST

if TYPE_CHECKING:
    from tui.reader.reader import Reader

WIDTH, LEAST = 42, 28
"""Columns of the side bar that stands beside the panes, and those it makes do with for two."""

BESIDE = 2 * NARROWEST + LEAST
"""Columns from which the side bar leaves two panes in sight. Below it leaves one, for a while."""

OVER = NARROWEST + LEAST
"""Columns below which it leaves none that could be read, and lies over what there is."""


class SidePlace:
    """The place of a widget at the right of the panes; it is away until it is opened.

    `-over` is the class by which the widget's own style puts it over the panes. It comes and goes
    by its `display` alone: a change of class has all widgets in it styled anew. `is_open` is
    whether it is in sight.
    """

    def __init__(self, reader: "Reader", widget: Widget) -> None:
        self._reader = reader
        self._widget = widget
        self._is_narrow = self._lies_over = False
        self.is_open = False
        self._show(False)

    @property
    def is_beside(self) -> bool:
        """Whether it is in sight and leaves two panes in sight too."""
        return self.is_open and not self._is_narrow

    @property
    def is_in_the_way(self) -> bool:
        """Whether it is in sight and keeps panes from sight."""
        return self.is_open and self._is_narrow

    def begin(self) -> bool:
        """Stand open from the start, where there is room beside the panes; whether there is."""
        self.fit(self._reader.size.width)
        if not self._is_narrow:
            self._stand()
            self._show(True)
        return self.is_open

    def fit(self, width: int) -> None:
        """Stand beside two panes, one, or over them, by the screen's width in cells.

        While it is away it stands nowhere, which would hold up the text at every resize.
        """
        self._is_narrow, self._lies_over = width < BESIDE, width < OVER
        if self.is_open:
            self._stand()

    def open(self) -> None:
        """Come into sight; the panes make room at once."""
        self._stand()
        self._show(True)
        self._widen_panes(0 if self._lies_over else self._width)

    def close(self) -> None:
        """Go out of sight; the panes take the room at once."""
        self._show(False)
        self._widen_panes(0)

    def make_way(self) -> None:
        """Leave the panes to be seen, where it keeps some from sight."""
        if self.is_in_the_way:
            self.close()

    def _show(self, is_open: bool) -> None:
        """Be in sight or out of it. What the widget says of itself ends before the reader does."""
        self.is_open = self._widget.display = is_open

    def _stand(self) -> None:
        """Stand where there is room, as wide as leaves two panes to compare, or one to read."""
        self._widget.set_class(self._lies_over, "-over")
        self._widget.styles.width = None if self._lies_over else self._width

    @property
    def _width(self) -> int:
        columns = self._reader.size.width
        left = NARROWEST if self._is_narrow else 2 * NARROWEST
        return min(max(columns - left, LEAST), WIDTH)

    def _widen_panes(self, taken: int) -> None:
        self._reader.panes.widen(self._reader.size.width - taken)
