"""An article pane: a title bar over the reading view of one article."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import msgspec
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from annotations.article import Article
from annotations.highlight import Highlight
from annotations.span import Span, touching
from annotations.structure import Structure
from annotations.study import Study
from tui.session import PanePlace
from tui.text.decoration import Mark
from tui.text.pointing import ContextWanted, Pointed, Pointing
from tui.text.selection import Selection
from tui.text.view import TextView
from tui.widgets.cached import Painted, PaintedRow
from tui.widgets.plain import cut, inert_line

RULE = Content.styled("▏", "$foreground 20%")
"""The rule between a pane and the one at its left."""


class Hearer(Protocol):
    """Handles keys and mouse actions; called directly, so that effects are in the same frame."""

    @property
    def invitation(self) -> str:
        """The text in the title bar of a pane without an article."""

    def shows(self, highlight: Highlight) -> bool:
        """Whether a highlight is shown."""

    async def press(self, event: events.Key) -> None:
        """Handle a key."""

    def entered(self, pane: "ArticlePane") -> None:
        """A pane has received the focus, by whatever means."""

    def moved(self, pane: "ArticlePane") -> None:
        """The mouse has moved a pane's caret."""

    def turned(self, pane: "ArticlePane") -> None:
        """A pane has been scrolled."""

    async def wanted(self, pane: "ArticlePane", action: str) -> None:
        """The mouse has asked for an action, given by id, in a pane."""


def marks_of(
    study: Study, article: str, span: Span, shows: Callable[[Highlight], bool]
) -> list[Mark]:
    """The highlights that are shown and touch a span of an article, as the view draws them."""
    marks = []
    for highlight in filter(shows, study.state.touching(article, span)):
        first = study.state.tags.get(highlight.tags[0]) if highlight.tags else None
        marks.append(
            Mark(
                start=highlight.start,
                end=highlight.end,
                id=highlight.id,
                style=first.color if first else "",
                key=(first.key or "") if first else "",
                linked=bool(study.links.of(highlight.id)),
                noted=bool(highlight.note),
            )
        )
    return marks


BEGINNING = 5
"""Cells of a title that tell its article from the other open ones."""


class PaneWords(msgspec.Struct, frozen=True):
    """The texts of a pane's title bar, including how much is told only here, and how much is read.

    The first wording of `told_here` that fits is shown.
    """

    title: str
    outlet: str = ""
    told_here: Sequence[str] = ()
    read: str = ""


