"""The reader's memory: recent tags, questions, jumps, and where articles were left."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from annotations.highlight import Highlight
from annotations.study import Study
from tui import session
from tui.session import PanePlace, Session
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.commands.answering import Question
    from tui.commands.importing import Import
    from tui.screens.compare.query import Visit
    from tui.terminal.clipboard import Copied

RECENT = 12
"""How many recent tags are offered."""

JUMPS = 50
"""How many jumps can be retraced."""


class _Visited(msgspec.Struct, frozen=True):
    """A highlight that was made or visited, by id, and where the caret was then."""

    article: str
    caret: int
    highlight: str


class Memory:
    """The reader's memory and its last session; `wanted` are the articles asked for at start."""

    def __init__(self, file: Path, wanted: Iterable[str] = ()) -> None:
        self.file = file
        self.wanted = list(wanted)
        self.session = session.load(file)
        self.recent_tags: list[str] = list(self.session.recent_tags)
        self.last_tags: tuple[str, ...] = ()
        self.last_relation = ""
        self.exported: Path | None = None
        """The file that was last chosen for an export."""
        self.imported: Path | None = None
        """The file that was last imported."""
        self.importing: list[Import] = []
        """The imports that are in progress, or wait for an answer."""
        self.themes: dict[bool, str] = {True: "textual-dark", False: "textual-light"}
        """The last dark theme (True) and the last light theme."""
        self.question: Question | None = None
        self.copied: Copied | None = None
        """The text that is being copied to the clipboard."""
        self.comparison: Visit | None = None
        self.read: dict[str, PanePlace] = dict(self.session.read)
        self._jumps: list[PanePlace] = []
        self._visited: _Visited | None = None

    def tagged(self, names: Iterable[str]) -> None:
        """Remember that these tags were just set."""
        names = tuple(names)
        if names:
            self.last_tags = names
            kept = [name for name in self.recent_tags if name not in names]
            self.recent_tags = [*names, *kept][:RECENT]

    def leave(self, pane: ArticlePane) -> None:
        """Remember a pane's place before it moves elsewhere."""
        if place := pane.place:
            self._jumps.append(place)
            del self._jumps[:-JUMPS]
            self.read[place.article] = place

    def back(self) -> PanePlace | None:
        """Remove and return the place that was left last, if any."""
        return self._jumps.pop() if self._jumps else None

    def visit(self, pane: ArticlePane, highlight: Highlight) -> None:
        """Remember the highlight just made or visited; it may not be the shortest at the caret."""
        self._visited = _Visited(highlight.article, pane.caret, highlight.id)

    def visited(self, pane: ArticlePane, study: Study) -> Highlight | None:
        """The highlight last visited, if the caret has not moved since and is still inside it."""
        last, here = self._visited, pane.article.id if pane.article else ""
        if last is None or (last.article, last.caret) != (here, pane.caret):
            return None
        highlight = study.state.highlights.get(last.highlight)
        # Undo may have changed its span.
        is_here = highlight and highlight.span.holds(pane.caret) and pane.shows(highlight)
        return highlight if is_here else None

    def under(self, pane: ArticlePane, study: Study) -> list[Highlight]:
        """The highlights shown under the caret, in the order in which keys act on them.

        First the one made or visited last, then the coder's own, then others', each from the
        shortest to the longest.
        """
        if pane.article is None:
            return []
        last = self.visited(pane, study)
        return sorted(
            filter(pane.shows, study.highlights.under(pane.article.id, pane.caret)),
            key=lambda one: (last is None or one.id != last.id, one.coder != study.coder),
        )

    @property
    def look(self) -> Session:
        """The last session, to restore the view from; empty if other articles were asked for."""
        last = [place.article for place in self.session.panes]
        return self.session if self.wanted in ([], last) else Session()

    def place(self, article: str) -> PanePlace:
        """Where an article was left, or its beginning."""
        return self.read.get(article, PanePlace(article))
