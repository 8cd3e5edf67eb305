"""The side bar: lists of highlights, tags, links and search hits, shown one at a time.

It reports what was chosen; the screen that contains it goes there, and edits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from annotations.span import Passage, Span
from annotations.study import Study
from tui.widgets.cached import Cached
from tui.widgets.line import Clicked, Line, Piece
from tui.widgets.lists.roll import Item
from tui.widgets.plain import cut
from tui.widgets.side.highlights import SideHighlights
from tui.widgets.side.hits import SideHits
from tui.widgets.side.links import SideLinks
from tui.widgets.side.list import FilteredList, KeyOf, SideList
from tui.widgets.side.tags import SideTags

VIEWS = tuple(one.called for one in (SideHighlights, SideTags, SideLinks, SideHits))
"""The names of the lists in their order; search hits are last."""

ROOMY = 36
"""Columns from which the names have wider gaps."""

SHORT = {"search": "hits"}
"""Shorter names, used if the full ones do not all fit."""


class ListNames(Line):
    """The names of all lists in one line, shortened to fit; that of the list shown is bold.

    `clicked` is called with the clicked name.
    """

    def __init__(self, names: Sequence[str], clicked: Clicked) -> None:
        super().__init__(clicked)
        self._names = names
        self._current = ""

    def name_shown(self, shown: str) -> None:
        """Mark a name as that of the list shown."""
        self._current = shown
        self._fit()

    def on_resize(self) -> None:
        """Fit the names to the new width."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width
        gap = "  " if width >= ROOMY else " "
        room = width - len(gap) * (len(self._names) - 1)
        words = {name: name for name in self._names}
        if sum(map(len, self._names)) > room:
            words |= SHORT
        longest = max(map(len, words.values()))
        while longest > 1 and sum(min(len(word), longest) for word in words.values()) > room:
            longest -= 1
        *others, last = (
            Piece(cut(words[name], longest), "bold" if name == self._current else "dim", name)
            for name in self._names
        )
        self.set((*(replace(one, words=one.words + gap) for one in others), last))


class SideBar(Cached):
    """Lists of the study's contents. The screen decides its place and size."""

    DEFAULT_CSS = """
    SideBar {
        layout: vertical;
        background: $background;
        border-left: solid $foreground 20%;
        padding: 0 0 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "next list", show=False),
        Binding("left", "turn(-1)", "previous list", show=False),
        *(Binding(str(n), f"view('{name}')", name, show=False) for n, name in enumerate(VIEWS, 1)),
        Binding("escape", "leave", "leave", show=False),
    ]

    Wants = SideHighlights.Wants
    LinkWants = SideLinks.Wants
    TagAll = SideList.TagAll

    @dataclass
    class Chosen(Message):
        """A passage to go to; `highlight` is the chosen highlight's id, if one was chosen."""

        article: str
        span: Span
        highlight: str = ""

    class Left(Message):
        """The user wants to return to the text."""

    def __init__(self, study: Study, key_of: KeyOf) -> None:
        super().__init__()
        self._highlights = SideHighlights(study, key_of, self._chosen)
        self._hits = SideHits(study, key_of, self._chosen)
        lists = (
            self._highlights,
            SideTags(study, key_of, self._chosen),
            SideLinks(study, key_of, self._chosen),
            self._hits,
        )
        self._lists: dict[str, SideList] = {one.called: one for one in lists}
        self._names = ListNames(VIEWS, self._name_clicked)
        self.view = VIEWS[0]

    def compose(self) -> ComposeResult:
        """The names of the lists, and the lists, one of them shown."""
        yield self._names
        yield from self._lists.values()

    def on_mount(self) -> None:
        """Show the first list."""
        self._turn_to(self.view)

    def enter(self) -> None:
        """Focus the list."""
        self._lists[self.view].enter()

    def set_article(self, article: str) -> None:
        """Set the current article, for lists restricted to it."""
        for side_list in self._lists.values():
            if isinstance(side_list, FilteredList):
                side_list.set_article(article)

    def show_view(self, name: str) -> None:
        """Show one of `VIEWS`, with its cursor where it was."""
        if name != self.view:
            inside = self.has_focus_within
            self._turn_to(name)
            self._lists[name].refill()
            if inside:
                self.enter()

    def next_view(self, by: int = 1) -> None:
        """Show the next list, or the one `by` places further."""
        self.show_view(VIEWS[(VIEWS.index(self.view) + by) % len(VIEWS)])

    def show_hits(self, pattern: str, hits: Sequence[Passage], more: bool) -> None:
        """Show the hits of a search; `more` says that there are more than these."""
        self._hits.pattern, self._hits.hits, self._hits.more = pattern, hits, more
        self.show_view(self._hits.called)
        self._hits.refill(anew=True)

    def show_tag(self, name: str) -> None:
        """List the highlights of all articles that carry a tag or one below it."""
        self._highlights.show_tag(name)
        self.show_view(self._highlights.called)

    def refresh_study(self, at: str = "") -> None:
        """Update to the study after a change; the cursor stays, or goes to the entry `at`."""
        self._lists[self.view].refill(quietly=True, at=at)

    def open_filter(self) -> None:
        """Open the filter of the list shown or, if it has none, of the highlights."""
        shown = self._lists[self.view]
        narrowed = shown if isinstance(shown, FilteredList) else self._highlights
        self.show_view(narrowed.called)
        narrowed.action_filter()

    def _turn_to(self, name: str) -> None:
        self.view = name
        for other, side_list in self._lists.items():
            side_list.display = other == name
        self._names.name_shown(name)

    def action_turn(self, by: int) -> None:
        """Show the next list (1) or the previous one (-1)."""
        self.next_view(by)

    def action_view(self, name: str) -> None:
        """Show a list by its name."""
        self.show_view(name)

    def action_leave(self) -> None:
        """Return to the text."""
        self.post_message(self.Left())

    def _chosen(self, chosen: SideList, item: Item) -> None:
        """Report where to go; for a tag, list its highlights instead."""
        if isinstance(chosen, SideTags):
            self.show_tag(item)
        elif place := chosen.place(item):
            self.post_message(self.Chosen(place.article, place.span, place.highlight))

    async def _name_clicked(self, name: str) -> None:
        """Show the list whose name was clicked."""
        self.show_view(name)
