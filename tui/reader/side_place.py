"""The side bar's place in the reader: whether it is open, where, and how wide."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.widgets.panes import NARROWEST

if TYPE_CHECKING:
    from tui.reader.reader import Reader

WIDTH, LEAST = 42, 28
"""Columns of the side bar beside the panes, and the least it takes to leave room for two."""

BESIDE = 2 * NARROWEST + LEAST
"""Screen columns from which the open side bar leaves two panes visible; below, it leaves one."""

OVER = NARROWEST + LEAST
"""Screen columns below which no readable pane is left, and the bar lies over the panes."""


class SidePlace:
    """The place of a widget at the right of the panes; it is hidden until it is opened.

    The class `-over` makes the widget's own style lay it over the panes. It is shown and hidden by
    its `display` alone, as a change of class makes Textual restyle every widget in it. `is_open` is
    whether it is shown.
    """

    def __init__(self, reader: "Reader", widget: Widget) -> None:
        self._reader = reader
        self._widget = widget
        self._is_narrow = self._lies_over = False
        self.is_open = False
        self._show(False)

    @property
    def is_beside(self) -> bool:
        """Whether it is open and leaves two panes visible."""
        return self.is_open and not self._is_narrow

    @property
    def is_in_the_way(self) -> bool:
        """Whether it is open and hides panes."""
        return self.is_open and self._is_narrow

    def begin(self) -> bool:
        """Open at start, if there is room beside the panes; return whether it is open."""
        self.fit(self._reader.size.width)
        if not self._is_narrow:
            self._stand()
            self._show(True)
        return self.is_open

    def fit(self, width: int) -> None:
        """Choose a place by the screen's width in cells: beside two panes, one, or over them.

        While the widget is hidden it is not restyled, which would delay the text at every resize.
        """
        self._is_narrow, self._lies_over = width < BESIDE, width < OVER
        if self.is_open:
            self._stand()

    def open(self) -> None:
        """Show the widget; the panes make room at once."""
        self._stand()
        self._show(True)
        self._widen_panes(0 if self._lies_over else self._width)

    def close(self) -> None:
        """Hide the widget; the panes take its room at once."""
        self._show(False)
        self._widen_panes(0)

    def make_way(self) -> None:
        """Close if it hides panes."""
        if self.is_in_the_way:
            self.close()

    def _show(self, is_open: bool) -> None:
        """Show or hide the widget; `is_open` stays valid once the widget is gone."""
        self.is_open = self._widget.display = is_open

    def _stand(self) -> None:
        """Put the widget in its place, with a width that leaves two panes to compare, or one."""
        self._widget.set_class(self._lies_over, "-over")
        self._widget.styles.width = None if self._lies_over else self._width

    @property
    def _width(self) -> int:
        columns = self._reader.size.width
        left = NARROWEST if self._is_narrow else 2 * NARROWEST
        return min(max(columns - left, LEAST), WIDTH)

    def _widen_panes(self, taken: int) -> None:
        self._reader.panes.widen(self._reader.size.width - taken)
