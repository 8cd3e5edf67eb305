"""Draws an article on one row, in columns that are dropped as the list gets narrower."""

from collections.abc import Container, Iterable
from heapq import nlargest
from typing import Literal, Self, get_args

import msgspec
from rich.cells import cell_len
from textual.content import Content

from annotations.article import Article
from annotations.study import Study
from tui.terminal.clean import clean_line
from tui.widgets.articles.order import EVENT
from tui.widgets.click_targets import spot
from tui.widgets.lists.roll import Heading
from tui.widgets.plain import fit, plain_line
from tui.widgets.tags.row import tags_line

GAP = 2
"""Cells between two columns."""

MARKED = "✓ "
OPEN = "• "
NO_MARK = "  "
"""The marks before a title: marked by the user, shown in a pane, neither."""

LEAST_TITLE = 24
"""The least cells of the title column, even if all titles are shorter."""

MOST_TITLE = 200
"""Code points of a title that are read to measure its length."""

MEASURED = 20
"""The number of titles that are measured in cells: ten thousand would take a tenth of a second."""

DATE = 10
STATUS = 6
COUNT = 10
SHORT_COUNT = 5


Field = Literal["outlet", "published", "status", "tags"]
"""An optional field of an article that has a column."""

FIELDS: tuple[Field, ...] = get_args(Field)


def told_by(articles: Iterable[Article]) -> frozenset[Field]:
    """The fields that at least one article has: the others get no column."""
    articles = list(articles)
    return frozenset(
        field for field in FIELDS if any(getattr(article, field) for article in articles)
    )


def longest_title(articles: Iterable[Article]) -> int:
    """The approximate cells of the longest title: only the `MEASURED` longest are measured."""
    titles = nlargest(MEASURED, (article.title[:MOST_TITLE] for article in articles), key=len)
    return max((cell_len(clean_line(title)) for title in titles), default=0)


class ArticleColumns(msgspec.Struct, frozen=True):
    """The widths of an article's columns in cells; a column of width 0 is left out."""

    title: int
    outlet: int = 0
    published: int = 0
    status: int = 0
    count: int = 0
    tags: int = 0

    @classmethod
    def within(
        cls, width: int, told: Container[Field], *, full: bool, longest: int | None = None
    ) -> Self:
        """Distribute `width` cells among the title and the fields that are `told`.

        `full` asks for status and tags too, if there is room. The title gets no more than `longest`
        cells: otherwise the columns after it would be far away.
        """
        count = (COUNT if full and width >= 76 else SHORT_COUNT) if width >= 30 else 0
        outlet = min(width // 6, 22) if "outlet" in told and width >= 44 else 0
        published = DATE if "published" in told and width >= 62 else 0
        status = STATUS if "status" in told and full and width >= 70 else 0
        tags = min(width // 4, 40) if "tags" in told and full and width >= 100 else 0
        others = [cells for cells in (outlet, published, status, count, tags) if cells]
        title = max(width - sum(others) - GAP * len(others), 1)
        if longest is not None:
            title = min(title, max(longest, LEAST_TITLE) + cell_len(NO_MARK))
        return cls(title, outlet, published, status, count, tags)


def header(columns: ArticleColumns) -> Content:
    """The names of the columns; a click on one is for the order by it (`order.ORDERS`), if any."""
    heads: list[tuple[str, int, str]] = [
        (" " * cell_len(NO_MARK) + "title", columns.title, "title"),
        ("outlet", columns.outlet, "outlet"),
        ("date", columns.published, "date"),
        ("status", columns.status, "status"),
        ("highlights" if columns.count >= COUNT else "", columns.count, "highlights"),
        ("tags", columns.tags, ""),
    ]
    names = [
        spot(Content(fit(name, cells)), order) if order else Content(fit(name, cells))
        for name, cells, order in heads
        if cells
    ]
    return Content(" " * GAP).join(names).stylize("dim")


def event_line(heading: Heading) -> Content:
    """The heading over the articles of an event, or over those that have none."""
    return plain_line(heading.removeprefix(EVENT) or "no event", "bold")


def row(study: Study, article: Article, columns: ArticleColumns, *, mark: str = NO_MARK) -> Content:
    """The article's row; `mark` precedes its title, within the title's cells."""
    parts = [Content(fit(mark + article.title, columns.title))]
    for text, cells in (
        (article.outlet, columns.outlet),
        (article.published[:DATE], columns.published),
        (article.status or "", columns.status),
    ):
        if cells:
            parts.append(Content.styled(fit(text, cells), "dim"))
    if columns.count:
        count = study.state.count_of(article.id)
        parts.append(Content.styled(f"{count or '':>{columns.count}}", "dim"))
    if columns.tags:
        tags = tags_line(study, article.tags) if article.tags else Content("")
        parts.append(tags.truncate(columns.tags, ellipsis=True))
    return Content(" " * GAP).join(parts)
