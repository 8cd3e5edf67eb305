"""The queries over a study's current records."""

from collections.abc import Callable, Collection, Iterable, Mapping
from operator import attrgetter
from typing import Literal

from annotations.article import Article
from annotations.highlight import Highlight, Kind, Standing
from annotations.link import Link
from annotations.span import Span
from annotations.study.spans import SpanIndex, ordered
from annotations.study.tables import Tables

_NO_SPANS = SpanIndex()
"""The index of every article without highlights."""


class State(Tables):
    """All records of a study, and the queries over them, none of which reads them all."""

    def from_source(self, source: str) -> list[Article]:
        """The articles with this source, by when they were added."""
        return _by_age(self.articles[i] for i in self.indexes.by_source.get(source, ()))

    def with_text(self, sha256: str) -> list[Article]:
        """The articles whose text has this digest, by when they were added."""
        return _by_age(self.articles[i] for i in self.indexes.by_text.get(sha256, ()))

    def highlights_of(self, article: str) -> list[Highlight]:
        """An article's highlights by (start, end, id)."""
        return list(self._spans_of(article).in_order())

    def unsorted_highlights_of(self, article: str) -> list[Highlight]:
        """An article's highlights unsorted, which is much faster where there are very many."""
        return list(self._spans_of(article))

    def kinds_of(self, article: str) -> Mapping[Kind, Collection[Highlight]]:
        """An article's highlights by kind; do not keep the result past the next edit."""
        groups = self._spans_of(article).groups
        return {kind: group.values() for kind, group in groups.items()}

    def count_kinds(self, article: str) -> Mapping[Kind, int]:
        """How many highlights of each kind an article has."""
        groups = self._spans_of(article).groups
        return dict(zip(groups, map(len, groups.values()), strict=True))

    def highlight_beside(
        self,
        article: str,
        place: Standing,
        by: Literal[-1, 1],
        counts: Callable[[Highlight], bool] = bool,
    ) -> Highlight | None:
        """An article's first highlight after a place (1), or last before it (-1); None if none.

        Highlights for which `counts` is false are skipped.
        """
        return self._spans_of(article).beside(place, by, self.highlights, counts)

    def count_of(self, article: str) -> int:
        """How many highlights an article has."""
        return self._spans_of(article).count

    def touching(self, article: str, span: Span) -> list[Highlight]:
        """The highlights of an article that share a code point with `span`, by (start, end, id).

        An empty span asks for those that cover the code point at its offset.
        """
        wanted = span or Span(span.start, span.start + 1)
        near = (self.highlights[i] for i in self._spans_of(article).near(wanted))
        return ordered(h for h in near if h.start < wanted.end and wanted.start < h.end)

    def spanning(self, article: str, span: Span) -> list[Highlight]:
        """The highlights of an article that cover just this span, by id."""
        # Looking at one point avoids reading the many highlights inside a long span.
        near = self._spans_of(article).near(Span(span.start, span.start))
        found = (self.highlights[i] for i in near)
        return sorted((h for h in found if h.span == span), key=attrgetter("id"))

    def _spans_of(self, article: str) -> SpanIndex:
        """The index of an article's highlights; read-only."""
        return self.indexes.by_article.get(article, _NO_SPANS)

    @property
    def coders(self) -> set[str]:
        """All coders who have made highlights."""
        indexes = self.indexes.by_article.values()
        return {coder for index in indexes for _, _, coder in index.groups}

    def count_uses(self, *tags: str) -> int:
        """How many highlights carry a tag, or any of several."""
        return sum(map(len, self.kinds_with(*tags).values()))

    def kinds_with(self, *tags: str) -> Mapping[Kind, Collection[Highlight]]:
        """The highlights that carry any of these tags, by kind.

        Do not keep the result past the next edit.
        """
        found = (self.indexes.by_tag.get(tag, {}) for tag in tags)
        return {kind: group.values() for groups in found for kind, group in groups.items()}

    def links_at(self, ends: Collection[str]) -> list[Link]:
        """The links that begin or end at any of these highlights, or end at any of the articles."""
        found = {id for end in self.indexes.links.keys() & ends for id in self.indexes.links[end]}
        return [self.links[id] for id in sorted(found)]

    def links_of(self, end: str) -> list[Link]:
        """The links that begin or end at a highlight, or end at an article, by id."""
        return [self.links[i] for i in sorted(self.indexes.links.get(end, ()))]


def _by_age(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: (a.added, a.id))
