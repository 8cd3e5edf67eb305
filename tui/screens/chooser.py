"""A dialog that asks which article a pane should show; the caller shows it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from annotations.study import Study
from tui.widgets.articles.match import Catalogue
from tui.widgets.articles.row import NO_MARK, OPEN, ArticleColumns, row, told_by
from tui.widgets.dialog import TypedLine
from tui.widgets.list_dialog import ListDialog
from tui.widgets.lists.listing import Listing
from tui.widgets.lists.roll import Item

HINTS = (("enter", "open"), ("escape", "leave"))


class ArticleChooser(ListDialog[str | None]):
    """Returns an article's id, or None when left.

    `open` are the articles in the panes. With `replaces` the first of them is to be replaced, and
    the cursor begins on it; otherwise it begins on the next article that is not open.
    """

    DEFAULT_CSS = """
    ArticleChooser Listing {
        height: auto;
        min-height: 1;
        & > .listing--cursor { background: $foreground 14%; }
    }
    """

    def __init__(self, study: Study, open: Sequence[str], *, replaces: bool = True) -> None:  # noqa: A002
        super().__init__()
        self._study = study
        self._open = open
        self._replaces = replaces
        self._catalogue = Catalogue(study.articles)
        self._told = told_by(study.articles)
        self._listing = Listing(self._draw, self.leave, single=True)

    def compose(self) -> ComposeResult:
        """The line to type in, and the articles below it."""
        with self.frame("article", HINTS):
            yield TypedLine(placeholder="title, outlet or event", entered=self.enter)
            yield self._listing

    def on_mount(self) -> None:
        """Show all articles before anything is typed."""
        self._listing.can_focus = False
        self._listed_for = ""
        ids = self._catalogue.find("")
        self._listing.show(ids, at=self._first(ids))

    def _first(self, ids: Sequence[str]) -> str | None:
        """The article that the cursor begins on."""
        beside = next(iter(self._open), None)
        if beside is None or self._replaces:
            return beside
        at = ids.index(beside)
        return next((id for id in [*ids[at:], *ids[:at]] if id not in self._open), beside)

    def list_for(self, wanted: str) -> None:
        """Show the articles that match what is typed, with the cursor on the first."""
        ids = self._catalogue.find(wanted)
        self._listing.show(ids, at=next(iter(ids), None), instead="no article fits")

    def enter(self) -> None:
        """Choose the article under the cursor."""
        self.catch_up()
        self._listing.action_choose()

    def step(self, rows: int) -> None:
        """Move the cursor by articles."""
        self._listing.action_step(rows)

    def page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._listing.action_page(pages)

    def _draw(self, item: Item, width: int) -> list[Content]:
        article = self._study.articles.get(item)
        mark = OPEN if item in self._open else NO_MARK
        return [
            row(
                self._study,
                article,
                ArticleColumns.within(width, self._told, full=False),
                mark=mark,
            )
        ]
