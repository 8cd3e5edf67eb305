"""The question of a comparison: its articles, columns, coders and tags, and what cells show."""

from collections.abc import Collection, Sequence

import msgspec
from msgspec.structs import replace

from annotations.compare.matrix.columns import Across
from annotations.compare.matrix.matrix import Filter, Matrices, Matrix
from annotations.compare.matrix.notation import Show
from annotations.study import Study
from tui.counted import counted

MOST = 12
"""The most articles of an event, or of the study, that are compared by default."""

TOLD: dict[Show, str] = {"counts": "counts", "share": "share of the text", "quotes": "quotes"}


class MatrixQuery(msgspec.Struct, frozen=True):
    """The question that a matrix answers, and what its cells show. No coders or tags: all."""

    articles: tuple[str, ...]
    across: Across = "article"
    coders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    show: Show = "counts"

    def answer(self, matrices: Matrices) -> Matrix:
        """The matrix that answers the question."""
        only = Filter.of(self.coders, self.tags)
        return matrices.of(self.articles, across=self.across, only=only)

    def told(self, study: Study, coders: Collection[str]) -> str:
        """The question in a few words; `coders` are those whose passages are counted."""
        articles = [study.articles.get(id) for id in self.articles]
        events = {article.event for article in articles}
        told = counted(len(articles), "article")
        if len(events) == 1 and (event := events.pop()):
            told += f" on {event}"
        parts = [told, *([f"by {self.across}"] if self.across != "article" else [])]
        parts.append(TOLD[self.show])
        if self.coders:
            parts.append(f"coder {', '.join(self.coders)}")
        elif len(coders) > 1:
            # A passage that two coders mark counts twice.
            parts.append(f"{counted(len(coders), 'coder')} together")
        if self.tags:
            parts.append(f"tags {', '.join(self.tags)}")
        return " · ".join(parts)


class Visit(msgspec.Struct, frozen=True):
    """A position in a comparison: the row's key, the column, and the keys of folded rows.

    `passage` is the id of the highlight that is read; it is empty while the matrix is shown.
    """

    asked: MatrixQuery
    row: str = ""
    column: int = 0
    folds: frozenset[str] = frozenset()
    passage: str = ""


def begun(study: Study, opened: Sequence[str], last: Visit | None) -> Visit:
    """The visit to begin with: the last one, if it includes all articles in the panes.

    Otherwise it is about the default articles, with the last one's other settings.
    """
    if last is None:
        return Visit(MatrixQuery(usual(study, opened)))
    kept = tuple(id for id in last.asked.articles if id in study.state.articles)
    if kept and set(opened) <= set(kept):
        return replace(last, asked=replace(last.asked, articles=kept))
    return Visit(replace(last.asked, articles=usual(study, opened)))


def usual(study: Study, opened: Sequence[str]) -> tuple[str, ...]:
    """The articles to compare by default.

    They are those in the panes, if two or more; else those of the first one's event, if two or
    more; else the first of the study.
    """
    several = tuple(dict.fromkeys(opened))
    if len(several) >= 2:
        return several
    event = study.articles.get(several[0]).event if several else ""
    group = [article.id for article in study.articles if event and article.event == event]
    return tuple(group if len(group) >= 2 else study.state.articles)[:MOST]
