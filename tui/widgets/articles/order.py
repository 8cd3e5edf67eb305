"""The orders in which a library lists articles, by event or by a column. Pure."""

from collections.abc import Callable, Iterable
from typing import Any

from annotations.article import STATUSES, Article
from annotations.study import Study
from tui.widgets.folding import folded
from tui.widgets.lists.roll import Heading, Item

EVENT = "#"
"""Begins the key of an event's heading, which no id begins with."""

ORDERS = ("event", "title", "outlet", "date", "status", "highlights")
"""What articles can be ordered by; the first puts each under its event, in study order."""


_BY_STATUS = (*STATUSES[:-1], None, STATUSES[-1])
"""What is left to do stands before what is done; who only says what is done sets no other."""


def after(order: str) -> str:
    """The order that comes next, from the last the first."""
    return ORDERS[(ORDERS.index(order) + 1) % len(ORDERS)]


def arranged(study: Study, ids: Iterable[str], order: str) -> list[Item]:
    """The articles in an order; by event they stand under headings, those without one last."""
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
