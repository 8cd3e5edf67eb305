"""Indexes over a study's records, kept edit by edit, so that no question reads them all."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from annotations.article import Article
from annotations.change import Sweep
from annotations.highlight import Highlight, Standing
from annotations.link import Link
from annotations.record import Records
from annotations.span import Span

BUCKET = 1024
"""Code points a bucket covers: a page of text touches two or three."""

Ids = dict[str, None]
"""Ids in the order they came: that of the records in memory, so going through them is fast."""

_start = attrgetter("start")
_place = attrgetter("start", "end", "id")

SOUGHT = ("article", "tags")
"""The fields of a highlight by which it is looked up."""

PLACE = frozenset({"article", "start", "end"})
"""The fields of a highlight that say where it is."""


class SpanIndex:
    """Which highlights of one article touch a stretch of it.

    Highlights wait for their buckets until somebody asks: most articles are never looked at.
    """

    def __init__(self) -> None:
        self.ids: Ids = {}
        self._buckets: dict[int, set[str]] = defaultdict(set)
        self.waiting: list[Highlight] = []
        """Those that no bucket has yet."""
        self._in_order: list[Highlight] | None = None

    def in_order(self, highlights: Mapping[str, Highlight]) -> list[Highlight]:
        """The article's highlights by (start, end, id), which are looked up in `highlights`.

        They are sorted once for all who ask before the next edit. Not to be altered.
        """
        if self._in_order is None:
            self._in_order = ordered(highlights[id] for id in self.ids)
        return self._in_order

    def beside(
        self, place: Standing, by: Literal[-1, 1], highlights: Mapping[str, Highlight]
    ) -> Highlight | None:
        """The highlight next to a place in their order, after it (1) or before it (-1).

        Only the buckets up to there are looked at: an order of all may take a tenth of a second.
        """
        self._fill()
        first, last = place.start // BUCKET, max(self._buckets, default=-1)
        for bucket in range(first, last + 1) if by > 0 else range(min(first, last), -1, -1):
            there = (highlights[id] for id in self._buckets.get(bucket, ()))
            places = {h.standing: h for h in there if h.start // BUCKET == bucket}
            if by > 0 and (after := [p for p in places if p > place]):
                return places[min(after)]
            if by < 0 and (before := [p for p in places if p < place]):
                return places[max(before)]
        return None

    def add(self, highlight: Highlight) -> None:
        """Take a highlight in."""
        self.ids[highlight.id] = None
        self._in_order = None
        self.waiting.append(highlight)

    def add_all(self, ids: Ids, highlights: Iterable[Highlight]) -> None:
        """Take in many highlights, which have these ids."""
        self.ids.update(ids)
        self._in_order = None
        self.waiting += highlights

    def _fill(self) -> None:
        buckets = self._buckets
        for highlight in self.waiting:
            first, last = highlight.start // BUCKET, (highlight.end - 1) // BUCKET
            buckets[first].add(highlight.id)
            for bucket in range(first + 1, last + 1):
                buckets[bucket].add(highlight.id)
        self.waiting.clear()

    def discard(self, highlight: Highlight) -> None:
        """Take a highlight out, which must be as it was when it was taken in."""
        self._fill()
        del self.ids[highlight.id]
        self._in_order = None
        for bucket in _buckets(highlight.start, highlight.end):
            self._buckets[bucket].discard(highlight.id)

    def restack(self) -> None:
        """Take notice that a highlight is another record now, in the same place."""
        self._in_order = None

    def near(self, span: Span) -> set[str]:
        """The ids of all highlights that touch `span`, and some beside it."""
        self._fill()
        found: set[str] = set()
        for bucket in _buckets(span.start, max(span.end, span.start + 1)):
            found |= self._buckets.get(bucket, set())
        return found


def ordered(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Highlights of one article by (start, end, id)."""
    # By one number it takes half the time; of those that begin at one place there are few.
    found = sorted(highlights, key=_start)
    starts = list(map(_start, found))
    tied = [at for at, (one, other) in enumerate(pairwise(starts)) if one == other]
    done = 0
    for at in tied:
        if at >= done:
            done = bisect_right(starts, starts[at])
            found[at:done] = sorted(found[at:done], key=_place)
    return found


