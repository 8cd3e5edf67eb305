"""A search from its first letter to its last hit: in the article at hand, or in all of them."""

from contextlib import nullcontext
from time import monotonic
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.search import BadPattern, Query, find
from annotations.span import Span
from tui.reader.patience import TakesTooLong, patience
from tui.text.selection import Selection
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.reader.reader import Reader

MOST = 10_000
"""Hits that are looked for; beyond, the count says "more than"."""

SLICE = 0.006
"""Seconds that a search in all articles may take before a key gets its turn."""


class Search:
    """What is searched for, the hits in the pane where it began, and which of them is the one."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self.query = Query("")
        self.pane: ArticlePane | None = None
        self._began = Selection()
        self._at = -1

    def begin(self, *, everywhere: bool) -> None:
        """Ask for a search from here, where it comes back to when it is given up."""
        pane = self.pane = self._reader.pane
        self._began = pane.selection
        self._reader.prompt.ask(everywhere=everywhere)

    def typed(self, query: Query) -> None:
        """Show the hits of a query in the pane, the first one from the caret on in view."""
        self.query = query
        pane = self.pane
        if pane is None:
            return
        try:
            hits = found(pane.structure.text, query, limit=MOST + 1)
        except (BadPattern, TakesTooLong) as error:
            self._reader.prompt.found(str(error))
            return
        pane.hits = hits[:MOST]
        here = self._began.span.start
        self._at = next((n for n, hit in enumerate(pane.hits) if hit.start >= here), 0)
        self._show()
        if self._reader.prompt.everywhere:
            self._reader.run_worker(everywhere(self._reader, query), group="search", exclusive=True)

    def _show(self) -> None:
        pane = self.pane
        if pane is None:
            return
        current = pane.hits[self._at] if pane.hits else None
        pane.show_hits(pane.hits, current)
        if current is not None:
            pane.view.reveal(current.start, where="nearest")
        if not self._reader.prompt.everywhere:
            self._reader.prompt.found(self._count())

    def _count(self) -> str:
        hits = len(self.pane.hits) if self.pane else 0
        if not self.query.pattern:
            return ""
        if not hits:
            return "nothing found"
        return f"{self._at + 1} of {'more than ' if hits == MOST else ''}{hits}"

    def look(self, by: int) -> None:
        """Bring the next hit into view, or the one before, while the prompt is open."""
        if self.pane is not None and self.pane.hits:
            self._at = (self._at + by) % len(self.pane.hits)
            self._show()

    def accept(self) -> None:
        """Select the hit, or in a search of all articles go into the list of hits."""
        self._close()
        if self._reader.prompt.everywhere:
            self._reader.side.enter()
        elif self.pane is not None and self.pane.hits:
            self._select()
            self._reader.lines.refresh()

    def _close(self) -> None:
        self._reader.prompt.close()
        self._reader.panes.focus_pane(self._reader.pane)

    def step(self, by: int) -> None:
        """Select the next hit from the caret on, or the one before; round the ends."""
        pane = self._reader.pane
        if not self.query.pattern:
            raise Refused("Nothing has been searched for yet; / searches.")
        if pane is not self.pane or not pane.hits:
            self.pane = pane
            pane.hits = found(pane.structure.text, self.query, limit=MOST)
        if not pane.hits:
            raise Refused(f"{self.query.pattern!r} is not in this article.")
        here = pane.selection.span.start
        if by > 0:
            later = (n for n, hit in enumerate(pane.hits) if hit.start > here)
            self._at = next(later, 0)
        else:
            self._at = sum(1 for hit in pane.hits if hit.start < here) - 1
        self._at %= len(pane.hits)
        self._select()

    def _select(self) -> None:
        pane = self.pane
        if pane is None:
            return
        self._reader.memory.leave(pane)
        hit = pane.hits[self._at]
        pane.selection = pane.selection.collapsed().over(hit)
        self._show()
        self._reader.say(f"{self._count()} · n next · N previous · Esc leaves")

    def leave(self) -> None:
        """Give the search up: back to where it began, without hits."""
        self._close()
        pane = self.pane
        if pane is not None:
            pane.show_hits((), None)
            pane.selection = self._began
            pane.view.reveal(self._began.head)

    def clear(self) -> None:
        """Take the hits away from all panes; what was searched for can still be repeated."""
        for pane in self._reader.panes.order:
            pane.show_hits((), None)


def found(text: str, query: Query, limit: int) -> list[Span]:
    """The first hits in a text. Raises `BadPattern`, or `TakesTooLong` for a regular expression."""
    with patience() if query.regex else nullcontext():
        return list(find(text, query, limit=limit))


async def everywhere(reader: "Reader", query: Query) -> None:
    """Search all articles, in slices, and list the hits in the side bar as they come."""
    from asyncio import sleep

    hits: list[tuple[str, Span]] = []
    coming = _hits(reader, query)
    began = monotonic()
    while len(hits) < MOST:
        try:
            with patience() if query.regex else nullcontext():
                hit = next(coming)
        except StopIteration:
            break
        except TakesTooLong as error:
            reader.side.show_hits(query.pattern, hits, more=True)
            reader.prompt.found(str(error))
            return
        if hit is not None:
            hits.append(hit)
        if monotonic() - began > SLICE:
            reader.side.show_hits(query.pattern, hits, more=True)
            await sleep(0)
            began = monotonic()
    reader.side.show_hits(query.pattern, hits, more=False)
    articles = len({article for article, _ in hits})
    count = f"{len(hits)} in {articles} article{'' if articles == 1 else 's'}"
    reader.prompt.found(count if hits else "nothing found")


def _hits(reader: "Reader", query: Query) -> "Iterator[tuple[str, Span] | None]":
    """The hits of all articles, and None at the end of each, where a key may have its turn."""
    for article in list(reader.study.articles):
        for span in find(article.text, query):
            yield article.id, span
        yield None
