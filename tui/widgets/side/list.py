"""The base of the side bar's lists: a caption, the entries, or why there are none, and hints."""

from abc import abstractmethod
from asyncio import sleep
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from annotations.span import Passage
from annotations.study import Study
from tui.slicing import REST, Gathering, in_slices
from tui.widgets.cached import Bare
from tui.widgets.filter_line import FilterLine
from tui.widgets.hints import Hint, HintClicks, hinted
from tui.widgets.line import Line, Piece
from tui.widgets.lists.listing import Listing
from tui.widgets.lists.roll import Heading, Item

if TYPE_CHECKING:
    from textual.worker import Worker

APART = "  "
"""The gap between two hints in a row."""

TAG_ALL = Binding("T", "tag_all", "tag all", show=False)

KeyOf = Callable[[str], str]
"""Returns the key of an action, given by id, as shown in sentences."""

Chosen = Callable[["SideList", Item], object]
"""Called with a list and the entry of it that was chosen."""


class KeyHints(Widget):
    """The hints of a list's keys, each unbroken, in as many rows as needed.

    `enter` focuses the list before a clicked hint is carried out.
    """

    DEFAULT_CSS = "KeyHints { height: auto; }"

    def __init__(self, hints: Sequence[Hint], enter: Callable[[], object]) -> None:
        super().__init__()
        self._hints = hints
        self._enter = enter
        self._hint_clicks = HintClicks()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the hints take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """The hints, row by row."""
        return Content("\n").join(self._rows(self.size.width)).stylize("dim")

    async def on_click(self, event: events.Click) -> None:
        """Carry out a clicked hint."""
        await self._hint_clicks.heard(event, self.screen, self._enter)

    def _rows(self, width: int) -> list[Content]:
        rows = [Content("")]
        for hint in map(hinted, self._hints):
            longer = rows[-1] + APART + hint if rows[-1] else hint
            if rows[-1] and longer.cell_length > width:
                rows.append(hint)
            else:
                rows[-1] = longer
        return rows


class SideList(Bare):
    """A list, named `called`, of contents of the study, which may change between any two calls.

    Its entries are gathered in slices. Subclasses define the entries and how they are drawn.
    """

    called: ClassVar[str]
    hints: ClassVar[Sequence[Hint]]

    @dataclass
    class TagAll(Message):
        """A request to tag all the listed passages."""

        passages: list[Passage]

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__()
        self.study = study
        self.key_of = key_of
        self._listing = Listing(self.draw, partial(chosen, self), single=True)
        self._gathering: Gathering[Item] | None = None
        self._entries = 0
        """How many entries are gathered, without headings."""
        self._at = ""
        self._left: Item | None = None
        """The entry under the cursor when the list was filled: shows if the user has moved it."""
        self._caption = Line()
        self._hints = KeyHints(self.hints, self.enter)

    @abstractmethod
    def scan(self) -> Iterator[list[Item]]:
        """Yield the entries and headings in small batches, so that keys are handled in between."""

    @abstractmethod
    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """The lines of an entry or a heading at a width in cells."""

    @abstractmethod
    def place(self, item: Item) -> Passage | None:
        """The passage that choosing an entry leads to, if any."""

    @abstractmethod
    def caption(self, count: int) -> str:
        """A caption for the list, with the number of entries."""

    @abstractmethod
    def nothing(self) -> str:
        """A sentence for an empty list: why it is empty, and what to do."""

    def compose(self) -> ComposeResult:
        """The caption, the entries, the hints."""
        yield self._caption
        yield self._listing
        yield self._hints

    def on_show(self) -> None:
        """Gather the entries when the list is first shown."""
        if self._gathering is None:
            self.refill()

    @property
    def item(self) -> Item | None:
        """The entry under the cursor."""
        return self._listing.item

    @property
    def passages(self) -> list[Passage]:
        """The passages of all entries; finishes gathering them first."""
        if self._gathering is None:
            return []
        self._gathering.finish()
        items = (item for item in self._gathering.found if not isinstance(item, Heading))
        return [place for place in map(self.place, items) if place]

    def action_tag_all(self) -> None:
        """Request to tag the passages of all entries."""
        self.post_message(self.TagAll(self.passages))

    def enter(self) -> None:
        """Focus the entries."""
        self.screen.set_focus(self._listing)

    def refill(self, *, quietly: bool = False, anew: bool = False, at: str = "") -> None:
        """Gather the entries; the cursor stays where it is, or goes to the first if all is `anew`.

        It goes to the entry `at`, if that exists and the user has not moved the cursor meanwhile.
        With `quietly`, the old entries stay until all the new ones are gathered.
        """
        self._at = at
        self.workers.cancel_node(self)
        if anew:
            self._listing.show([])
        self._left = self.item
        self._listing.redraw()
        gathering = self._gathering = Gathering(self._batches())
        gathering.go_on()
        if gathering.done or not quietly:
            self._show(gathering)
        if not gathering.done:
            _: Worker[None] = self.run_worker(partial(self._gather_all, gathering))

    def _batches(self) -> Iterator[list[Item]]:
        self._entries = 0
        for batch in self.scan():
            self._entries += sum(not isinstance(item, Heading) for item in batch)
            yield batch

    async def _gather_all(self, gathering: Gathering[Item]) -> None:
        await sleep(REST)
        await in_slices(gathering.slices())
        self._show(gathering)

    def _show(self, gathering: Gathering[Item]) -> None:
        if gathering.done and not self._entries:
            self._listing.show((), instead=self.nothing())
        else:
            at = self._at if self.item == self._left else ""
            self._listing.show(list(gathering.found), at=at or None)
            self._left = self.item
        caption = self.caption(self._entries) + ("" if gathering.done else "…")
        self._caption.set((Piece(caption, "dim"),))


class FilteredList(SideList):
    """A list with a filter that can be restricted to one article.

    `tokens` tells what may be typed into the filter, `typed` is its text. `article` is the current
    article; `here` says that the list is restricted to it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,asterisk", "toggle_here", "this article or all", show=False),
        Binding("F,f", "filter", "filter", show=False),
    ]

    tokens: ClassVar[str]

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__(study, key_of, chosen)
        self.article = ""
        self.here = False
        self.typed = ""
        self._filter = FilterLine(self._narrow, self.enter, self.tokens)

    def compose(self) -> ComposeResult:
        """The filter above the list."""
        yield self._filter
        yield from super().compose()

    def caption(self, count: int) -> str:
        """The articles that are listed, and the number of entries."""
        return f"{'this article' if self.here else 'all articles'} · {count:,}"

    def set_article(self, article: str) -> None:
        """Set the current article."""
        if article != self.article:
            self.article = article
            if self.here:
                self.refill()

    def show_all(self, typed: str) -> None:
        """List the entries of all articles that match a filter."""
        self.here = False
        self._filter.put(typed)

    def action_toggle_here(self) -> None:
        """Restrict the list to the current article, or list all again."""
        self.here = not self.here
        self.refill()

    def action_filter(self) -> None:
        """Open the filter."""
        self._filter.open()

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        self.refill()
