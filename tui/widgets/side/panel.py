"""The side bar's lists that can be narrowed and edited: a filter, one article, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from annotations.study import Study
from tui.widgets.filter_line import FilterLine
from tui.widgets.lists.roll import Item
from tui.widgets.side.highlight_filter import exactly
from tui.widgets.side.highlights import HighlightsView
from tui.widgets.side.links import LinksView
from tui.widgets.side.list import SideList
from tui.widgets.side.view import FilteredView, KeyOf, SideView

HighlightDoing = Literal["note", "tags", "again", "delete"]
LinkDoing = Literal["follow", "relation", "note", "delete"]

TAG_ALL = Binding("T", "tag_all", "tag all", show=False)

Chosen = Callable[[SideView, Item], object]
"""What is called with a view and the entry of it that was chosen."""


class FilteredPanel(SideList):
    """A list with a line above it to filter it; `tokens` says what may be typed there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,asterisk", "toggle_here", "this article or all", show=False),
        Binding("F,f", "filter", "filter", show=False),
    ]

    def __init__(self, view: FilteredView, chosen: Chosen, tokens: str) -> None:
        super().__init__(view, chosen)
        self._filtered = view
        self._filter = FilterLine(self._narrow, self.enter, tokens)

    def compose(self) -> ComposeResult:
        """The filter above the list."""
        yield self._filter
        yield from super().compose()

    def set_article(self, article: str) -> None:
        """Say which article is read now."""
        if article != self._filtered.article:
            self._filtered.article = article
            if self._filtered.here:
                self.refill()

    def show_all(self, typed: str) -> None:
        """List what fits a filter, of all articles."""
        self._filtered.here = False
        self._filter.put(typed)

    def action_toggle_here(self) -> None:
        """List what this article has only, or all again."""
        self._filtered.here = not self._filtered.here
        self.refill()

    def action_filter(self) -> None:
        """Type a filter."""
        self._filter.open()

    def _narrow(self, typed: str) -> None:
        self._filtered.typed = typed
        self.refill()


class HighlightPanel(FilteredPanel):
    """The highlights, and what can be asked for there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "want('note')", "note", show=False),
        Binding("t", "want('tags')", "tags", show=False),
        Binding("full_stop", "want('again')", "the last tags again", show=False),
        Binding("d,delete,backspace", "want('delete')", "delete", show=False),
        TAG_ALL,
    ]

    @dataclass
    class Wants(Message):
        """Something to be done to a highlight."""

        action: HighlightDoing
        highlight: str

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__(
            HighlightsView(study, key_of), chosen, "words  tag:…  article:…  coder:…  -…"
        )

    def show_tag(self, name: str) -> None:
        """List the highlights of all articles that carry a tag or one below it."""
        self.show_all(exactly(name))

    def action_want(self, action: HighlightDoing) -> None:
        """Ask for something to be done to the highlight under the cursor."""
        if self.item is not None:
            self.post_message(self.Wants(action, self.item))


class HitPanel(SideList):
    """What a search in all articles found, all of which can be tagged."""

    BINDINGS: ClassVar[list[BindingType]] = [TAG_ALL]


class LinkPanel(FilteredPanel):
    """The links, and what can be asked for there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("apostrophe", "want('follow')", "the other end", show=False),
        Binding("e", "want('relation')", "relation", show=False),
        Binding("a", "want('note')", "note", show=False),
        Binding("d,delete,backspace", "want('delete')", "delete", show=False),
    ]

    @dataclass
    class Wants(Message):
        """Something to be done to a link, or along it."""

        action: LinkDoing
        link: str

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__(LinksView(study, key_of), chosen, "words  relation:…  article:…  -…")

    def action_want(self, action: LinkDoing) -> None:
        """Ask for something to be done to the link under the cursor."""
        if self.item is not None:
            self.post_message(self.Wants(action, self.item))
