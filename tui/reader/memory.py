"""What the reader remembers: the last tags, where jumps began, and the places for the next time."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.highlight import Highlight
from annotations.study import Study
from tui import session
from tui.commands.opening import show
from tui.session import PanePlace, Session
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.commands.comparing import Question
    from tui.reader.reader import Reader
    from tui.screens.compare.asked import Visit

RECENT = 12
"""How many tags are offered as recent."""

JUMPS = 50
"""How many places can be gone back to."""


class Memory:
    """The reader's own memory; `wanted` are the articles asked for at the start."""

    def __init__(self, file: Path, wanted: Iterable[str] = ()) -> None:
        self.file = file
        self.wanted = list(wanted)
        self.session = session.load(file)
        self.recent_tags: list[str] = list(self.session.recent_tags)
        self.last_tags: tuple[str, ...] = ()
        self.last_relation = ""
        self.themes: dict[bool, str] = {True: "textual-dark", False: "textual-light"}
        """The dark one (True) and the light one that were looked at last."""
        self.question: Question | None = None
        self.comparison: Visit | None = None
        self.read: dict[str, PanePlace] = dict(self.session.read)
        self._jumps: list[tuple[str, int]] = []
        self._visited: tuple[str, int, str] | None = None

    def tagged(self, names: Iterable[str]) -> None:
        """Note that these tags were just set."""
        names = tuple(names)
        if names:
            self.last_tags = names
            kept = [name for name in self.recent_tags if name not in names]
            self.recent_tags = [*names, *kept][:RECENT]

    def leave(self, pane: ArticlePane) -> None:
        """Note where a pane stands, before it goes elsewhere."""
        if pane.article is not None:
            self._jumps.append((pane.article.id, pane.caret))
            del self._jumps[:-JUMPS]
            self.read[pane.article.id] = place_of(pane)

    def back(self) -> tuple[str, int] | None:
        """The article and caret that were left last."""
        return self._jumps.pop() if self._jumps else None

    def visit(self, pane: ArticlePane, highlight: Highlight) -> None:
        """Note which highlight was just marked or gone to; it may not be the shortest there."""
        self._visited = (highlight.article, pane.caret, highlight.id)

    def visited(self, pane: ArticlePane, study: Study) -> Highlight | None:
        """That highlight, as long as the caret has not moved since and is still inside it."""
        here = (pane.article.id, pane.caret) if pane.article else None
        if self._visited is None or self._visited[:2] != here:
            return None
        highlight = study.state.highlights.get(self._visited[2])
        # Undo may have moved its edges away.
        return highlight if highlight and highlight.span.holds(pane.caret) else None

    @property
    def look(self) -> Session:
        """How the panes were looked at; other articles that are asked for are looked at afresh."""
        last = [place.article for place in self.session.panes]
        return self.session if self.wanted in ([], last) else Session()

    def place(self, article: str) -> PanePlace:
        """Where an article was left, or its beginning."""
        return self.read.get(article, PanePlace(article))


def place_of(pane: ArticlePane) -> PanePlace:
    """Where a pane stands."""
    assert pane.article is not None  # noqa: S101 - callers look first
    viewport = pane.view.viewport
    return PanePlace(pane.article.id, pane.caret, viewport.top, pane.view.is_away)


def restore(reader: "Reader") -> None:
    """Open the articles asked for, else those of the last time, else the first of the study.

    It is done before the panes are on the screen, so that the first frame shows all.
    """
    memory = reader.memory
    articles = memory.wanted
    if not articles:
        places = memory.session.panes
        articles = [p.article for p in places if p.article in reader.study.state.articles]
    if not articles:
        first = next(iter(reader.study.articles.events().values()), [])
        articles = [article.id for article in first[:2]]
    panes = reader.panes.begin(len(articles))
    reader.panes.focused = panes[min(memory.look.focused, len(panes) - 1)]
    reader.panes.zoomed = memory.look.zoomed
    reader.together.way = memory.look.together
    reader.told_here.on = memory.look.told_alone
    if memory.look.side:
        reader.side.begin(memory.look.side)
    for pane, article in zip(panes, articles, strict=False):
        show(reader, pane, article)


def session_of(reader: "Reader") -> Session:
    """What is open now, and where."""
    memory = reader.memory
    panes = [pane for pane in reader.panes.order if pane.article is not None]
    places = tuple(place_of(pane) for pane in panes)
    memory.read.update({place.article: place for place in places})
    return Session(
        panes=places,
        focused=panes.index(reader.pane) if reader.pane in panes else 0,
        zoomed=reader.panes.zoomed,
        together=reader.together.way,
        told_alone=reader.told_here.on,
        side=reader.side.beside if reader.hands.ready.is_set() else memory.session.side,
        recent_tags=tuple(memory.recent_tags),
        read=dict(memory.read),
    )


class SessionWriter:
    """Writes down what is open and where, if it is not what was written last."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._written: Session | None = None
        self._writing: asyncio.Future[None] | None = None

    def begin(self) -> None:
        """Write it on another thread, unless one is at it: a slow disk holds up no key."""
        if self._writing is not None and not self._writing.done():
            return
        if now := self._new():
            loop = asyncio.get_running_loop()
            self._writing = loop.run_in_executor(None, session.save, self._file, now)

    async def end(self) -> None:
        """Write it for the last time."""
        if self._writing is not None:
            await self._writing
        if now := self._new():
            session.save(self._file, now)

    @property
    def _file(self) -> Path:
        return self._reader.memory.file

    def _new(self) -> Session | None:
        now = session_of(self._reader)
        if now == self._written:
            return None
        self._written = now
        return now
