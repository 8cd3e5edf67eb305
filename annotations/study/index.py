"""Indexes over a study's records, kept edit by edit, so that no question reads them all."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, compress, islice
from operator import attrgetter, eq
from typing import Literal

from annotations.article import Article
from annotations.change import Sweep
from annotations.highlight import Highlight, Kind, Standing
from annotations.link import Link
from annotations.record import Records
from annotations.span import Span

BUCKET = 1024
"""Code points a bucket covers: a page of text touches two or three."""

Group = dict[str, Highlight]
"""Highlights of one kind, by id, in the order they came: that of the records in memory, so that
going through them is fast."""

_start = attrgetter("start")
_place = attrgetter("start", "end", "id")

SOUGHT = ("kind",)
"""What a highlight is looked up by."""

PLACE = frozenset({"article", "start", "end"})
"""The fields of a highlight that say where it is."""


class SpanIndex:
    """The highlights of one article by kind, in order, and by the stretch of it that they touch.

    Highlights wait for their buckets until somebody asks: most articles are never looked at.
    """

    def __init__(self) -> None:
        self.groups: dict[Kind, Group] = {}
        """None of them is empty."""
        self.count = 0
        self._buckets: dict[int, set[str]] = defaultdict(set)
        self.waiting: list[Highlight] = []
        """Those that no bucket has yet."""
        self._in_order: list[Highlight] | None = None

    def __iter__(self) -> Iterator[Highlight]:
        """All highlights, those of one kind together."""
        return chain.from_iterable(group.values() for group in self.groups.values())

    def in_order(self) -> list[Highlight]:
        """The article's highlights by (start, end, id).

        They are sorted once for all who ask before the next edit. Not to be altered.
        """
        if self._in_order is None:
            self._in_order = ordered(self)
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
        """Take a highlight in, which its group has."""
        self.count += 1
        self._in_order = None
        self.waiting.append(highlight)

    def add_all(self, highlights: Collection[Highlight]) -> None:
        """Take in many highlights, which their groups have."""
        self.count += len(highlights)
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
        """Take a highlight out, which its group has no more, and which is as it came in."""
        self._fill()
        self.count -= 1
        self._in_order = None
        for bucket in _buckets(highlight.start, highlight.end):
            self._buckets[bucket].discard(highlight.id)

    def discard_all(self, highlights: Collection[Highlight]) -> None:
        """Take out many highlights, which their groups have no more, and which are as they came."""
        if 2 * len(highlights) < self.count:
            for highlight in highlights:
                self.discard(highlight)
        else:
            self.count -= len(highlights)
            self._in_order = None
            self._buckets.clear()
            self.waiting = list(self)

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
    tied = compress(range(len(starts)), map(eq, starts, islice(starts, 1, None)))
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
        self.by_tag: dict[str, dict[Kind, Group]] = defaultdict(dict)
        """The groups that the articles have, by each of their tags."""
        self.links: dict[str, set[str]] = defaultdict(set)
        self._left: dict[str, tuple[Records[Highlight], SpanIndex]] = {}
        """Of articles that were left bare, with what left them: it may come back as it went."""

    def add(self, record: object) -> None:
        """Take a record in; kinds that no index holds are passed over."""
        match record:
            case Highlight():
                self._put(record)
                self.by_article[record.article].add(record)
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
            if old.kind != new.kind:
                self._leave(old.kind, {old.id: old})
            self._put(new)
            self.by_article[old.article].restack()
        else:
            self.discard(old)
            self.add(new)

    def discard(self, record: object) -> None:
        """Take a record out."""
        match record:
            case Highlight():
                self._leave(record.kind, {record.id: record})
                self.by_article[record.article].discard(record)
            case Link():
                self.links[record.source].discard(record.id)
                self.links[record.target].discard(record.id)
            case Article():
                self.by_source[record.source].discard(record.id)
                self.by_text[record.sha256].discard(record.id)

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
            gone, come = _by_article(before), _by_article(after)
            for article, groups in gone.items():
                for kind, group in groups.items():
                    self._leave(kind, group)
                for kind, group in come[article].items():
                    self._join(kind, group)
                self.by_article[article].restack()
        else:
            self._take_out(before)
            self._put_in(after)

    def _take_out(self, gone: Records[Highlight]) -> None:
        """Take highlights from their articles."""
        for article, groups in _by_article(gone).items():
            index = self.by_article[article]
            if sum(map(len, groups.values())) == index.count:
                self._left[article] = gone, self.by_article.pop(article)
                for kind in groups:
                    self._untag(kind)
                continue
            for kind, group in groups.items():
                self._leave(kind, group)
            index.discard_all([one for group in groups.values() for one in group.values()])

    def _put_in(self, come: Records[Highlight]) -> None:
        """Put highlights into their articles."""
        for article, groups in _by_article(come).items():
            gone, index = self._left.pop(article, (None, None))
            if index is not None and gone is come and not self.by_article[article].count:
                self.by_article[article] = index
                for kind, group in index.groups.items():
                    self._tag(kind, group)
                continue
            for kind, group in groups.items():
                self._join(kind, group)
                self.by_article[article].add_all(group.values())

    def _put(self, one: Highlight) -> None:
        """Put a highlight into its group, in the place of what has its id there."""
        kind = one.kind
        groups = self.by_article[one.article].groups
        group = groups.get(kind)
        if group is None:
            group = groups[kind] = {}
            self._tag(kind, group)
        group[one.id] = one

    def _join(self, kind: Kind, come: Group) -> None:
        """Put highlights into the group of their kind."""
        groups = self.by_article[kind[0]].groups
        if kind in groups:
            groups[kind].update(come)
        else:
            groups[kind] = dict(come)
            self._tag(kind, groups[kind])

    def _leave(self, kind: Kind, gone: Group) -> None:
        """Take highlights out of the group of their kind."""
        groups = self.by_article[kind[0]].groups
        if len(gone) == len(groups[kind]):
            del groups[kind]
            self._untag(kind)
        else:
            for id in gone:
                del groups[kind][id]

    def _tag(self, kind: Kind, group: Group) -> None:
        for tag in kind[1]:
            self.by_tag[tag][kind] = group

    def _untag(self, kind: Kind) -> None:
        for tag in kind[1]:
            self.by_tag[tag].pop(kind, None)


def _by_article(records: Records[Highlight]) -> dict[str, dict[Kind, Group]]:
    """Highlights by article and kind."""
    found: dict[str, dict[Kind, Group]] = {}
    for kind, group in records.by("kind").items():
        if group:
            found.setdefault(kind[0], {})[kind] = group
    return found
