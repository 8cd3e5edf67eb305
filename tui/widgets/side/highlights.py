"""The side bar's list of highlights, of all articles or one, narrowed by the filter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from annotations.highlight import Highlight
from annotations.span import Passage, Span
from annotations.study import Study
from tui.widgets.lists.roll import Heading, Item
from tui.widgets.side.filters import exactly, highlight_filter
from tui.widgets.side.lines import enough_of, heading_line, note_line
from tui.widgets.side.list import TAG_ALL, Chosen, FilteredList, KeyOf
from tui.widgets.tags.row import tags_line

WINDOW = 8 * 1024
"""Code points of an article that are scanned per batch, in about a millisecond."""

FEW = 500
"""Up to this many highlights of an article are one batch, however long its text is."""

HighlightDoing = Literal["note", "tags", "again", "delete"]
"""The edits that can be requested for a highlight."""


class SideHighlights(FilteredList):
    """Highlights under their articles, in study order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "want('note')", "note", show=False),
        Binding("t", "want('tags')", "tags", show=False),
        Binding("full_stop", "want('again')", "the last tags again", show=False),
        Binding("d,delete,backspace", "want('delete')", "delete", show=False),
        TAG_ALL,
    ]

    called = "highlights"
    tokens = "words  tag:…  article:…  coder:…  -…"
    hints = (
        ("enter", "go"),
        ("F", "filter"),
        ("o", "here/all"),
        ("d", "delete"),
        ("a", "note"),
        ("t", "tags"),
        ("T", "tag all"),
    )

    @dataclass
    class Wants(Message):
        """A request for an edit of a highlight."""

        action: HighlightDoing
        highlight: str

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__(study, key_of, chosen)
        self._listed: Counter[str] = Counter()

    def scan(self) -> Iterator[list[Item]]:
        """Batches of highlights in order of article and place, each article's under its heading."""
        keep = highlight_filter(self.typed, self.study)
        listed: Counter[str] = Counter()
        state = self.study.state
        for article in [self.article] if self.here else list(state.articles):
            if article not in state.articles or not state.count_of(article):
                yield []
                continue
            headed = False
            for batch in _batches(self.study, article):
                kept = [highlight.id for highlight in batch if keep(highlight)]
                listed[article] += len(kept)
                if kept and not headed:
                    kept.insert(0, Heading(article))
                    headed = True
                yield kept
        # Only now, as the old list is shown meanwhile.
        self._listed = listed

    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """A heading, or tags, first words, and the note if there is one."""
        if isinstance(item, Heading):
            return [heading_line(self.study, item, width, self._listed[item])]
        highlight = self.study.state.highlights.get(item)
        if highlight is None:
            return [Content.styled("deleted", "dim")]
        tags = tags_line(self.study, highlight.tags)
        if highlight.coder != self.study.coder:
            tags += Content("  ") + enough_of(f"by {highlight.coder}", width, "dim")
        lines = [tags, Content("  ") + enough_of(highlight.quote, width)]
        if highlight.note:
            lines.append(note_line(highlight.note, width))
        return lines

    def place(self, item: Item) -> Passage | None:
        """The highlight's passage."""
        highlight = self.study.state.highlights.get(item)
        return Passage(highlight.article, highlight.span, item) if highlight else None

    def nothing(self) -> str:
        """Why there is no highlight to show."""
        if self.typed:
            return "No highlight fits the filter. F, then Esc, clears it."
        where = "in this article" if self.here else "yet"
        marks = f"a tag's digit or {self.key_of('tagging.plain')}"
        return f"No highlights {where}. Select a passage and press {marks}."

    def show_tag(self, name: str) -> None:
        """List the highlights of all articles that carry a tag or one below it."""
        self.show_all(exactly(name))

    def action_want(self, action: HighlightDoing) -> None:
        """Request an edit of the highlight under the cursor."""
        if self.item is not None:
            self.post_message(self.Wants(action, self.item))


def _batches(study: Study, article: str) -> Iterator[list[Highlight]]:
    """An article's highlights by (start, end, id), in batches."""
    state = study.state
    if state.count_of(article) <= FEW:
        yield state.highlights_of(article)
        return
    for start in range(0, len(state.articles[article].text), WINDOW):
        window = Span(start, start + WINDOW)
        yield [h for h in state.touching(article, window) if window.holds(h.start)]
