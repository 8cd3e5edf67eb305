"""What a comparison is asked for: which articles, across what, whose highlights, which tags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.compare.columns import Across
from annotations.compare.matrix import Filter, Matrix, matrix
from annotations.formats.comparison import Show
from annotations.study import Study
from annotations.study.state import State

MOST = 12
"""Articles that are compared before anybody has chosen."""


@dataclass(frozen=True)
class Asked:
    """The question that a matrix answers, and what its cells tell. No coders or tags: any."""

    articles: tuple[str, ...]
    across: Across = "article"
    coders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    show: Show = "counts"

    def matrix(self, state: State) -> Matrix:
        """The answer."""
        only = Filter.of(self.coders, self.tags)
        return matrix(state, self.articles, across=self.across, only=only)

    def told(self, study: Study) -> str:
        """The question in a few words."""
        articles = [study.articles.get(id) for id in self.articles]  # noqa: A001
        events = {article.event for article in articles}
        told = "1 article" if len(articles) == 1 else f"{len(articles)} articles"
        if len(events) == 1 and (event := events.pop()):
            told += f" on {event}"
        parts = [told, *([f"by {self.across}"] if self.across != "article" else []), self.show]
        if self.coders:
            parts.append(f"coder {', '.join(self.coders)}")
        if self.tags:
            parts.append(f"tags {', '.join(self.tags)}")
        return " · ".join(parts)

    def as_of(self, study: Study) -> "Asked":
        """The same question without the articles that have been removed since."""
        kept = tuple(id for id in self.articles if id in study.state.articles)  # noqa: A001
        return replace(self, articles=kept)


def usual(study: Study, opened: Sequence[str]) -> tuple[str, ...]:
    """The articles to compare while nobody has chosen.

    They are those in the panes, if two or more; else those of the first one's event, if two or
    more; else the first of the study.
    """
    several = tuple(dict.fromkeys(opened))
    if len(several) >= 2:
        return several
    event = study.articles.get(several[0]).event if several else ""
    group = [article.id for article in study.articles if event and article.event == event]
    return tuple(group if len(group) >= 2 else study.state.articles)[:MOST]
