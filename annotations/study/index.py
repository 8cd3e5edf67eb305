"""Indexes over a study's records, updated with each edit, so that no query reads them all."""

from collections import defaultdict
from collections.abc import Iterator

from annotations.article import Article
from annotations.change import Sweep
from annotations.highlight import Highlight, Kind
from annotations.link import Link
from annotations.record import Records
from annotations.study.spans import Group, SpanIndex

SOUGHT = ("kind",)
"""The fields by which `Records` of highlights are grouped, as these indexes need them."""

PLACE = frozenset({"article", "start", "end"})
"""The fields of a highlight that say where it is."""


class Indexes:
    """Articles by source and by text, highlights by article and by tag, links by what they join."""

    def __init__(self) -> None:
        self.by_source: dict[str, set[str]] = defaultdict(set)
        self.by_text: dict[str, set[str]] = defaultdict(set)
        self.by_article: dict[str, SpanIndex] = defaultdict(SpanIndex)
        self.by_tag: dict[str, dict[Kind, Group]] = defaultdict(dict)
        """The groups of all articles, by each of their tags."""
        self.links: dict[str, set[str]] = defaultdict(set)
        self._spare: dict[str, tuple[Records[Highlight], SpanIndex]] = {}
        """Whole indexes of articles that have no highlights now, with the highlights in them.

        Those were all taken out at once, or are prepared to come. If just they come, the index is
        put in its place as it is.
        """

    def add(self, record: object) -> None:
        """Add a record; kinds that no index holds are ignored."""
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
        """Follow one edit: a record was `old` before it and is `new` now; None where there is none.

        Most edits of highlights do not move them, which takes less work.
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
        """Remove a record."""
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
        """Follow a sweep, as `replace` would its edits one by one."""
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

    def preparing(self, come: Records[Highlight]) -> Iterator[None]:
        """Index highlights of articles that have none yet, one article per slice, for `sweep`."""
        for article, groups in _by_article(come).items():
            if article not in self.by_article or not self.by_article[article].count:
                index = SpanIndex()
                for kind, group in groups.items():
                    index.groups[kind] = dict(group)
                    index.add_all(group.values())
                self._spare[article] = come, index
                yield

    def _take_out(self, gone: Records[Highlight]) -> None:
        """Take highlights out of their articles."""
        for article, groups in _by_article(gone).items():
            index = self.by_article[article]
            if sum(map(len, groups.values())) == index.count:
                self._spare[article] = gone, self.by_article.pop(article)
                for kind in groups:
                    self._untag(kind)
                continue
            for kind, group in groups.items():
                self._leave(kind, group)
            index.discard_all([one for group in groups.values() for one in group.values()])

    def _put_in(self, come: Records[Highlight]) -> None:
        """Put highlights into their articles."""
        for article, groups in _by_article(come).items():
            gone, index = self._spare.pop(article, (None, None))
            if index is not None and gone is come and not self.by_article[article].count:
                self.by_article[article] = index
                for kind, group in index.groups.items():
                    self._tag(kind, group)
                continue
            for kind, group in groups.items():
                self._join(kind, group)
                self.by_article[article].add_all(group.values())

    def _put(self, one: Highlight) -> None:
        """Put a highlight into its group, replacing the one with its id."""
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


def _in_one_place(old: Highlight, new: Highlight) -> bool:
    return (old.start, old.end, old.article) == (new.start, new.end, new.article)
