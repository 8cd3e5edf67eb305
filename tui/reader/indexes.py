"""Indexes and pairings of the open articles for comparing, computed once, in slices."""

from asyncio import Lock, sleep
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING

from annotations.errors import DiptychError
from annotations.structure import Structure
from tui.slicing import in_slices

if TYPE_CHECKING:
    from textual.worker import Worker

    from annotations.article import Article
    from annotations.compare.counterparts.index import Index
    from annotations.compare.counterparts.pairing import Pairing, Pairs
    from tui.reader.reader import Reader

KEPT = 24
"""The number of indexes, and of pairings, kept in an LRU cache; more if more articles are open."""

AT_ONCE = 60_000
"""Code points of the longest article that is indexed while the user waits; it takes some 30 ms."""

SETTLED = 0.5
"""Seconds after articles are opened before indexing them begins."""


class NotReady(DiptychError):
    """An article is still being indexed."""


class Indexes:
    """Indexes of articles, and pairings of two articles.

    `told` is called when all requested pairings are ready.
    """

    def __init__(self, reader: "Reader", told: Callable[[], None]) -> None:
        self._reader = reader
        self._told = told
        self._made: OrderedDict[str, Index] = OrderedDict()
        self._pairs: OrderedDict[tuple[str, str], Pairs | None] = OrderedDict()
        self._awaited = 0
        self._turn = Lock()

    def of(self, article: "Article") -> "Index":
        """An article's index. Raises `NotReady` while a long article is being indexed."""
        index = self.ready(article)
        if index is None:
            title = article.title
            raise NotReady(f"{title} is still being read for comparing; try again soon.")
        return index

    def ready(self, article: "Article") -> "Index | None":
        """An article's index; None while a long article is being indexed, which this begins."""
        index = self._index(article)
        if not index.is_built:
            if len(article.text) > AT_ONCE:
                self._begin(partial(self._work, index.slices()))
                return None
            index.build()
        return index

    def prepare(self) -> None:
        """Index the open articles in the background, so that the first comparison is quick too.

        Long ones are indexed on request.
        """
        opened = self._reader.panes.articles
        short = [article for article in opened if len(article.text) <= AT_ONCE]
        if any(article.id not in self._made for article in short):
            self._begin(partial(self._prepared, short))

    async def _prepared(self, articles: "list[Article]") -> None:
        await sleep(SETTLED)
        for article in articles:
            await self._work(self._index(article).slices())

    def pairs(self, one: "Article", other: "Article") -> "Pairs | None":
        """What two articles both tell, and what only one tells; None while it is computed."""
        if other.id < one.id:
            # The pairing is symmetric, so it is computed only once.
            found = self.pairs(other, one)
            return found.turned() if found else None
        key = (one.id, other.id)
        if key not in self._pairs:
            from annotations.compare.counterparts.pairing import Pairing

            self._pairs[key] = None
            self._awaited += 1
            pairing = Pairing(self._index(one), self._index(other))
            self._begin(partial(self._pair, key, pairing))
            # If a pairing that the open panes need were evicted, it would be recomputed endlessly.
            while len(self._pairs) > max(KEPT, len(self._reader.panes.order) ** 2):
                self._pairs.popitem(last=False)
        self._pairs.move_to_end(key)
        return self._pairs[key]

    def _index(self, article: "Article") -> "Index":
        from annotations.compare.counterparts.index import Index

        if article.id not in self._made:
            self._made[article.id] = Index(Structure(article.text))
            while len(self._made) > max(KEPT, len(self._reader.panes.order)):
                self._made.popitem(last=False)
        self._made.move_to_end(article.id)
        return self._made[article.id]

    async def _pair(self, key: tuple[str, str], pairing: "Pairing") -> None:
        await self._work(pairing.slices())
        self._pairs[key] = pairing.result()
        self._awaited -= 1
        if not self._awaited:
            self._told()

    def _begin(self, work: Callable[[], Coroutine[None, None, None]]) -> "Worker[None]":
        """Run work in the background; if it has not begun when the reader exits, it is dropped."""
        return self._reader.run_worker(work, group="comparing")

    async def _work(self, slices: Iterator[float]) -> None:
        """Do slices of work, yielding to the event loop in between; one work at a time."""
        async with self._turn:
            await in_slices(slices)
