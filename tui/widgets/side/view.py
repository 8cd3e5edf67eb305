"""What each list of the side bar lists and how an entry looks: what they have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from annotations.span import Passage
from annotations.study import Study
from tui.widgets.hints import Hint
from tui.widgets.lists.roll import Item
from tui.widgets.plain import plain_line

KeyOf = Callable[[str], str]
"""Names the key of an action, given by id, as sentences do."""


class SideView(ABC):
    """What one list of the side bar holds, of a study that may change between any two calls."""

    name: ClassVar[str]
    hints: ClassVar[Sequence[Hint]]

    def __init__(self, study: Study, key_of: KeyOf) -> None:
        self.study = study
        self.key_of = key_of

    @abstractmethod
    def scan(self) -> Iterator[list[Item]]:
        """The items in small batches, so that the caller can pause between them."""

    @abstractmethod
    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """The lines of an item at a width in cells."""

    @abstractmethod
    def place(self, item: Item) -> Passage | None:
        """Where choosing an item leads, if anywhere."""

    @abstractmethod
    def caption(self, count: int) -> str:
        """What is listed, of `count` items but headings."""

    @abstractmethod
    def nothing(self) -> str:
        """A sentence for a list without items: why, and what to do."""


class FilteredView(SideView):
    """A list that a filter narrows, and that may be limited to one article.

    `article` is the one that is read now; `here` limits the list to it; `typed` is the filter.
    """

    def __init__(self, study: Study, key_of: KeyOf) -> None:
        super().__init__(study, key_of)
        self.article = ""
        self.here = False
        self.typed = ""

    def caption(self, count: int) -> str:
        """Of which articles it lists how much."""
        return f"{'this article' if self.here else 'all articles'} · {count:,}"


def enough_of(text: str, width: int, style: str = "") -> Content:
    """The beginning of a text on one line; somewhat more than fits `width` cells."""
    return plain_line(text[: 4 * width + 8], style)


def note_line(note: str, width: int) -> Content:
    """The beginning of the note on an entry, which stands below it."""
    # A note may be very long, and is not put behind a word in full.
    return Content("  ") + enough_of(f"note: {note[: 4 * width]}", width, "dim")


def heading_line(study: Study, article: str, width: int, count: int = 0) -> Content:
    """The heading over an article's entries: its title, outlet and how many are listed, if told."""
    found = study.state.articles.get(article)
    if found is None:
        return Content.styled("removed", "dim")
    outlet = enough_of(found.outlet, width).truncate(max(width // 3, 1), ellipsis=True)
    after = [part for part in (outlet, Content(f"{count:,}" if count else "")) if part]
    tail = Content("  ").join([Content(""), *after]).stylize("dim")
    room = max(width - tail.cell_length, 1)
    return enough_of(found.title, width, "bold").truncate(room, ellipsis=True) + tail