class PaneTitle(PaintedRow):
    """A pane's title bar."""

    DEFAULT_CSS = "PaneTitle { height: 1; }"

    def __init__(self, clicked: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._clicked = clicked
        self._words = PaneWords("")

    def set(self, words: PaneWords) -> None:
        """Show these texts; redraw only if they differ."""
        if words != self._words:
            self._words = words
            self.refresh()

    def shown(self) -> list[tuple[str, str]]:
        """The title, cut to leave room for the outlet and `read`; the outlet leaves it a third.

        `told_here` leaves the title only its beginning; if there is no room for the outlet beside
        that, the outlet replaces the title, as compared articles are known by their outlets.
        """
        words = self._words
        read, told_here = words.read, words.told_here
        width = max(self.size.width - 2, 0)
        third = width // 3
        aside = width - BEGINNING - cell_len(f"   · {read}")
        if told_here and aside > 1:
            fitting = (told for told in told_here if cell_len(told) <= aside)
            read = f"{cut(next(fitting, told_here[-1]), aside)} · {read}"
        beside = min(third, width - third - cell_len(read) - 4)
        outlet = cut(words.outlet, beside) if beside > 1 else ""
        name = words.title
        if told_here and outlet != words.outlet:
            name, outlet = words.outlet, ""
        right = f"{outlet}  {read}".strip()
        room = max(width - cell_len(right) - 2, 0)
        left = cut(" ".join(name.split()), room)
        gap = " " * max(width - cell_len(left) - cell_len(right), 0)
        return [(" ", ""), (inert_line(left), "bold"), (f"{gap}{inert_line(right)} ", "")]

    async def on_click(self) -> None:
        """Open the choice of an article, before keys that follow."""
        await self._clicked()


class ArticlePane(Painted):
    """One article to read: its caret, scroll and selection are the pane's own."""

    DEFAULT_CSS = """
    ArticlePane { layout: vertical; width: 1fr; height: 1fr; }
    ArticlePane > PaneTitle { color: $text-muted; }
    ArticlePane > PaneTitle.-focused { color: $text; }
    ArticlePane.-ruled { padding: 0 0 0 1; }
    ArticlePane > TextView { height: 1fr; }
    """

    def __init__(self, study: Study, measure: int, hearer: Hearer) -> None:
        super().__init__()
        self.study = study
        self.article: Article | None = None
        self.lost: PanePlace | None = None
        """The article and place that an empty pane showed before the article was removed."""
        self.structure = Structure("")
        self.hits: Sequence[Span] = ()
        """The hits of a search in the article, in order."""
        self.number = ""
        """The pane's number among all panes, if some are hidden; `retitle` shows it."""
        self.told_here: Sequence[str] = ()
        """How much is told only here, in words and in fewer words; `retitle` shows it."""
        self.shows = hearer.shows
        """Whether a highlight is shown."""
        self._hearer = hearer
        self._pointing = Pointing(self.structure)
        self._title = PaneTitle(self._choose)
        self.view = TextView(
            hearer.press, turned=self._turned, fitted=self.retitle, point=self.pointed
        )
        self.view.measure = measure

    def compose(self) -> ComposeResult:
        """The title bar over the text."""
        yield self._title
        yield self.view

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rule at the left, if there is one; the children cover the rest."""
        return super().render_lines(crop) if self.has_class("-ruled") else []

    def paint(self) -> list[Strip]:
        """The rule, in every line."""
        width, height = self.outer_size
        return [self.brush.on(self.visual_style).strip(RULE, width)] * height

    @property
    def place(self) -> PanePlace | None:
        """The pane's place in its article; None for an empty pane."""
        if self.article is None:
            return None
        view = self.view
        return PanePlace(self.article.id, self.caret, view.viewport.top, view.is_away)

    def show(self, article: Article | None, place: PanePlace | None = None) -> None:
        """Show an article at a place in it, or from its beginning; None empties the pane."""
        self.article = article
        self.lost = None
        self.hits = ()
        text = article.text if article else ""
        self.structure = Structure(text)
        self._pointing = Pointing(self.structure)
        at = place or PanePlace("")
        caret, top = min(at.caret, len(text)), min(at.top, len(text))
        self.view.show(self.structure, self._marks_in, caret=caret, top=top, seek=not at.away)
        self.retitle()

    def retitle(self) -> None:
        """Update the title bar."""
        if self.article is None:
            self._title.set(PaneWords(self._hearer.invitation))
            return
        article = self.study.state.articles.get(self.article.id, self.article)
        viewport = self.view.viewport
        # Without a size, it is not known how much has been read.
        percent = f"{round(viewport.fraction * 100)}%" if viewport.height else ""
        read = f"{percent} {self.number}".strip()
        self._title.set(PaneWords(article.title, article.outlet, self.told_here, read))

    @property
    def selection(self) -> Selection:
        """The anchor and head of this pane."""
        return self.view.selection

    @selection.setter
    def selection(self, selection: Selection) -> None:
        self.view.selection = selection

    @property
    def selected(self) -> Span:
        """The selected span, without white space at its edges unless it holds nothing else.

        Selecting by words reaches up to the next word, but means only the words.
        """
        span = self.selection.span
        return span.trimmed(self.structure.text) or span

    @property
    def caret(self) -> int:
        """The caret's offset in code points."""
        return self.view.selection.head

    def show_hits(self, hits: Sequence[Span], current: Span | None) -> None:
        """Mark search hits, which are in order and do not overlap; `current` is the current one."""
        self.hits = hits
        self.view.show_hits(touching(hits), current)

    def _marks_in(self, span: Span) -> list[Mark]:
        if self.article is None:
            return []
        return marks_of(self.study, self.article.id, span, self.shows)

    async def pointed(self, what: Pointed) -> None:
        """Apply a mouse action to the selection; the right button also opens the tag picker."""
        self.selection = self._pointing.selected(self.selection, what)
        if isinstance(what, ContextWanted):
            await self._hearer.wanted(self, "tagging.pick")
        else:
            self._hearer.moved(self)

    def _turned(self) -> None:
        """Update the percentage, and report the scrolling."""
        self.retitle()
        self._hearer.turned(self)

    async def _choose(self) -> None:
        """Open the choice of another article for this pane."""
        self.screen.set_focus(self.view)
        await self._hearer.wanted(self, "opening.choose")

    def on_descendant_focus(self) -> None:
        """Report which pane has the focus, unless it has moved on meanwhile."""
        # With `:focus-within`, Textual would restyle the whole pane, or do nothing.
        self._title.add_class("-focused")
        if self.screen.focused is self.view:
            self._hearer.entered(self)

    def on_descendant_blur(self) -> None:
        """Show in the title that keys go elsewhere."""
        self._title.remove_class("-focused")
