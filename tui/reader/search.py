"""A search from its first letter to its last hit: in the article at hand, or in all of them."""

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
from tui.patience import TakesTooLong
from tui.reader.text_search import MOST, TextSearch
from tui.text.selection import Selection
from tui.turns import AGAIN, REST, Gathering
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.reader.reader import Reader

AT_HIT = (
    ("searching.next", "next"), ("searching.previous", "previous"),
    ("tagging.every_occurrence", "tags all"), ("selecting.cancel", "leaves"),
)  # fmt: skip
AT_END = tuple(hint for hint in AT_HIT if hint[0] != "tagging.every_occurrence")
"""What the footer says of keys when a hit is selected, or a selection reaches to it."""

FRAME = 0.006
"""Seconds within which a letter is on the screen, before anything is looked for."""

ASKED = 40
"""Code points of what was searched for that a message shows."""


class Search:
    """What is searched for, the hits in the pane where it began, and which of them is the one.

    It `is_on` until it is given up, or the hits are taken away.
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
        """Ask for a search from here, where it comes back to when it is given up."""
        pane = self._reader.pane
        self._searched = pane, pane.structure
        self._began = pane.selection
        self._reader.prompt.ask(everywhere=everywhere)

    @property
    def pane(self) -> ArticlePane | None:
        """The pane that is searched, as long as it shows the text that it showed then."""
        if self._searched is None:
            return None
        pane, structure = self._searched
        return pane if pane.structure is structure else None

    def typed(self, query: Query) -> None:
        """Look for a query in the pane, and show its hits, the first one from the caret on in view.

        The letter that was typed is shown before anything is looked for.
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
            # Enter must not take a hit of what was searched for before.
            self._hits = TextSearch("", Query(""))
            self._hits.finish()
            pane.show_hits((), None)
            self._trouble = str(error)
            self._reader.prompt.found(self._trouble)
            return
        look = partial(self._look_on, pane, query)
        _: Worker[None] = self._reader.run_worker(look, group="search", exclusive=True)

    async def _look_on(self, pane: ArticlePane, query: Query) -> None:
        """Look through the pane's text, then through all articles if so asked."""
        hits = self._hits
        try:
            await sleep(FRAME)
            while not hits.done:
                hits.go_on()
                if hits.done or hits.at < 0:
                    self._aim(pane)
                # A key may want all hits meanwhile; then it goes on from there.
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
        """Show the hits, and bring the first from the caret on in view; round the end at last."""
        if pane is not self.pane:
            # Another article has come into it meanwhile.
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
        """Find all hits in the pane: what comes now cannot do with some of them."""
        if self.pane is not None and not self._hits.done:
            try:
                self._hits.finish()
            except TakesTooLong as error:
                self._trouble = str(error)
            self._aim(self.pane)
            if self._trouble:
                self._reader.prompt.found(self._trouble)

    def look(self, by: int) -> None:
        """Bring the next hit into view, or the one before, while the prompt is open."""
        self._finish()
        if self.pane is not None and self.pane.hits:
            self._hits.turn(by)
            self._show()

    def accept(self) -> None:
        """Select the hit, or up to it while selecting; in a search of all go into their list."""
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
        """Select the next hit from the caret on, or the one before; round the ends."""
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
        """Give the search up: back to where it began, without hits."""
        self.is_on = False
        self._reader.workers.cancel_group(self._reader, "search")
        self._close()
        pane = self.pane
        if pane is not None:
            pane.show_hits((), None)
            pane.selection = self._began
            pane.view.reveal(self._began.head)

    def clear(self) -> None:
        """Take the hits away from all panes; what was searched for can still be repeated."""
        self.is_on = False
        for pane in self._reader.panes.order:
            pane.show_hits((), None)


async def everywhere(reader: "Reader", query: Query) -> None:
    """Search all articles, in slices, and list the hits in the side bar as they come.

    Raises `TakesTooLong` for a regular expression, with the hits so far in the list.
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
