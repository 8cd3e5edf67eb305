"""What comparing needs to know of the open articles: worked out once, beside the reading."""

from asyncio import Lock, sleep
from collections import OrderedDict
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from annotations.errors import DiptychError
from annotations.structure import Structure

if TYPE_CHECKING:
    from annotations.article import Article
    from annotations.compare.index import Index
    from annotations.compare.pairing import Pairs
    from tui.reader.reader import Reader

KEPT = 24
"""Indexes and pairings kept, those wanted last; more where more are open at once."""

AT_ONCE = 60_000
"""Code points of an article that is indexed while the reader waits; it takes some 30 ms."""

SLICE = 0.005
"""Seconds of work before a key gets its turn."""


class NotReady(DiptychError):
    """An article that is still being read for comparing."""


class Indexes:
    """Indexes by article, and pairings by two of them. `told` is called when a pairing is ready."""

    def __init__(self, reader: "Reader", told: Callable[[], None]) -> None:
        self._reader = reader
        self._told = told
        self._made: OrderedDict[str, Index] = OrderedDict()
        self._pairs: OrderedDict[tuple[str, str], Pairs | None] = OrderedDict()
        self._turn = Lock()

    def of(self, article: "Article") -> "Index":
        """An article's index. Raises `NotReady` while a long article is being read."""
        index = self._index(article)
        if not index.is_built:
            if len(article.text) > AT_ONCE:
                self._reader.run_worker(self._worked(index.slices(), lambda: None), group="indexes")
                title = article.title
                raise NotReady(f"{title} is still being read for comparing; try again soon.")
            index.build()
        return index

    def pairs(self, one: "Article", other: "Article") -> "Pairs | None":
        """What two articles both tell and what one alone does; None while it is worked out."""
        key = (one.id, other.id)
        if key not in self._pairs:
            self._pairs[key] = None
            self._start(key, self._index(one), self._index(other))
            # Were one dropped that the open panes want, they would have it made anew without end.
            while len(self._pairs) > max(KEPT, len(self._reader.panes.order) ** 2):
                self._pairs.popitem(last=False)
        self._pairs.move_to_end(key)
        return self._pairs[key]

    def _index(self, article: "Article") -> "Index":
        from annotations.compare.index import Index

        if article.id not in self._made:
            self._made[article.id] = Index(Structure(article.text))
            while len(self._made) > max(KEPT, len(self._reader.panes.order)):
                self._made.popitem(last=False)
        self._made.move_to_end(article.id)
        return self._made[article.id]

    def _start(self, key: tuple[str, str], one: "Index", other: "Index") -> None:
        from annotations.compare.pairing import Pairing

        pairing = Pairing(one, other)

        def ready() -> None:
            self._pairs[key] = pairing.result()
            self._told()

        self._reader.run_worker(self._worked(pairing.slices(), ready), group="pairings")

    async def _worked(self, slices: Iterator[float], done: Callable[[], None]) -> None:
        """Go through slices of work, giving keys their turn between them, one work at a time."""
        async with self._turn:
            began = monotonic()
            for _ in slices:
                if monotonic() - began > SLICE:
                    await sleep(0)
                    began = monotonic()
            done()
