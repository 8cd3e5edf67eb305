"""The side bar's highlights with what can be asked for there: a filter, one article, edits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from annotations.study import Study
from tui.widgets.filter_line import FilterLine
from tui.widgets.highlight_filter import exactly
from tui.widgets.roll import Item
from tui.widgets.side_highlights import HighlightsView
from tui.widgets.side_list import SideList
from tui.widgets.side_view import SideView

Doing = Literal["note", "tags", "delete"]


class HighlightPanel(SideList):
    """The list of highlights, with a line to filter it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,asterisk", "toggle_here", "this article or all", show=False),
        Binding("F,f", "filter", "filter", show=False),
        Binding("a", "want('note')", "note", show=False),
        Binding("t", "want('tags')", "tags", show=False),
        Binding("d,delete,backspace", "want('delete')", "delete", show=False),
    ]

    @dataclass
    class Wants(Message):
        """Something to be done to a highlight."""

        action: Doing
        highlight: str

    def __init__(self, study: Study, chosen: Callable[[SideView, Item], object]) -> None:
        self._highlights = HighlightsView(study)
        super().__init__(self._highlights, chosen)
        self._filter = FilterLine(self._narrow, self.enter, "words  tag:…  coder:…  note:…")

    def compose(self) -> ComposeResult:
        """The filter above the list."""
        yield self._filter
        yield from super().compose()

    def set_article(self, article: str) -> None:
        """Say which article is read now."""
        if article != self._highlights.article:
            self._highlights.article = article
            if self._highlights.here:
                self.refill()

    def show_tag(self, name: str) -> None:
        """List the highlights of all articles that carry a tag or one below it."""
        self._highlights.here = False
        self._filter.put(exactly(name))

    def action_toggle_here(self) -> None:
        """List the highlights of this article only, or of all again."""
        self._highlights.here = not self._highlights.here
        self.refill()

    def action_filter(self) -> None:
        """Type a filter."""
        self._filter.open()

    def action_want(self, action: Doing) -> None:
        """Ask for something to be done to the highlight under the cursor."""
        if self.item is not None:
            self.post_message(self.Wants(action, self.item))

    def _narrow(self, typed: str) -> None:
        self._highlights.typed = typed
        self.refill()
