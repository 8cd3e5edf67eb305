"""Runs a search from its first letter to its last hit: in one article, or in all of them."""

from asyncio import sleep
from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from annotations.errors import DiptychError, Refused
from annotations.highlight import excerpt
from annotations.search import Query, find_in_steps
from annotations.span import Passage, Span
from annotations.structure import Structure
from tui.counted import counted
from tui.reader.text_search import MOST, TextSearch
from tui.slicing import AGAIN, REST, Gathering
from tui.text.selection import Selection
from tui.time_limit import TakesTooLong
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.reader.reader import Reader

AT_HIT = (
    ("searching.next", "next"), ("searching.previous", "previous"),
    ("tagging.every_occurrence", "tags all"), ("selecting.cancel", "leaves"),
)  # fmt: skip
AT_END = tuple(hint for hint in AT_HIT if hint[0] != "tagging.every_occurrence")
"""The footer's hints when a hit is selected, or when a selection is extended to a hit."""

FRAME = 0.006
"""Seconds for a typed letter to appear on the screen, before the search begins."""

ASKED = 40
"""Code points of the query that a message shows."""


class Search:
    """The query, its hits in the pane where the search began, and which of them is current.

    It `is_on` until it is given up, or the hits are cleared.
    """

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self.query = Query("")
        self.is_on = False
        self._searched: tuple[ArticlePane, Structure] | None = None
        self._began = Selection()
        self._trouble = ""
        self._hits = TextSearch("", self.query)

    def begin(self, *, everywhere: bool) -> None:
        """Open the prompt; giving up the search returns to the place where it began."""
        pane = self._reader.pane
        self._searched = pane, pane.structure
        self._began = pane.selection
        self._reader.prompt.ask(everywhere=everywhere)

    @property
    def pane(self) -> ArticlePane | None:
        """The searched pane, while it shows the same text; else None."""
        if self._searched is None:
            return None
        pane, structure = self._searched
        return pane if pane.structure is structure else None

    def typed(self, query: Query) -> None:
        """Search the pane for a query, show its hits, and reveal the first from the caret on.

        The typed letter is drawn before the search begins.
        """
        self.query, self.is_on = query, True
        pane = self.pane
        if pane is None:
            return
        self._reader.workers.cancel_group(self._reader, "search")
        self._trouble = ""
        try:
            self._hits = TextSearch(pane.structure.text, query)
        except DiptychError as error:
            # Enter must not take a hit of the previous query.
            self._hits = TextSearch("", Query(""))
            self._hits.finish()
            pane.show_hits((), None)
            self._trouble = str(error)
            self._reader.prompt.found(self._trouble)
            return
        look = partial(self._look_on, pane, query)
        _: Worker[None] = self._reader.run_worker(look, group="search", exclusive=True)

    async def _look_on(self, pane: ArticlePane, query: Query) -> None:
        """Search the pane's text, then all articles if that was asked for."""
        hits = self._hits
        try:
            await sleep(FRAME)
            while not hits.done:
                hits.go_on()
                if hits.done or hits.at < 0:
                    self._aim(pane)
                # A key may make `_finish` find all the hits meanwhile; then this loop ends.
                await sleep(REST)
            if self._reader.prompt.everywhere:
                # The pane's hits are painted before the list's: a key need not wait for both.
                await everywhere(self._reader, query)
        except TakesTooLong as error:
            if hits.at < 0:
                self._aim(pane)
            self._trouble = str(error)
            self._reader.prompt.found(self._trouble)

    def _aim(self, pane: ArticlePane) -> None:
        """Show the hits and reveal the first from the caret on; wrap around once all are found."""
        if pane is not self.pane:
            # The pane shows another article by now.
            return
        pane.hits = self._hits.found
        self._hits.aim(self._began.span.start)
        self._show()

    def _show(self) -> None:
        pane = self.pane
        if pane is None:
            return
        current = self._hits.current if pane.hits else None
        pane.show_hits(pane.hits, current)
        if current is not None:
            pane.view.reveal(current.start, where="nearest")
        if not self._reader.prompt.everywhere:
            self._reader.prompt.found(self._hits.told)

    def _finish(self) -> None:
        """Find all hits in the pane, for an operation that needs them."""
        if self.pane is not None and not self._hits.done:
            try:
                self._hits.finish()
            except TakesTooLong as error:
                self._trouble = str(error)
            self._aim(self.pane)
            if self._trouble:
                self._reader.prompt.found(self._trouble)

    def look(self, by: int) -> None:
        """Reveal the next (1) or the previous (-1) hit while the prompt is open."""
        self._finish()
        if self.pane is not None and self.pane.hits:
            self._hits.turn(by)
            self._show()

    def accept(self) -> None:
        """Select the hit, or extend the selection to it; after a search of all, go to the list."""
        self._finish()
        self._close()
        if self._reader.prompt.everywhere:
            self._reader.side.enter()
            if self._trouble:
                self._reader.say(self._trouble)
        elif self.pane is not None and self.pane.hits:
            self._select()
            self._reader.lines.refresh()
        elif self.query.pattern:
            self._reader.say(self._trouble or self._nowhere)

    @property
    def _nowhere(self) -> str:
        everywhere = self._reader.keymap.shown("searching.ask_all")
        asked = excerpt(self.query.pattern, ASKED)
        return f"“{asked}” is not in this article; {everywhere} searches all."

    def _close(self) -> None:
        self._reader.prompt.close()
        self._reader.panes.focus_pane(self._reader.pane)

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) hit from the caret, wrapping around at the ends."""
        pane = self._reader.pane
        if not self.query.pattern:
            asks = self._reader.keymap.shown("searching.ask")
            raise Refused(f"Nothing has been searched for yet; {asks} searches.")
        self.is_on = True
        if pane is not self.pane or not pane.hits:
            self._searched = pane, pane.structure
            self._hits = TextSearch(pane.structure.text, self.query)
            self._hits.finish()
            pane.hits = self._hits.found
        if not pane.hits:
            raise Refused(self._nowhere)
        selection, last = pane.selection, self._hits.current
        here = selection.span.start
        if selection.sticky and last and selection.head in {last.start, last.end}:
            here = last.start
        self._hits.turn_from(here, by)
        self._select()

    def _select(self) -> None:
        pane, hit = self.pane, self._hits.current
        if pane is None or hit is None:
            return
        self._reader.memory.leave(pane)
        selection = pane.selection
        if selection.sticky:
            begun = Span(selection.anchor, selection.anchor)
            pane.selection = selection.reaching(begun, hit)
        else:
            pane.selection = selection.collapsed().over(hit)
        self._show()
        hints = self._reader.keymap.hints(*(AT_END if selection.sticky else AT_HIT))
        self._reader.say(" · ".join(filter(None, [self._hits.told, hints])))

    def leave(self) -> None:
        """Give up the search: return to where it began, and clear the hits."""
        self.is_on = False
        self._reader.workers.cancel_group(self._reader, "search")
        self._close()
        pane = self.pane
        if pane is not None:
            pane.show_hits((), None)
            pane.selection = self._began
            pane.view.reveal(self._began.head)

    def clear(self) -> None:
        """Clear the hits in all panes; the query can still be repeated."""
        self.is_on = False
        for pane in self._reader.panes.order:
            pane.show_hits((), None)


async def everywhere(reader: "Reader", query: Query) -> None:
    """Search all articles, in slices, and list the hits in the side bar as they are found.

    Raises `TakesTooLong` for a slow regular expression, with the hits so far in the list.
    """
    hits = Gathering(_in_all(reader, query), limited=query.regex, most=MOST)
    shown = 0.0
    try:
        while not hits.done:
            hits.go_on()
            if hits.found and not hits.done and monotonic() - shown > AGAIN:
                reader.side.show_hits(query.pattern, hits.found, more=True)
                shown = monotonic()
            await sleep(REST)
    except TakesTooLong:
        reader.side.show_hits(query.pattern, hits.found, more=True)
        raise
    reader.side.show_hits(query.pattern, hits.found, more=hits.full)
    articles = len({hit.article for hit in hits.found})
    more = "more than " if hits.full else ""
    count = f"{more}{len(hits.found):,} in {counted(articles, 'article')}"
    reader.prompt.found(count if hits.found else "nothing found")


def _in_all(reader: "Reader", query: Query) -> Iterator[list[Passage]]:
    for article in list(reader.study.articles):
        for span in find_in_steps(article.text, query):
            yield [] if span is None else [Passage(article.id, span)]
