"""Searching the texts of articles for words, in slices, so that keys are not delayed."""

from asyncio import sleep
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual.widget import Widget

from annotations.article import Article
from annotations.search import Query, find_in_steps
from annotations.study import Study
from tui.looking import AGAIN, REST, Looking

if TYPE_CHECKING:
    from textual.worker import Worker

GROUP = "words"


class WordSearch:
    """Finds the articles of a study whose texts contain `words`; at first there are none.

    The search goes on as long as `host` is mounted. `changed` is called when there are new results.
    """

    def __init__(self, host: Widget, study: Study, changed: Callable[[], object]) -> None:
        self._host = host
        self._study = study
        self._changed = changed
        self._looking: Looking[str] = Looking(iter(()), impatient=False)
        self.words = ""

    @property
    def told(self) -> str:
        """A phrase on the search; empty if there is none."""
        if not self.words:
            return ""
        return f"with “{self.words}”" + ("" if self._looking.done else " so far")

    def of(self, articles: Iterable[str]) -> list[str]:
        """The given articles that are known to contain the words; all, if there are no words."""
        holding = set(self._looking.hits)
        return [id for id in articles if not self.words or id in holding]

    def begin(self, words: str) -> None:
        """Search for other words, or none. If it raises `BadPattern`, nothing has changed."""
        articles = list(self._study.articles)
        coming = _holding(articles, Query(words, fold_accents=True))
        self._host.workers.cancel_group(self._host, GROUP)
        self.words = words
        self._looking = Looking(coming, impatient=False, most=len(articles) + 1)
        self._looking.go_on()
        self._changed()
        if not self._looking.done:
            _: Worker[None] = self._host.run_worker(self._go_on(self._looking), group=GROUP)

    async def _go_on(self, looking: Looking[str]) -> None:
        shown = monotonic()
        while not looking.done:
            await sleep(REST)
            looking.go_on()
            if looking.done or monotonic() - shown > AGAIN:
                self._changed()
                shown = monotonic()

    def finish(self) -> None:
        """Finish the search now, for a command that needs all of its results."""
        if not self._looking.done:
            self._looking.finish()
            self._changed()


def _holding(articles: Iterable[Article], query: Query) -> Iterator[str | None]:
    """The ids of the articles that match the query, and None wherever the search may pause.

    Raises `BadPattern` at once.
    """
    searches = [(article.id, find_in_steps(article.text, query)) for article in articles]
    return (found for id, search in searches for found in _first(id, search))


def _first(article: str, search: Iterator[object]) -> Iterator[str | None]:
    """A None for each stretch without a hit, then the article's id if there is a hit."""
    for hit in search:
        yield None if hit is None else article
        if hit is not None:
            return
