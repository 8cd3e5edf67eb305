"""Searches the texts of articles for words, in slices, so that keys are not delayed."""

from asyncio import sleep
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from annotations.article import Article
from annotations.search import Query, find_in_steps
from annotations.study import Study
from tui.slicing import REST, Gathering, in_slices

if TYPE_CHECKING:
    from textual.worker import Worker

GROUP = "words"


class WordSearch:
    """Finds the articles of a study whose texts contain `words`, which are empty at first.

    The search goes on as long as `host` is mounted. `changed` is called when there are new results.
    """

    def __init__(self, host: Widget, study: Study, changed: Callable[[], object]) -> None:
        self._host = host
        self._study = study
        self._changed = changed
        self._gathering = Gathering[str](())
        self.words = ""

    @property
    def told(self) -> str:
        """A phrase about the search; empty if there is none."""
        if not self.words:
            return ""
        return f"with “{self.words}”" + ("" if self._gathering.done else " so far")

    def of(self, articles: Iterable[str]) -> list[str]:
        """Those of `articles` found to contain the words so far; all if there are no words."""
        holding = set(self._gathering.found)
        return [id for id in articles if not self.words or id in holding]

    def begin(self, words: str) -> None:
        """Search for other words, or none. Raises `BadPattern`, and then changes nothing."""
        coming = _holding(list(self._study.articles), Query(words, fold_accents=True))
        self._host.workers.cancel_group(self._host, GROUP)
        self.words = words
        self._gathering = Gathering(coming)
        self._gathering.go_on()
        self._changed()
        if not self._gathering.done:
            _: Worker[None] = self._host.run_worker(self._go_on, group=GROUP)

    async def _go_on(self) -> None:
        await sleep(REST)
        await in_slices(self._gathering.slices(), lambda _: self._changed())
        self._changed()

    def finish(self) -> None:
        """Search to the end, before an operation that needs all the articles."""
        if not self._gathering.done:
            self._gathering.finish()
            self._changed()


def _holding(articles: Iterable[Article], query: Query) -> Iterator[list[str]]:
    """The ids of articles that match, in batches of one id or none. Raises `BadPattern` at once."""
    searches = [(article.id, find_in_steps(article.text, query)) for article in articles]
    return (found for id, search in searches for found in _first(id, search))


def _first(article: str, search: Iterator[object]) -> Iterator[list[str]]:
    """An empty batch for each stretch without a hit, then the article, if there is a hit."""
    for hit in search:
        yield [] if hit is None else [article]
        if hit is not None:
            return
