"""One page: its rows and what lies over and beside them, each computed once and cached.

Only the highlights and hits in sight are looked up, so their total number costs nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from annotations.span import Span
from annotations.structure import Structure
from tui.text.decoration import Mark
from tui.text.gutter import Bar, bars
from tui.text.layout import Layout
from tui.text.viewport import Viewport

_LOOK_BACK = 2_000
"""How far above the page, in code points, highlights are considered when lanes are assigned."""

_FEW = 32
"""Up to this many highlights above are looked up singly; for more, the rows there are laid out."""

_ROWS_AT_ONCE = 64

S = TypeVar("S", Mark, Span)


def _nothing(_span: Span) -> Sequence[Any]:
    return ()


class Sources(msgspec.Struct, frozen=True):
    """What a page is made from: the text's structure, and lookups of what lies over a span."""

    structure: Structure
    marks_in: Callable[[Span], Sequence[Mark]] = _nothing
    hits_in: Callable[[Span], Sequence[Span]] = _nothing
    dimmed_in: Callable[[Span], Sequence[Span]] = _nothing


class Page(msgspec.Struct, frozen=True, dict=True):
    """The part of the article in `sources` that `viewport` shows."""

    sources: Sources
    viewport: Viewport
    lanes: int

    @cached_property
    def marks(self) -> list[Mark]:
        """The highlights that touch the page."""
        return list(self.sources.marks_in(self.viewport.visible))

    @cached_property
    def bars(self) -> list[Bar]:
        """The gutter's bars; highlights just above the page are included to keep lanes stable."""
        if not self.marks or not self.lanes:
            return []
        layout = self.viewport.layout
        visible = self.viewport.visible
        above = Span(max(visible.start - _LOOK_BACK, 0), visible.start)
        before = self.sources.marks_in(above)
        known = {mark.id: mark for mark in (*before, *self.marks)}
        starts: list[int] = [
            *(self._starts_above(above) if len(before) > _FEW else ()),
            *self._starts,
        ]

        def row_start(offset: int) -> int:
            if starts[0] <= offset < visible.end:
                return starts[bisect_right(starts, offset) - 1]
            return layout.row_at(offset).start

        return bars(known.values(), row_start, self.lanes)

    def _starts_above(self, above: Span) -> list[int]:
        """The start offsets of the rows in `above`, the span that ends where the page begins."""
        layout = self.viewport.layout
        starts: list[int] = []
        row = layout.row_at(above.start)
        while row.start < above.end:
            rows = layout.rows(row, _ROWS_AT_ONCE)
            starts += [row.start for row in rows if row.start < above.end]
            if rows[-1].end >= above.end:
                break
            row = layout.row_at(rows[-1].end)
        return starts

    @cached_property
    def bars_beside(self) -> list[list[Bar]]:
        """The bars beside each row of the page, in the order of `bars`."""
        beside: list[list[Bar]] = [[] for _ in self._starts]
        for bar in self.bars:
            first = bisect_left(self._starts, bar.first)
            for line in range(first, bisect_right(self._starts, bar.last)):
                beside[line].append(bar)
        return beside

    @cached_property
    def _starts(self) -> list[int]:
        """Where each row of the page starts."""
        return [row.start for row in self.viewport.rows]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs that touch the page."""
        return self.sources.structure.paragraphs(self.viewport.visible)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The paragraphs' numbers, by the start offset of each paragraph's first row."""
        if not self.paragraphs:
            return {}
        structure, layout = self.sources.structure, self.viewport.layout
        first = structure.number_of(self.paragraphs[0])
        return {
            layout.row_at(paragraph.trimmed(structure.text).start).start: number
            for number, paragraph in enumerate(self.paragraphs, first)
            if paragraph
        }

    @cached_property
    def furniture(self) -> list[Span]:
        """The faded spans: paragraphs that are not the article proper, and dimmed passages."""
        judged = self.sources.structure.is_furniture
        dimmed = self.sources.dimmed_in(self.viewport.visible)
        return [*(paragraph for paragraph in self.paragraphs if judged(paragraph)), *dimmed]

    @cached_property
    def hits(self) -> Sequence[Span]:
        """The search hits that touch the page."""
        return self.sources.hits_in(self.viewport.visible)

    @cached_property
    def marks_over(self) -> list[list[Mark]]:
        """The highlights that touch each row of the page."""
        return self._over_rows(self.marks)

    @cached_property
    def hits_over(self) -> list[list[Span]]:
        """The search hits that touch each row."""
        return self._over_rows(self.hits)

    @cached_property
    def furniture_over(self) -> list[list[Span]]:
        """The faded spans that touch each row."""
        return self._over_rows(self.furniture)

    def _over_rows(self, found: Sequence[S]) -> list[list[S]]:
        """The spans of `found`, none of them empty, that touch each row of the page."""
        over: list[list[S]] = [[] for _ in self._starts]
        for one in found:
            first = max(bisect_right(self._starts, one.start) - 1, 0)
            for line in range(first, bisect_left(self._starts, one.end)):
                over[line].append(one)
        return over


def words_in_sight(structure: Structure, viewport: Viewport) -> list[Span]:
    """The words that begin on the page."""
    visible = viewport.visible
    return [word for word in structure.words(visible) if word.start >= visible.start]


def caret_of(layout: Layout, anchor: int, head: int) -> Span:
    """The character the caret is on: a forward selection's last one, else the one at the head."""
    start = layout.previous_cluster(head) if head > anchor else head
    return Span(start, layout.next_cluster(start))
