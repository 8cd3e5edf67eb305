"""The panes side by side: how many fit, which are shown, and which has the focus."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from annotations.article import Article
from tui.widgets.cached import Bare
from tui.widgets.pane import ArticlePane

NARROWEST = 46
"""Cells below which a pane is uncomfortable to read."""

STACKED = 36
"""Rows from which two panes are stacked if they do not fit side by side."""


def fitting(width: int, height: int) -> tuple[int, bool]:
    """How many panes fit in so many cells and rows, and whether they are stacked."""
    across = max(width // NARROWEST, 1)
    if across == 1 and height >= STACKED:
        return 2, True
    return across, False


class Panes(Bare):
    """One or more article panes. Those that do not fit are hidden, but never the focused one."""

    DEFAULT_CSS = """
    Panes { layout: horizontal; }
    Panes.-stacked { layout: vertical; }
    """

    def __init__(self, make: Callable[[], ArticlePane]) -> None:
        super().__init__()
        self._make = make
        self.order: list[ArticlePane] = [make()]
        self.focused = self.order[0]
        self.zoomed = False
        self._first = 0
        self._coming: Size | None = None

    def compose(self) -> ComposeResult:
        """All panes, shown or not."""
        self.rearrange()
        yield from self.order

    def on_resize(self, event: events.Resize) -> None:
        """Show as many panes as fit the new size."""
        self._coming = None
        self.rearrange()
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Focus the pane again if Textual took it for hidden during the layout."""
        if self.screen.focused is None:
            self.screen.set_focus(self.focused.view)

    def begin(self, count: int) -> list[ArticlePane]:
        """Start with so many panes, at least one."""
        self.order += [self._make() for _ in range(count - 1)]
        return self.order

    @property
    def _room(self) -> Size:
        """The columns and rows to fill; before these are known, nearly those: the screen's."""
        return self._coming or self.size or self.app.size

    def widen(self, width: int) -> None:
        """Show as many panes as fit the columns that there are going to be.

        If this waited for the resize, the text would be seen wrapped to one width and then to
        another.
        """
        coming = Size(width, self.size.height)
        self._coming = None if coming == self.size else coming
        self.rearrange()

    @property
    def shown(self) -> list[ArticlePane]:
        """The panes shown, from left to right."""
        if self.zoomed:
            return [self.focused]
        count, _ = fitting(*self._room)
        return self.order[self._first : self._first + count]

    @property
    def articles(self) -> list[Article]:
        """The articles in the panes, from left to right, each once."""
        return list({p.article.id: p.article for p in self.order if p.article}.values())

    def showing(self, article: str) -> ArticlePane | None:
        """The first pane with this article, given by id."""
        return next((p for p in self.order if p.article and p.article.id == article), None)

    def rearrange(self) -> None:
        """Show the panes that fit, the focused one among them."""
        # A single pane does not stay zoomed: a pane added later must be visible.
        self.zoomed = self.zoomed and len(self.order) > 1
        count, stacked = fitting(*self._room)
        at = self.order.index(self.focused)
        self._first = max(min(self._first, at, len(self.order) - count), at - count + 1, 0)
        self.set_class(stacked and not self.zoomed, "-stacked")
        shown = self.shown
        for nth, pane in enumerate(self.order):
            pane.display = pane in shown
            pane.set_class(pane in shown[1:] and not stacked, "-ruled")
            pane.number = "" if len(shown) == len(self.order) else f"{nth + 1}/{len(self.order)}"
            pane.retitle()

    def focus_pane(self, pane: ArticlePane) -> None:
        """Focus a pane, and show it."""
        self.focused = pane
        self.rearrange()
        # `Widget.focus` only asks for the focus; keys typed meanwhile would go elsewhere.
        self.screen.set_focus(pane.view)

    def step(self, by: int) -> None:
        """Focus the pane so many places further, wrapping around at the ends."""
        at = (self.order.index(self.focused) + by) % len(self.order)
        self.focus_pane(self.order[at])

    async def add(self) -> ArticlePane:
        """Add an empty pane after the focused one, and focus it."""
        pane = self._make()
        at = self.order.index(self.focused)
        await self.mount(pane, after=self.focused)
        self.order.insert(at + 1, pane)
        self.focus_pane(pane)
        return pane

    async def set_count(self, count: int) -> None:
        """Add or remove panes at the end until there are so many, at least one."""
        while len(self.order) < count:
            pane = self._make()
            await self.mount(pane)
            self.order.append(pane)
        while len(self.order) > max(count, 1):
            pane = self.order.pop()
            if pane is self.focused:
                self.focused = self.order[-1]
            self._dismiss(pane)
        self.rearrange()

    def close(self, pane: ArticlePane) -> None:
        """Remove a pane; the last one stays."""
        if len(self.order) == 1:
            return
        at = self.order.index(pane)
        self.order.remove(pane)
        self.focus_pane(self.order[min(at, len(self.order) - 1)])
        self._dismiss(pane)

    def _dismiss(self, pane: ArticlePane) -> None:
        """Remove a pane from the screen, without waiting for that.

        It may be the pane whose key handler calls this; it is gone once it has passed on all its
        keys.
        """
        pane.display = False
        pane.remove()

    def swap(self) -> None:
        """Exchange the focused pane with the next one; both keep their text and place."""
        at = self.order.index(self.focused)
        self.exchange(self.focused, self.order[(at + 1) % len(self.order)])
        self.rearrange()

    def exchange(self, one: ArticlePane, other: ArticlePane) -> None:
        """Exchange the positions of two panes; the caller decides which panes are shown."""
        first, second = self.order.index(one), self.order.index(other)
        if first == second:
            return
        self.order[first], self.order[second] = other, one
        for pane in self.order:
            self.move_child(pane, after=len(self.children) - 1)
