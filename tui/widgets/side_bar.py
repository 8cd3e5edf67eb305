"""The side bar: highlights, tags, links and search hits in lists, one at a time.

It shows and says what was chosen; going there, and editing, is for the screen that holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from annotations.span import Span
from annotations.study import Study
from tui.widgets.dialog import TypedLine
from tui.widgets.gathering import Gathering
from tui.widgets.highlight_filter import exactly
from tui.widgets.line import Line, Piece
from tui.widgets.lists import Listing
from tui.widgets.plain import plain
from tui.widgets.side_highlights import HighlightsView
from tui.widgets.side_hits import HitsView
from tui.widgets.side_links import LinksView
from tui.widgets.side_tags import TagsView
from tui.widgets.side_view import SideView, keys_line

ViewName = Literal["highlights", "tags", "links", "search"]
VIEWS: tuple[ViewName, ...] = ("highlights", "tags", "links", "search")

Doing = Literal["note", "tags", "delete"]

SLICE = 0.004
"""Seconds of gathering before keys get their turn."""
PAUSE = 0.001
"""Seconds that keys have between two slices."""


class SideBar(Widget):
    """Lists of what the study holds. The screen decides where it stands and how large it is."""

    DEFAULT_CSS = """
    SideBar {
        layout: vertical;
        background: $background;
        border-left: solid $foreground 20%;
        padding: 0 0 0 1;
        & > TypedLine { display: none; }
        &.-filtering > TypedLine { display: block; }
        & > #side-nothing { display: none; height: 1fr; padding: 1; color: $foreground 70%; }
        &.-empty > #side-nothing { display: block; }
        &.-empty > Listing { height: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "next list", show=False),
        Binding("left", "turn(-1)", "previous list", show=False),
        *(Binding(str(n), f"view('{name}')", name, show=False) for n, name in enumerate(VIEWS, 1)),
        Binding("o,asterisk", "toggle_here", "this article or all", show=False),
        Binding("F,f", "filter", "filter", show=False),
        Binding("a", "want('note')", "note", show=False),
        Binding("t", "want('tags')", "tags", show=False),
        Binding("d,delete,backspace", "want('delete')", "delete", show=False),
        Binding("down", "enter", "into the list", show=False),
        Binding("escape", "leave", "leave", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A passage to go to."""

        article: str
        span: Span

    @dataclass
    class Wants(Message):
        """Something to be done to a highlight."""

        action: Doing
        highlight: str

    class Left(Message):
        """The reader wants to be back in the text."""

    def __init__(self, study: Study, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._highlights = HighlightsView(study)
        self._hits = HitsView(study)
        views = (self._highlights, TagsView(study), LinksView(study), self._hits)
        self._views: dict[str, SideView] = {view.name: view for view in views}
        self._view: SideView = self._highlights
        self._places: dict[str, str] = {}
        self._gathering = Gathering(iter(()))
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The names of the lists, what is shown, the filter, the list, its keys."""
        yield Line(id="side-names")
        yield Line(id="side-caption")
        yield TypedLine(placeholder="words  tag:…  coder:…  note:…")
        yield Listing(lambda item, width: self._view.draw(item, width), single=True)
        yield Static(id="side-nothing", markup=False)
        yield Line(id="side-hints")

    def on_mount(self) -> None:
        """Show the first list."""
        self._show_names()
        self._gather()

    @property
    def view(self) -> str:
        """The name of the list that is shown."""
        return self._view.name

    def enter(self) -> None:
        """Put the focus on the list."""
        self.query_one(Listing).focus()

    def set_article(self, article: str) -> None:
        """Say which article is read now, for the list of this article's highlights."""
        if article != self._highlights.article:
            self._highlights.article = article
            if self._highlights.here and self._view is self._highlights:
                self._gather()

    def show_view(self, name: str) -> None:
        """Show one of the lists: "highlights", "tags", "links", "search"."""
        if self._view.name == name:
            return
        listing = self.query_one(Listing)
        self._places[self._view.name] = listing.item or ""
        self._view = self._views[name]
        listing.show([])
        self._show_names()
        self._gather(at=self._places.get(name))

    def next_view(self, by: int = 1) -> None:
        """Show the list that comes next, or so many further on."""
        at = (list(self._views).index(self._view.name) + by) % len(self._views)
        self.show_view(list(self._views)[at])

    def show_hits(self, query: str, hits: Sequence[tuple[str, Span]], more: bool = False) -> None:
        """Show what a search found; `more` says that there is more than what is given."""
        self._hits.query, self._hits.hits, self._hits.more = query, hits, more
        self._places.pop(self._hits.name, None)
        if self._view is self._hits:
            self.query_one(Listing).show([])
            self._gather()
        else:
            self.show_view(self._hits.name)

    def refresh_study(self) -> None:
        """Show the study as it is after a change; the cursor stays where it is."""
        self.query_one(Listing).redraw()
        self._gather(quietly=True)

    def open_filter(self) -> None:
        """Type a filter for the highlights."""
        self.show_view(self._highlights.name)
        self.add_class("-filtering")
        self.query_one(TypedLine).focus()

    def _gather(self, *, at: str | None = None, quietly: bool = False) -> None:
        """Gather the list's items anew, in slices; `quietly` shows the old until it is done."""
        if self._timer is not None:
            self._timer.stop()
        self._gathering = Gathering(self._view.scan())
        self._gathering.advance(SLICE)
        if self._gathering.done or not (quietly or at):
            self._show_items(at)
        self._continue(at)

    def _continue(self, at: str | None) -> None:
        if not self._gathering.done:
            self._timer = self.set_timer(PAUSE, lambda: self._advance(at))

    def _advance(self, at: str | None) -> None:
        self._gathering.advance(SLICE)
        if self._gathering.done:
            self._show_items(at)
        self._continue(at)

    def _show_items(self, at: str | None) -> None:
        gathered = self._gathering
        self.query_one(Listing).show(list(gathered.found), at=at)
        self.set_class(gathered.done and not gathered.count, "-empty")
        self.query_one("#side-nothing", Static).update(plain(self._view.nothing()))
        caption = self._view.caption(gathered.count) + ("" if gathered.done else "…")
        self.query_one("#side-caption", Line).set((Piece(caption, "dim"),))

    def _show_names(self) -> None:
        names = tuple(
            Piece(f"{name}  ", "bold" if name == self._view.name else "dim", name)
            for name in self._views
        )
        self.query_one("#side-names", Line).set(names)
        self.query_one("#side-hints", Line).set(keys_line(self._view.hints))
        filtering = self._view is self._highlights and bool(self._highlights.typed)
        self.set_class(filtering, "-filtering")

    def _set_filter(self, typed: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one(TypedLine).value = typed
        self._highlights.typed = typed.strip()

    def action_turn(self, by: int) -> None:
        """Show the next list (1) or the one before (-1)."""
        self.next_view(by)

    def action_view(self, name: str) -> None:
        """Show a list by its name."""
        self.show_view(name)

    def action_toggle_here(self) -> None:
        """List the highlights of this article only, or of all again."""
        if self._view is self._highlights and (self._highlights.article or self._highlights.here):
            self._highlights.here = not self._highlights.here
            self._gather()

    def action_filter(self) -> None:
        """Type a filter for the highlights."""
        self.open_filter()

    def action_enter(self) -> None:
        """From the filter into the list."""
        self.enter()

    def action_want(self, action: Doing) -> None:
        """Ask for something to be done to the highlight under the cursor."""
        item = self.query_one(Listing).item
        if item is not None and self._view is self._highlights:
            self.post_message(self.Wants(action, item))

    def action_leave(self) -> None:
        """Out of the filter, which is cleared, or back to the text."""
        if self.query_one(TypedLine).has_focus:
            self._set_filter("")
            self.remove_class("-filtering")
            self.enter()
            self._gather()
        else:
            self.post_message(self.Left())

    @on(Input.Changed)
    def filter_changed(self, event: Input.Changed) -> None:
        """Let through what fits what is typed."""
        event.stop()
        self._highlights.typed = event.value.strip()
        self._gather()

    @on(Input.Submitted)
    def filter_entered(self, event: Input.Submitted) -> None:
        """Into the list; an empty filter goes away."""
        event.stop()
        self.set_class(bool(self._highlights.typed), "-filtering")
        self.enter()

    @on(Listing.Chosen)
    def item_chosen(self, event: Listing.Chosen) -> None:
        """Say where to go; a tag lists its highlights instead."""
        event.stop()
        if self._view.name == "tags":
            self._highlights.here = False
            self._set_filter(exactly(event.item))
            self.show_view(self._highlights.name)
        elif place := self._view.place(event.item):
            self.post_message(self.Chosen(*place))

    @on(Line.Clicked)
    def name_clicked(self, event: Line.Clicked) -> None:
        """Show the list whose name was clicked."""
        event.stop()
        if event.action in self._views:
            self.show_view(event.action)
