"""What the lists of the side bar have in common: a caption, the entries, or why there are none."""

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
from tui.turns import REST, Gathering, in_turns
from tui.widgets.filter_line import FilterLine
from tui.widgets.hints import Hint, HintClicks, hinted
from tui.widgets.kept import Bare
from tui.widgets.line import Line, Piece
from tui.widgets.lists.listing import Listing
from tui.widgets.lists.roll import Heading, Item

if TYPE_CHECKING:
    from textual.worker import Worker

APART = "  "
"""What parts two hints in a row."""

TAG_ALL = Binding("T", "tag_all", "tag all", show=False)

KeyOf = Callable[[str], str]
"""Names the key of an action, given by id, as sentences do."""

Chosen = Callable[["SideList", Item], object]
"""What is called with a list and the entry of it that was chosen."""


class KeyHints(Widget):
    """The hints of a list's keys, each kept whole, in as many rows as that takes.

    `enter` gives the keys to the list before what is clicked is done.
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
        """Do what the hint says that is clicked."""
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
    """One list, `called` so, of what the study holds, which may change between any two calls.

    Its entries are gathered in slices. What they are, and how they look, is for each list to say.
    """

    called: ClassVar[str]
    hints: ClassVar[Sequence[Hint]]

    @dataclass
    class TagAll(Message):
        """Tags are to be chosen for all the passages that are listed."""

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
        """The entry under the cursor when the list was filled; who moves it meanwhile is heeded."""
        self._caption = Line()
        self._hints = KeyHints(self.hints, self.enter)

    @abstractmethod
    def scan(self) -> Iterator[list[Item]]:
        """The entries and headings in small batches, between which keys have their turn."""

    @abstractmethod
    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """The lines of an entry or a heading at a width in cells."""

    @abstractmethod
    def place(self, item: Item) -> Passage | None:
        """Where choosing an entry leads, if anywhere."""

    @abstractmethod
    def caption(self, count: int) -> str:
        """What is listed, of so many entries."""

    @abstractmethod
    def nothing(self) -> str:
        """A sentence for a list without entries: why, and what to do."""

    def compose(self) -> ComposeResult:
        """What is listed, the entries, their keys."""
        yield self._caption
        yield self._listing
        yield self._hints

    def on_show(self) -> None:
        """Gather, the first time that there is somebody to look."""
        if self._gathering is None:
            self.refill()

    @property
    def item(self) -> Item | None:
        """The entry under the cursor."""
        return self._listing.item

    @property
    def passages(self) -> list[Passage]:
        """Where all that is listed leads; what of it is still to come is gathered at once."""
        if self._gathering is None:
            return []
        self._gathering.finish()
        items = (item for item in self._gathering.found if not isinstance(item, Heading))
        return [place for place in map(self.place, items) if place]

    def action_tag_all(self) -> None:
        """Ask for tags for all that is listed."""
        self.post_message(self.TagAll(self.passages))

    def enter(self) -> None:
        """Put the focus on the entries."""
        self.screen.set_focus(self._listing)

    def refill(self, *, quietly: bool = False, anew: bool = False, at: str = "") -> None:
        """Gather the entries; the cursor stays where it is, or goes to the first if all is `anew`.

        It goes to the entry `at`, if there is such a one and nobody moves it meanwhile. `quietly`
        leaves the old ones until all are there.
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
        await in_turns(gathering.slices())
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
    """A list that a filter narrows, and that may be of one article only.

    `tokens` says what may be typed to filter it, and `typed` is what was. `article` is the one that
    is read now; `here` says that the list is of that one.
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
        """Of which articles it lists how much."""
        return f"{'this article' if self.here else 'all articles'} · {count:,}"

    def set_article(self, article: str) -> None:
        """Say which article is read now."""
        if article != self.article:
            self.article = article
            if self.here:
                self.refill()

    def show_all(self, typed: str) -> None:
        """List what fits a filter, of all articles."""
        self.here = False
        self._filter.put(typed)

    def action_toggle_here(self) -> None:
        """List what this article has only, or all again."""
        self.here = not self.here
        self.refill()

    def action_filter(self) -> None:
        """Type a filter."""
        self._filter.open()

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        self.refill()
