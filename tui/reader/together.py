"""Scrolling together: the other panes follow the focused one to the passage opposite."""

from typing import TYPE_CHECKING, get_args

from annotations.span import Span
from tui.session import Way
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from annotations.article import Article
    from annotations.compare.counterparts.alignment import Alignment, Anchor, Ruler
    from tui.reader.reader import Reader

WAYS: tuple[Way, ...] = get_args(Way)

MEASURED = 1_000_000
"""Code points of the longest text measured in paragraphs; longer ones go by code points."""


class Together:
    """How the panes scroll together. The focused pane leads; others may be scrolled alone."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self.way: Way = "off"
        self._alignments: dict[tuple[str, str], Alignment] = {}

    def turn(self) -> None:
        """Switch to the next way: off, by proportion, by counterpart, and off again."""
        self.way = WAYS[(WAYS.index(self.way) + 1) % len(WAYS)]
        self.forget()
        self.follow(self._reader.pane)

    def forget(self) -> None:
        """Drop the cached alignments: links, pairings or panes have changed."""
        self._alignments.clear()

    def follow(self, leader: ArticlePane) -> None:
        """Scroll the other panes to what is opposite the passage shown in the focused one."""
        if self.way == "off" or leader is not self._reader.pane or leader.article is None:
            return
        viewport = leader.view.viewport
        line = viewport.line_of(leader.caret)
        line = min(len(viewport.rows) - 1, viewport.height // 3) if line is None else line
        for pane in self._reader.panes.shown:
            if pane is not leader and pane.article and pane.article.id != leader.article.id:
                alignment = self._alignment(leader.article, pane.article)
                pane.view.align(alignment.opposite(viewport.rows[line].start), line)

    def _alignment(self, one: "Article", other: "Article") -> "Alignment":
        from annotations.compare.counterparts.alignment import Alignment

        key = (one.id, other.id)
        if key not in self._alignments:
            anchors = self._anchors(one, other) if self.way == "counterparts" else []
            self._alignments[key] = Alignment(_ruler(one), _ruler(other), anchors)
        return self._alignments[key]

    def _anchors(self, one: "Article", other: "Article") -> "list[Anchor]":
        from annotations.compare.counterparts.alignment import anchors

        pairs = self._reader.indexes.pairs(one, other)
        links = self._reader.study.links.between(one.id, other.id)
        linked = [(here, there) for here, there, _ in links]
        return anchors(pairs.pairs if pairs else (), linked)


def _ruler(article: "Article") -> "Ruler":
    from annotations.compare.counterparts.alignment import Ruler
    from annotations.structure import Structure

    whole = Span(0, len(article.text))
    if len(article.text) > MEASURED:
        return Ruler([whole])
    return Ruler(Structure(article.text).paragraphs(whole))
