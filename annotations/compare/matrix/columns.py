"""The columns of the matrix: articles, or outlets or events, each with its articles."""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import msgspec

from annotations.article import Article
from annotations.study.state import State

Across = Literal["article", "outlet", "event"]
ACROSS: tuple[Across, ...] = get_args(Across)


class Column(msgspec.Struct, frozen=True):
    """One article, or those of an outlet or an event, in the order they are named.

    `name` is the article's title, or the outlet's or event's name; empty for articles without one.
    `length` is the total length of its articles' texts, in code points.
    """

    name: str
    articles: tuple[str, ...]
    length: int


def columns(
    state: State, articles: Iterable[str] | None = None, *, across: Across = "article"
) -> list[Column]:
    """The columns for the articles with these ids, or for all, in the order they are first named.

    Articles without an outlet or an event share the last column. Raises `KeyError` for an id that
    the study does not have.
    """
    ids = state.articles if articles is None else dict.fromkeys(articles)
    chosen = [state.articles[id] for id in ids]
    if across == "article":
        return [_column(article.title, [article]) for article in chosen]
    groups: dict[str, list[Article]] = {}
    for article in chosen:
        groups.setdefault(article.outlet if across == "outlet" else article.event, []).append(
            article
        )
    named = [_column(name, group) for name, group in groups.items() if name]
    return named + [_column("", group) for name, group in groups.items() if not name]


def _column(name: str, articles: Sequence[Article]) -> Column:
    return Column(
        name=name,
        articles=tuple(article.id for article in articles),
        length=sum(len(article.text) for article in articles),
    )
