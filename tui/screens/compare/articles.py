"""A screen that asks which articles to compare: marked one by one, by event, or by a filter."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from annotations.study import Study
from tui.counted import counted_of
from tui.screens.ask import AskLine, ask
from tui.screens.compare.words import WordSearch
from tui.widgets.articles.list import ArticleList
from tui.widgets.articles.match import FOUND_BY, Catalogue
from tui.widgets.articles.row import ArticleColumns, told_by
from tui.widgets.filter_line import WHILE_TYPED, FilterLine
from tui.widgets.hints import hint_pieces, press
from tui.widgets.line import Line, Piece
from tui.widgets.message_line import MessageLine
from tui.widgets.typed_ahead import act_on

KEYS = (
    ("enter", "compare"), ("space", "mark"), ("e", "event"), ("/", "outlet, date, title"),
    ("w", "words in the text"), ("a", "all shown"), ("0", "none"), ("S", "order"),
)  # fmt: skip
ALWAYS = (("escape", "back"),)


class ArticleMarker(Screen[tuple[str, ...] | None]):
    """Returns the articles to compare, in the order of marking, or None when left.

    `chosen` are the articles marked at first.
    """

    DEFAULT_CSS = """
    ArticleMarker {
        background: $background;
        & > Listing { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "mark"),
        Binding("e", "several('event')", "mark the event"),
        Binding("a", "several('all')", "mark all shown"),
        Binding("0", "none", "mark none"),
        Binding("slash", "filter", "filter"),
        Binding("w", "words", "words in the text"),
        Binding("S", "order", "order"),
        Binding("escape", "leave(True)", "back"),
        Binding("q", "leave(False)", "back"),
    ]

    def __init__(self, study: Study, chosen: Sequence[str]) -> None:
        super().__init__()
        self._study = study
        self._catalogue = Catalogue(study.articles)
        self._told = told_by(study.articles)
        self._words = WordSearch(self, study, self._fill)
        self._ids: list[str] = []
        self._listing = ArticleList(study, self._columns, self._done, self._fill, marked=chosen)
        self._filter = FilterLine(
            lambda _: self._fill(narrowed=True),
            lambda: self.set_focus(self._listing),
            FOUND_BY,
        )

    def compose(self) -> ComposeResult:
        """A caption, the articles, the filter and the hints."""
        yield Line(id="marker-caption")
        yield self._listing
        yield self._filter
        yield MessageLine(partial(press, self), id="marker-keys")

    def on_mount(self) -> None:
        """Show the articles, with the cursor on the first that is marked."""
        self._fill(at=next(iter(self._listing.marked), None))
        self.set_focus(self._listing)

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event)

    def _done(self, article: str) -> None:
        """Compare what is marked, or else the article under the cursor."""
        self.dismiss(tuple(self._listing.marked) or (article,))

    def _fill(self, at: str | None = None, *, narrowed: bool = False) -> None:
        self._ids = self._words.of(self._catalogue.find(self._filter.value.strip()))
        self._listing.fill(self._ids, at, narrowed=narrowed)
        shown = counted_of(len(self._ids), len(self._study.articles), "article")
        self.query_one("#marker-caption", Line).set(
            (
                Piece(" compare which articles?  ", "bold"),
                Piece(f"{len(self._listing.marked):,} marked · {shown} {self._words.told}", "dim"),
            ),
            (Piece(f"by {self._listing.order} ", "dim"),),
        )
        self._show_keys()

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """Show the keys of the list, or those of the filter while that is typed."""
        hints, always = (WHILE_TYPED, ()) if self.focused is self._filter else (KEYS, ALWAYS)
        left = (Piece(" "), *hint_pieces(hints, "  "))
        self.query_one(MessageLine).set(left, (*hint_pieces(always), Piece("  ")))

    def action_mark(self) -> None:
        """Mark the article under the cursor, or unmark it, and go to the next."""
        self._words.finish()
        self._listing.mark()

    def action_several(self, which: str) -> None:
        """Toggle the marks of all articles shown (`all`), or of the cursor's `event`."""
        self._words.finish()
        if (current := self._listing.item) is None:
            return
        event = self._study.articles.get(current).event
        if which == "all":
            self._listing.toggle(*self._ids)
        elif event:
            self._listing.toggle(*(a.id for a in self._study.articles if a.event == event))
        else:
            self._listing.toggle(current)

    def action_none(self) -> None:
        """Unmark all articles."""
        self._listing.marked.clear()
        self._fill()

    def action_filter(self) -> None:
        """Open the filter."""
        self._filter.open()

    async def action_words(self) -> None:
        """Ask for words that the texts of the articles shown must hold."""
        dialog = AskLine("articles whose text holds", self._words.words)
        await ask(self.app, dialog, self._words.begin, self.query_one(MessageLine).say)

    def action_order(self) -> None:
        """Order the articles by the next column."""
        self._listing.turn_order()

    def action_leave(self, step: bool) -> None:
        """Leave; with `step`, close the filter first, or else clear the words."""
        if step and self._filter.is_open:
            self._filter.action_clear()
        elif step and self._words.words:
            self._words.begin("")
        else:
            self.dismiss(None)

    def _columns(self, width: int) -> ArticleColumns:
        return ArticleColumns.within(width, self._told, full=True)
