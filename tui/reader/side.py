"""The side bar in the reader: opens its lists, and acts on what is chosen in them."""

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from tui.actions import shown
from tui.commands.opening import go_to
from tui.keymap import name_of
from tui.reader.side_place import SidePlace
from tui.widgets.cached import Bare
from tui.widgets.side.bar import VIEWS, SideBar
from tui.widgets.side.highlights import SideHighlights
from tui.widgets.side.links import SideLinks
from tui.widgets.side.list import SideList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.span import Passage
    from tui.reader.reader import Reader

STAYS = 4.0
"""Seconds for which a message tells where a key acts."""

HERE = frozenset(
    ("listing.toggle", "listing.enter", "listing.filter", "arranging.next", "arranging.previous",
     "searching.ask_all",
     "studying.undo", "studying.redo", "studying.codebook", "studying.export", "importing.ask",
     "studying.help", "studying.palette", "studying.repaint", "studying.quit", "opening.library",
     "comparing.matrix")
)  # fmt: skip
"""The reader's actions whose keys work in the side bar too."""


class Side(Bare):
    """The side bar: moves the focus into it and back, and carries out the actions asked for there.

    Its visibility and width are managed by its `place`.
    """

    DEFAULT_CSS = """
    Side { width: 42; height: 1fr; }
    Side.-over { layer: over; dock: right; width: 46; max-width: 90%; }
    """

    def __init__(self, reader: "Reader") -> None:
        super().__init__()
        self._reader = reader
        self._bar = SideBar(reader.study, lambda action: reader.keymap.shown(action))
        self.place = SidePlace(reader, self)

    def compose(self) -> ComposeResult:
        """The side bar."""
        yield self._bar

    def begin(self, view: str) -> None:
        """Open at start with one of the lists, if there is room beside the panes.

        Search results are not restored; the highlights are shown instead.
        """
        if self.place.begin():
            self._bar.view = view if view in VIEWS[:-1] else VIEWS[0]

    @property
    def view(self) -> str:
        """The name of the list that is shown, or was last: that of its table, where it has one."""
        return self._bar.view

    @property
    def beside(self) -> str:
        """The list shown beside two panes; empty if the bar is closed, or leaves fewer visible."""
        return self._bar.view if self.place.is_beside else ""

    def open(self, view: str) -> None:
        """Show one of the lists; a bar that was closed opens at the highlight nearest the caret."""
        pane, at = self._reader.pane, ""
        if not self.place.is_open and pane.article:
            near = self._reader.study.highlights.near(pane.article.id, pane.caret)
            at = near.id if near else ""
        self.place.open()
        self._bar.show_view(view)
        self.edited(at)

    def turn(self) -> None:
        """Open the side bar; if it is open, show its next list; after the last one, close it."""
        if not self.place.is_open:
            self.open(self._bar.view)
        elif self._bar.view == VIEWS[-1]:
            self.place.close()
            self._bar.show_view(VIEWS[0])
            self._reader.panes.focus_pane(self._reader.pane)
        else:
            self._bar.next_view()

    def enter(self) -> None:
        """Move the focus into the list, or from there back to the text."""
        if self._bar.has_focus_within:
            self._reader.panes.focus_pane(self._reader.pane)
        else:
            self.open(self._bar.view)
            self._bar.enter()

    def filter(self) -> None:
        """Open the filter of the list shown, or of the highlights."""
        self.open(self._bar.view)
        self._bar.open_filter()

    def edited(self, at: str = "") -> None:
        """Update to the current study; the cursor stays, or goes to the entry `at`."""
        if self.place.is_open:
            article = self._reader.pane.article
            self._bar.set_article(article.id if article else "")
            self._bar.refresh_study(at)

    def show_hits(self, query: str, hits: "Sequence[Passage]", *, more: bool) -> None:
        """List the hits of a search of all articles."""
        self._bar.show_hits(query, list(hits), more=more)

    def show_tag(self, name: str) -> None:
        """List the highlights that carry a tag or one below it, and focus the list."""
        self.open(self._bar.view)
        self._bar.show_tag(name)
        self._bar.enter()

    def on_descendant_focus(self) -> None:
        """Show the side bar's hints in the footer."""
        self._reader.lines.refresh()

    async def on_key(self, event: events.Key) -> None:
        """Carry out a reader's action if it works from here; else tell where its key acts.

        Keys that a list binds itself do not arrive here.
        """
        action = self._reader.keymap.action(name_of(event), selecting=False)
        typing = isinstance(self.app.focused, Input)
        if action is None or (typing and (action.id not in HERE or action.group == "study")):
            return
        if action.id not in HERE:
            goes = self._reader.keymap.shown("listing.enter")
            self._say_a_while(f"{shown(name_of(event))} is for the text; {goes} goes there.")
            return
        event.stop()
        event.prevent_default()
        await self._reader.do(action)

    def _say_a_while(self, sentence: str) -> None:
        """Show a message for a while: a key that goes to a list does not clear it."""

        def take_back() -> None:
            self._reader.lines.forget(sentence)
            self._reader.lines.refresh()

        self._reader.say(sentence)
        self.set_timer(STAYS, take_back)

    @on(SideBar.Chosen)
    def _chosen(self, message: SideBar.Chosen) -> None:
        self.place.make_way()
        reader, highlights = self._reader, self._reader.study.state.highlights
        # A hit was clicked while the search was being typed: that ends the search.
        reader.prompt.close()
        left = reader.pane.article
        go_to(reader, message.article, message.span, select=not message.highlight)
        if message.highlight in highlights:
            # The next key acts on this highlight, whatever others cover the caret.
            reader.coder_filter.see(highlights[message.highlight])
            reader.memory.visit(reader.pane, highlights[message.highlight])
        if left and reader.panes.showing(left.id) is None:
            reader.say(f"{reader.keymap.shown('moving.back')} goes back to “{left.title}”")
        reader.lines.refresh()

    @on(SideBar.Left)
    def _left(self) -> None:
        self.place.close()
        self._reader.lines.forget()
        self._reader.panes.focus_pane(self._reader.pane)

    @on(SideBar.Wants)
    async def _wants(self, message: SideHighlights.Wants) -> None:
        from tui.commands.list_edits import edit_highlight

        await self._reader.attempt(lambda r: edit_highlight(r, message.highlight, message.action))

    @on(SideBar.TagAll)
    async def _tag_all(self, message: SideList.TagAll) -> None:
        from tui.commands.list_edits import tag_all

        await self._reader.attempt(lambda r: tag_all(r, message.passages))

    @on(SideBar.LinkWants)
    async def _link_wants(self, message: SideLinks.Wants) -> None:
        from tui.commands.list_edits import edit_link

        if message.action == "follow":
            self.place.make_way()
        await self._reader.attempt(lambda r: edit_link(r, message.link, message.action))
