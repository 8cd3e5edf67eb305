"""A list of articles in columns, in a choice of orders, some of them marked.

Its owner decides which articles are listed, and what is done with them.
"""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from annotations.study import Study
from tui.widgets.articles.match import NOT_FOUND
from tui.widgets.articles.order import ORDERS, after, arranged
from tui.widgets.articles.row import MARKED, NO_MARK, OPEN, ArticleColumns, event_line, row
from tui.widgets.lists.listing import Listing
from tui.widgets.lists.roll import Heading, Item, or_first
from tui.widgets.marks import Marks
from tui.widgets.plain import plain_line


class ArticleList(Listing):
    """Articles of a study, by id; `columns` returns their column widths for a width in cells.

    `open` are the articles shown in panes, `marked` those marked at first. `changed` is called when
    the marks or the order have changed, so that the owner fills the list again.
    """

    def __init__(
        self,
        study: Study,
        columns: Callable[[int], ArticleColumns],
        chosen: Callable[[Item], object],
        changed: Callable[[], object],
        *,
        open: Sequence[str] = (),  # noqa: A002
        marked: Iterable[str] = (),
    ) -> None:
        super().__init__(self._article_lines, chosen)
        self._study = study
        self._columns = columns
        self._open = open
        self._changed = changed
        self.marked = Marks(marked)
        self.order = ORDERS[0]

    def fill(self, ids: Iterable[str], at: str | None = None, *, narrowed: bool = False) -> None:
        """List these articles in the current order, with the cursor on `at`, else where it was.

        If `narrowed` (by a filter), the cursor stays on its article, or goes to the first one.
        """
        items = arranged(self._study, ids, self.order)
        at = or_first(self.item, items) if narrowed else at
        self.show(items, at=at, instead=NOT_FOUND)

    def turn_order(self) -> None:
        """Order the articles by the next column."""
        self.order = after(self.order)
        self._changed()

    def mark(self) -> None:
        """Mark or unmark the article under the cursor, and move on to the next."""
        if current := self.item:
            self.action_step(1)
            self.toggle(current)

    def toggle(self, *ids: str) -> None:
        """Mark these articles; if all of them are marked, unmark them."""
        self.marked.toggle(*ids)
        self._changed()

    def took(self, x: int) -> bool:
        """Mark or unmark an article if the click was left of its title; return whether it was."""
        if x > len(MARKED) or self.item is None:
            return False
        self.toggle(self.item)
        return True

    def _article_lines(self, item: Item, width: int) -> list[Content]:
        if isinstance(item, Heading):
            return [event_line(item)]
        article = self._study.state.articles.get(item)
        if article is None:
            # It was removed a moment ago; the list is about to be filled again.
            return [plain_line("")]
        mark = MARKED if item in self.marked else OPEN if item in self._open else NO_MARK
        return [row(self._study, article, self._columns(width), mark=mark)]
