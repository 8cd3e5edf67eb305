"""Words that the texts of articles must hold, looked for in slices, so that no key waits."""

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
    """Which articles of a study hold some `words`; none are asked for at first.

    It goes on as long as `host` stands on the screen. `changed` is called when it knows more.
    """

    def __init__(self, host: Widget, study: Study, changed: Callable[[], object]) -> None:
        self._host = host
        self._study = study
        self._changed = changed
        self._looking: Looking[str] = Looking(iter(()), impatient=False)
        self.words = ""

    @property
    def told(self) -> str:
        """What is looked for, in words; empty where nothing is."""
        if not self.words:
            return ""
        return f"with “{self.words}”" + ("" if self._looking.done else " so far")

    def of(self, articles: Iterable[str]) -> list[str]:
        """Those of some articles that are known to hold the words; all, where there are none."""
        holding = set(self._looking.hits)
        return [id for id in articles if not self.words or id in holding]

    def begin(self, words: str) -> None:
        """Look for other words, or for none. Raises `BadPattern`, and all stays as it was."""
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
        """Look on to the end: what comes now cannot do with some of the articles."""
        if not self._looking.done:
            self._looking.finish()
            self._changed()


def _holding(articles: Iterable[Article], query: Query) -> Iterator[str | None]:
    """The ids of articles that hold what is searched for, and None where one may pause.

    Raises `BadPattern` at once.
    """
    searches = [(article.id, find_in_steps(article.text, query)) for article in articles]
    return (found for id, search in searches for found in _first(id, search))


def _first(article: str, search: Iterator[object]) -> Iterator[str | None]:
    """A None for each stretch that holds nothing, then the article if one holds something."""
    for hit in search:
        yield None if hit is None else article
        if hit is not None:
            return
