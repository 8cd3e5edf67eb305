"""The orders in which the library lists articles: by event, or by a column. Pure."""

from collections.abc import Callable, Iterable
from typing import Any

from annotations.article import STATUSES, Article
from annotations.study import Study
from tui.widgets.folding import folded
from tui.widgets.lists.roll import Heading, Item

EVENT = "#"
"""The prefix of the keys of event headings; no id begins with it."""

ORDERS = ("event", "title", "outlet", "date", "status", "highlights")
"""The orders of articles; the first lists them under their events, in study order."""


_BY_STATUS = (*STATUSES[:-1], None, STATUSES[-1])
"""Unfinished articles come before done ones; no status counts as unfinished."""


def after(order: str) -> str:
    """The next order; after the last comes the first."""
    return ORDERS[(ORDERS.index(order) + 1) % len(ORDERS)]


def arranged(study: Study, ids: Iterable[str], order: str) -> list[Item]:
    """The articles in an order; by event, under headings, those without an event last."""
    articles = [study.articles.get(id) for id in ids]
    if order != "event":
        return [article.id for article in sorted(articles, key=_key(study, order))]
    groups: dict[str, list[Item]] = {}
    for article in articles:
        groups.setdefault(article.event, []).append(article.id)
    alone = groups.pop("", [])
    items = [item for event, group in groups.items() for item in (Heading(EVENT + event), *group)]
    if alone and items:
        items.append(Heading(EVENT))
    return items + alone


def _key(study: Study, order: str) -> Callable[[Article], Any]:
    match order:
        case "outlet":
            return lambda article: (not article.outlet, folded(article.outlet))
        case "date":
            return lambda article: (not article.published, article.published)
        case "status":
            return lambda article: _BY_STATUS.index(article.status)
        case "highlights":
            return lambda article: -study.state.count_of(article.id)
        case _:
            return lambda article: folded(article.title)
