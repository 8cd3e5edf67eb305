"""Whose highlights the panes show: everybody's, or only one coder's."""

from itertools import chain, islice
from typing import TYPE_CHECKING

from annotations.change import Change
from annotations.highlight import Highlight

if TYPE_CHECKING:
    from tui.reader.reader import Reader

ENOUGH = 1_000
"""How many of the highlights that a change touches are checked at most."""


class CoderFilter:
    """Shows the highlights of the coder `only`, or all if it is empty.

    The others are neither drawn nor acted on; they are not altered, and lists and exports still
    include them.
    """

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self.only = ""

    def begin(self, only: str) -> None:
        """Show only this coder's highlights at start, if there are any."""
        if only in self._reader.study.state.coders:
            self.only = only

    def shows(self, highlight: Highlight) -> bool:
        """Whether a highlight is shown."""
        return self.only in {"", highlight.coder}

    def turn(self) -> None:
        """Show only the coder's own, then only each other coder's in turn, then all again."""
        study = self._reader.study
        others = study.state.coders - {study.coder}
        turns = ["", study.coder, *sorted(others)] if others else [""]
        at = turns.index(self.only) if self.only in turns else -1
        self._show(turns[(at + 1) % len(turns)])

    def see(self, highlight: Highlight) -> None:
        """Show all again if a highlight that is being visited would be hidden."""
        if not self.shows(highlight):
            self._show("")

    def edited(self, change: Change) -> None:
        """Show all again if a change made or altered only hidden highlights."""
        if not self.only:
            return
        highlights = self._reader.study.state.highlights
        ids = chain.from_iterable(p.ids for p in change.parts if p.table == "highlights")
        touched = [there for id in islice(ids, ENOUGH) if (there := highlights.get(id))]
        if touched and not any(map(self.shows, touched)):
            self._show("")

    def _show(self, only: str) -> None:
        self.only = only
        for pane in self._reader.panes.order:
            pane.view.marks_changed()
        self._reader.lines.refresh()
