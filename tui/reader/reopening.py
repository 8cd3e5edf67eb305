"""Saves the reader's session, that is, which articles are open and where, and restores it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui import session
from tui.commands.opening import AT_FIRST, show
from tui.counted import listed
from tui.paths import writable
from tui.session import Session

if TYPE_CHECKING:
    from tui.reader.reader import Reader

NAMED = 3
"""How many files that were not imported are named."""


def restore(reader: "Reader") -> None:
    """Open the articles asked for, else the last session's, else the first of the study.

    This is done before the panes are on the screen, so that the first frame is complete.
    """
    memory = reader.memory
    articles = memory.wanted
    if not articles:
        places = memory.session.panes
        articles = [p.article for p in places if p.article in reader.study.state.articles]
    if not articles:
        first = next(iter(reader.study.articles.events().values()), [])
        articles = [article.id for article in first[:AT_FIRST]]
    panes = reader.panes.begin(len(articles))
    reader.panes.focused = panes[min(memory.look.focused, len(panes) - 1)]
    reader.panes.zoomed = memory.look.zoomed
    reader.together.way = memory.look.together
    reader.coder_filter.begin(memory.look.only_by)
    if memory.look.side:
        reader.side.begin(memory.look.side)
    for pane, article in zip(panes, articles, strict=False):
        show(reader, pane, article)
    if memory.session.importing:
        reader.remark = " · ".join(filter(None, [reader.remark, _left_outside(reader)]))


def _left_outside(reader: "Reader") -> str:
    """A message about the files not imported before the reader quit; the last is offered next."""
    files = [Path(file) for file in reader.memory.session.importing]
    reader.memory.imported = files[-1]
    names = listed([file.name for file in files], NAMED)
    offers = f"{reader.keymap.shown('importing.ask')} offers it again"
    return f"{names} did not come in last time; {offers}"


def session_of(reader: "Reader") -> Session:
    """The current session: what is open, and where."""
    memory = reader.memory
    places = {pane: place for pane in reader.panes.order if (place := pane.place)}
    memory.read.update({place.article: place for place in places.values()})
    return Session(
        panes=tuple(places.values()),
        focused=list(places).index(reader.pane) if reader.pane in places else 0,
        zoomed=reader.panes.zoomed,
        together=reader.together.way,
        told_alone=reader.told_here.on,
        only_by=reader.coder_filter.only,
        side=reader.side.beside if reader.input.ready.is_set() else memory.session.side,
        recent_tags=tuple(memory.recent_tags),
        read=dict(memory.read),
        importing=tuple(writable(str(one.file.absolute())) for one in memory.importing),
    )


class SessionWriter:
    """Writes the session to its file, if it differs from what was written last."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._written: Session | None = None
        self._writing: asyncio.Future[None] | None = None

    def begin(self) -> None:
        """Write on another thread, unless that is in progress: a slow disk must not delay a key."""
        if self._writing is not None and not self._writing.done():
            return
        if now := self._new():
            loop = asyncio.get_running_loop()
            self._writing = loop.run_in_executor(None, session.save, self._file, now)

    async def write(self) -> None:
        """Write on another thread, after the write that is in progress, and wait for it."""
        await self._written_down()
        self.begin()
        await self._written_down()

    async def _written_down(self) -> None:
        if self._writing is not None:
            # If this wait is cancelled, the write goes on.
            await asyncio.wait([self._writing])

    async def end(self) -> None:
        """Write a last time, after the write that is in progress."""
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
