"""The library's list: articles by event or by a column, filtered, some of them marked.

It knows what is shown and what is marked; the library screen acts on the articles.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from annotations.study import Study
from tui.counted import counted_of
from tui.widgets.articles.list import ArticleList
from tui.widgets.articles.match import FOUND_BY, Catalogue
from tui.widgets.articles.order import ORDERS
from tui.widgets.articles.row import ArticleColumns, Field, header, longest_title, told_by
from tui.widgets.click_targets import ClickTargets
from tui.widgets.filter_line import FilterLine
from tui.widgets.line import Line, Piece


class ColumnNames(Widget):
    """The names of the columns, above a list of articles.

    `clicked` is called with the order that belongs to the clicked name.
    """

    DEFAULT_CSS = "ColumnNames { height: 1; }"

    def __init__(
        self, columns: Callable[[int], ArticleColumns], clicked: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._columns = columns
        self._clicked = clicked
        self._targets = ClickTargets()

    def render(self) -> Content:
        """The names, aligned with the list's columns."""
        return Content(" ") + header(self._columns(self.size.width - 2))

    def on_click(self, event: events.Click) -> None:
        """Report which name was clicked."""
        if name := self._targets.clicked(event):
            self._clicked(name)


class _Known(NamedTuple):
    """The articles at one moment: ids, searchable metadata, and what their columns need."""

    ids: frozenset[str]
    catalogue: Catalogue
    told: frozenset[Field]
    longest: int

    @classmethod
    def of(cls, study: Study) -> Self:
        articles = study.articles
        return cls(
            ids=frozenset(study.state.articles),
            catalogue=Catalogue(articles),
            told=told_by(articles),
            longest=longest_title(articles),
        )


class Shelf(Widget):
    """The study's articles. `open` are shown in panes; `chosen` is called with an article's id."""

    DEFAULT_CSS = """
    Shelf {
        layout: vertical;
        & > Listing { height: 1fr; }
        & > Listing > .listing--cursor { background: $foreground 14%; }
    }
    """

    def __init__(
        self,
        study: Study,
        open: Sequence[str],  # noqa: A002
        chosen: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.listing = ArticleList(study, self._columns, chosen, self._fill, open=open)
        self.listing.can_focus = False
        self._filter = FilterLine(self._narrow, self._leave_filter, FOUND_BY)
        self._study = study
        self._open = open
        self._known = _Known.of(study)

    def compose(self) -> ComposeResult:
        """The caption, the column names, the articles, the filter."""
        yield Line(id="shelf-caption")
        yield ColumnNames(self._columns, self._head_clicked)
        yield self.listing
        yield self._filter

    def on_mount(self) -> None:
        """Show the articles, with the cursor on the one that is open."""
        # An edit may have been in progress when the library opened.
        if self._known.ids != self._study.state.articles.keys():
            self.refill()
        self._fill(at=next(iter(self._open), None))

    @property
    def is_filtering(self) -> bool:
        """Whether the filter is being typed."""
        return self.screen.focused is self._filter

    def _leave_filter(self) -> None:
        self.screen.set_focus(None)

    @property
    def current(self) -> str | None:
        """The article under the cursor."""
        return self.listing.item

    @property
    def picked(self) -> tuple[str, ...]:
        """The marked articles in the order of marking, or else the one under the cursor."""
        current = self.current
        return tuple(self.listing.marked) or ((current,) if current else ())

    def refill(self) -> None:
        """Show the articles after a change, with the cursor on one that came back."""
        articles = self._study.state.articles
        came = next((id for id in articles if id not in self._known.ids), None)
        self._known = _Known.of(self._study)
        self.query_one(ColumnNames).refresh()
        self.listing.marked.keep(articles)
        self._fill(at=came)

    def step_back(self) -> bool:
        """Clear the filter, or else the marks; return False if there is neither."""
        if self._filter.is_open:
            self._filter.action_clear()
        elif self.listing.marked:
            self.listing.marked.clear()
            self._fill()
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Leave the filter if the list is clicked while the filter is being typed."""
        if self.is_filtering and self.listing.region.contains_point(event.screen_offset):
            self._filter.enter()

    def mark_shown(self) -> None:
        """Mark the articles shown, in study order; if all are marked, unmark them."""
        self.listing.toggle(*self._shown())

    def ask_filter(self) -> None:
        """Open the filter."""
        self._filter.open()

    def _head_clicked(self, column: str) -> None:
        """Order the articles by a column, or by event again if that is the current column."""
        self.listing.order = ORDERS[0] if column == self.listing.order else column
        self._fill()

    def _narrow(self, _typed: str) -> None:
        self._fill(narrowed=True)

    def _fill(self, at: str | None = None, *, narrowed: bool = False) -> None:
        ids = self._shown()
        self.listing.fill(ids, at, narrowed=narrowed)
        count = counted_of(len(ids), len(self._study.articles), "article")
        marks = len(self.listing.marked)
        marked = f" · {marks:,} marked" if marks else ""
        self.query_one("#shelf-caption", Line).set(
            (Piece(" library  ", "bold"), Piece(f"{count}{marked}", "dim")),
            (Piece(f"by {self.listing.order} ", "dim"),),
        )

    def _shown(self) -> list[str]:
        return self._known.catalogue.find(self._filter.value)

    def _columns(self, width: int) -> ArticleColumns:
        """The columns that fit into `width` cells."""
        known = self._known
        return ArticleColumns.within(width, known.told, full=True, longest=known.longest)
