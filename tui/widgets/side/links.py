"""The side bar's list of links: their relations, passages and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from annotations.link import Link
from annotations.span import Passage
from tui.widgets.lists.roll import Heading, Item
from tui.widgets.plain import plain_line
from tui.widgets.side.filters import articles_of, link_filter
from tui.widgets.side.lines import enough_of, heading_line, note_line
from tui.widgets.side.list import FilteredList

BATCH = 2000
"""Links that are scanned per batch."""

LinkDoing = Literal["follow", "relation", "note", "delete"]
"""The actions that can be requested for a link."""


class SideLinks(FilteredList):
    """Links under the articles of their sources; choosing one leads to its source."""

    called = "links"
    tokens = "words  relation:…  article:…  -…"
    hints = (
        ("enter", "go"),
        ("'", "to"),
        ("e", "relation"),
        ("a", "note"),
        ("d", "delete"),
        ("F", "filter"),
        ("o", "here"),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("apostrophe", "want('follow')", "the other end", show=False),
        Binding("e", "want('relation')", "relation", show=False),
        Binding("a", "want('note')", "note", show=False),
        Binding("d,delete,backspace", "want('delete')", "delete", show=False),
    ]

    @dataclass
    class Wants(Message):
        """A request for an action on a link."""

        action: LinkDoing
        link: str

    def scan(self) -> Iterator[list[Item]]:
        """Empty batches while the links are filtered and grouped; then each article's, by place."""
        keep = link_filter(self.typed, self.study)
        groups: dict[str, list[Link]] = {}
        for number, link in enumerate(list(self.study.state.links.values()), 1):
            ends = articles_of(self.study, link)
            if (not self.here or self.article in ends) and keep(link):
                groups.setdefault(ends[0], []).append(link)
            if number % BATCH == 0:
                yield []
        for article in self.study.state.articles:
            if links := groups.get(article):
                yield [Heading(article), *(link.id for link in sorted(links, key=self._place))]

    def _place(self, link: Link) -> tuple[int, int, str]:
        source = self.study.state.highlights.get(link.source)
        return (source.start, source.end, link.id) if source else (0, 0, link.id)

    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """A heading, or the relation and the other article, both passages, and the note."""
        if isinstance(item, Heading):
            return [heading_line(self.study, item, width)]
        link = self.study.state.links.get(item)
        if link is None:
            return [Content.styled("deleted", "dim")]
        first = plain_line(link.relation, "bold") + "  "
        if link.coder != self.study.coder:
            first += enough_of(f"by {link.coder}", width, "dim") + "  "
        there = self.study.state.articles.get(articles_of(self.study, link)[1])
        # The outlet comes first: papers tell one event under titles that begin alike.
        called = filter(None, (there.outlet, there.title)) if there else ("removed",)
        first += Content("  ").join(enough_of(name, width, "dim") for name in called)
        lines = [first, Content("  ") + self._words(link.source, width)]
        if link.target in self.study.state.highlights:
            lines.append(Content(f"{link.sign} ") + self._words(link.target, width))
        if link.note:
            lines.append(note_line(link.note, width))
        return lines

    def _words(self, end: str, width: int) -> Content:
        highlight = self.study.state.highlights.get(end)
        return enough_of(highlight.quote if highlight else "removed", width)

    def place(self, item: Item) -> Passage | None:
        """The passage at the link's source."""
        link = self.study.state.links.get(item)
        source = self.study.state.highlights.get(link.source) if link else None
        return Passage(source.article, source.span, source.id) if source else None

    def nothing(self) -> str:
        """Why there is no link to show."""
        if self.typed:
            return "No link fits the filter. F, then Esc, clears it."
        where = "in this article" if self.here else "yet"
        key = self.key_of("linking.link")
        return f"No links {where}. Press {key} on one passage, then {key} on another."

    def action_want(self, action: LinkDoing) -> None:
        """Request an action on the link under the cursor."""
        if self.item is not None:
            self.post_message(self.Wants(action, self.item))
