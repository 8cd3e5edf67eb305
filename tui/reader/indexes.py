"""The articles' indexes for comparing: each made once, long ones beside the reader's work."""

from asyncio import sleep
from collections import OrderedDict
from time import monotonic
from typing import TYPE_CHECKING

from annotations.errors import DiptychError
from annotations.structure import Structure

if TYPE_CHECKING:
    from annotations.article import Article
    from annotations.compare.index import Index
    from tui.reader.reader import Reader

KEPT = 16
"""Indexes kept, those wanted last."""

AT_ONCE = 60_000
"""Code points of an article that is indexed while the reader waits; it takes some 30 ms."""

SLICE = 0.005
"""Seconds of indexing before a key gets its turn."""


class NotReady(DiptychError):
    """An article that is still being read for comparing."""


class Indexes:
    """Indexes by article id."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._made: OrderedDict[str, Index] = OrderedDict()

    def of(self, article: "Article") -> "Index":
        """An article's index. Raises `NotReady` while a long article is being read."""
        from annotations.compare.index import Index

        index = self._made.get(article.id)
        if index is None:
            index = self._made[article.id] = Index(Structure(article.text))
            if len(article.text) <= AT_ONCE:
                index.build()
            else:
                self._reader.run_worker(self._build(index), group="indexes")
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(article.id)
        if not index.is_built:
            raise NotReady(f"{article.title} is still being read for comparing; try again soon.")
        return index

    async def _build(self, index: "Index") -> None:
        began = monotonic()
        for _ in index.slices():
            if monotonic() - began > SLICE:
                await sleep(0)
                began = monotonic()
