"""The side bar's list of search hits, each shown in context."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from annotations.span import Passage, Span
from annotations.structure import Structure
from annotations.study import Study
from tui.widgets.lists.roll import Heading, Item
from tui.widgets.plain import inert_line
from tui.widgets.side.lines import heading_line
from tui.widgets.side.list import TAG_ALL, Chosen, KeyOf, SideList

BEFORE = 16
"""Maximum code points shown before a hit; also at most a third of the width."""


class SideHits(SideList):
    """Hits by article, in the order given; an item's key is the hit's index."""

    called = "search"
    hints = (("enter", "go"), ("T", "tag all"))

    BINDINGS: ClassVar[list[BindingType]] = [TAG_ALL]

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__(study, key_of, chosen)
        self.pattern = ""
        self.hits: Sequence[Passage] = ()
        self.more = False
        self._listed: Counter[str] = Counter()
        self._structure_of = lru_cache(maxsize=32)(self._structure)

    def scan(self) -> Iterator[list[Item]]:
        """Batches of hits by article, each after its heading."""
        self._listed = Counter(hit.article for hit in self.hits)
        batch: list[Item] = []
        before = None
        for number, hit in enumerate(self.hits):
            if hit.article != before:
                yield batch
                batch = [Heading(hit.article)]
                before = hit.article
            batch.append(str(number))
        yield batch

    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """A heading, or the hit in its context."""
        if isinstance(item, Heading):
            return [heading_line(self.study, item, width, self._listed[item])]
        hit = self.hits[int(item)]
        if hit.article not in self.study.state.articles:
            return [Content.styled("removed", "dim")]
        return [in_context(self._structure_of(hit.article), hit.span, width)]

    def _structure(self, article: str) -> Structure:
        return Structure(self.study.state.articles[article].text)

    def place(self, item: Item) -> Passage | None:
        """The hit's passage."""
        hit = self.hits[int(item)]
        return hit if hit.article in self.study.state.articles else None

    def caption(self, count: int) -> str:
        """The number of hits, and the query."""
        if not self.pattern:
            return "all articles"
        return f"{'more than ' if self.more else ''}{count:,} · {self.pattern}"

    def nothing(self) -> str:
        """Why there is no hit to show."""
        if self.pattern:
            return "Nothing found."
        key = self.key_of("searching.ask_all")
        return f"Search all articles with {key}; what is found stays here."


def in_context(structure: Structure, span: Span, width: int) -> Content:
    """A passage, bold and underlined, in the context of its own paragraph, indented by a cell."""
    text = structure.text
    begins = structure.paragraph_at(span.start).start
    earliest = max(begins, span.start - min(BEFORE, (width - 1) // 3))
    before = text[earliest : span.start]
    if earliest > begins and not text[earliest - 1].isspace():
        # A word cut in two is left out or, if it is the only one, shown with an ellipsis.
        before = before.partition(" ")[2] or f"…{before[1:]}"
    after = text[span.end : min(span.end + width, structure.paragraph_at(span.end).end)]
    passage = span.of(text)[: 4 * width]
    return Content.assemble(
        " ", (_spaced(before), "dim"), (_spaced(passage), "bold underline"), (_spaced(after), "dim")
    )


def _spaced(text: str) -> str:
    """`inert_line`, but with one space at each edge that has white space."""
    if not text.strip():
        return " " if text else ""
    lead = " " if text[0].isspace() else ""
    tail = " " if text[-1].isspace() else ""
    return f"{lead}{inert_line(text)}{tail}"