def _in_one_place(old: Highlight, new: Highlight) -> bool:
    return (old.start, old.end, old.article) == (new.start, new.end, new.article)


def _buckets(start: int, end: int) -> range:
    return range(start // BUCKET, (end - 1) // BUCKET + 1)


class Indexes:
    """Articles by source and by text, highlights by article and by tag, links by what they join."""

    def __init__(self) -> None:
        self.by_source: dict[str, set[str]] = defaultdict(set)
        self.by_text: dict[str, set[str]] = defaultdict(set)
        self.by_article: dict[str, SpanIndex] = defaultdict(SpanIndex)
        self.by_tag: dict[str, Ids] = defaultdict(dict)
        self.links: dict[str, set[str]] = defaultdict(set)
        self._left: dict[str, tuple[Records[Highlight], SpanIndex]] = {}
        """Of articles that were left bare, with what left them: it may come back as it went."""

    def add(self, record: object) -> None:
        """Take a record in; kinds that no index holds are passed over."""
        match record:
            case Highlight():
                self.by_article[record.article].add(record)
                for tag in record.tags:
                    self.by_tag[tag][record.id] = None
            case Link():
                self.links[record.source].add(record.id)
                self.links[record.target].add(record.id)
            case Article():
                self.by_source[record.source].add(record.id)
                self.by_text[record.sha256].add(record.id)

    def replace(self, old: object, new: object) -> None:
        """Take a record as it is now, None where there is none before or behind an edit.

        Most edits of highlights leave them where they are.
        """
        if isinstance(old, Highlight) and isinstance(new, Highlight) and _in_one_place(old, new):
            self.by_article[old.article].restack()
            if old.tags != new.tags:
                for tag in old.tags:
                    self.by_tag[tag].pop(old.id, None)
                for tag in new.tags:
                    self.by_tag[tag][old.id] = None
        else:
            self.discard(old)
            self.add(new)

    def sweep(self, sweep: Sweep) -> None:
        """Take many records as they are now, as `replace` would one by one."""
        before, after = sweep.before, sweep.after
        may_move = not sweep.fields or not PLACE.isdisjoint(sweep.fields)
        if sweep.table != "highlights" or (sweep.is_step and may_move):
            for old in before.values():
                self.discard(old)
            for new in after.values():
                self.add(new)
        elif sweep.is_step:
            for article in before.by("article"):
                self.by_article[article].restack()
            if "tags" in sweep.fields:
                self._untag(before)
                self._tag(after)
        else:
            self._take_out(before)
            self._untag(before)
            self._put_in(after)
            self._tag(after)

    def _take_out(self, gone: Records[Highlight]) -> None:
        """Take highlights from their articles."""
        for article, ids in gone.by("article").items():
            index = self.by_article[article]
            if len(ids) == len(index.ids):
                self._left[article] = gone, self.by_article.pop(article)
            else:
                for id in ids:
                    index.discard(gone[id])

    def _put_in(self, come: Records[Highlight]) -> None:
        """Put highlights into their articles."""
        for article, ids in come.by("article").items():
            gone, index = self._left.pop(article, (None, None))
            if index is not None and gone is come and not self.by_article[article].ids:
                self.by_article[article] = index
            else:
                self.by_article[article].add_all(ids, map(come.__getitem__, ids))

    def _untag(self, gone: Records[Highlight]) -> None:
        for tags, ids in gone.by("tags").items():
            for tag in dict.fromkeys(tags):
                uses = self.by_tag[tag]
                if len(ids) == len(uses):
                    uses.clear()
                else:
                    for id in ids:
                        del uses[id]

    def _tag(self, come: Records[Highlight]) -> None:
        for tags, ids in come.by("tags").items():
            for tag in tags:
                self.by_tag[tag].update(ids)

    def discard(self, record: object) -> None:
        """Take a record out."""
        match record:
            case Highlight():
                self.by_article[record.article].discard(record)
                for tag in record.tags:
                    self.by_tag[tag].pop(record.id, None)
            case Link():
                self.links[record.source].discard(record.id)
                self.links[record.target].discard(record.id)
            case Article():
                self.by_source[record.source].discard(record.id)
                self.by_text[record.sha256].discard(record.id)
