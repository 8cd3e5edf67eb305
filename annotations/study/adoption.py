"""Taking in the records of another study, all or nothing.

Files and formats are not known here.
"""

from collections.abc import Callable, Iterable

import msgspec

from annotations.article import Article
from annotations.change import Edit, Table
from annotations.errors import Refused, clause
from annotations.highlight import Highlight, anchoring
from annotations.link import ABSENT, Link
from annotations.record import Record
from annotations.study.edits import birth
from annotations.study.integrity import Problem, link_problems, text_problems
from annotations.study.links import check_relation
from annotations.study.state import State
from annotations.study.study import Study
from annotations.tag import Tag

COUNTED: tuple[Table, ...] = ("articles", "tags", "highlights", "links")


class Offer(msgspec.Struct, frozen=True):
    """Records of another study, in its order. The texts of `textless` articles (ids) are left out.

    Highlights and articles name tags by the ids that the offered tags have.
    """

    articles: tuple[Article, ...] = ()
    textless: frozenset[str] = frozenset()
    tags: tuple[Tag, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    links: tuple[Link, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, (self.articles, self.tags, self.highlights, self.links)))


class Conflict(Refused):
    """An offer that contradicts the study or itself; `conflicts` says where, a sentence each."""

    def __init__(self, conflicts: list[str], *, differing: bool) -> None:
        way_out = "; set alike what differs, here or there, and export again" if differing else ""
        super().__init__(f"Nothing was imported, because of what is listed here{way_out}.")
        self.conflicts = tuple(conflicts)


class Adoption(msgspec.Struct, frozen=True):
    """How many records of each table were taken in, and how many were there already.

    `doubles` are the articles taken in whose text the study had under another id, each with the
    first one that has it.
    """

    added: dict[Table, int] = msgspec.field(default_factory=dict)
    skipped: dict[Table, int] = msgspec.field(default_factory=dict)
    doubles: tuple[tuple[Article, Article], ...] = ()


def adopt(
    study: Study, offer: Offer, *, dry_run: bool = False, seen: Callable[[], object] = lambda: None
) -> Adoption:
    """Take in what the study lacks, as one change that cannot be undone.

    Records keep their ids, times, coders and order; context that is short of what a highlight keeps
    is made whole. One that the study has already, with the same content, is skipped; tags are the
    same when their names are. Raises `Conflict`, and nothing has changed, where ids or names agree
    and content does not, a quote is not in its text, or a record is such as no study holds. A dry
    run only counts. `seen` is called for each record.
    """
    comparison = _Comparison(study.state, offer, seen)
    comparison.run()
    if comparison.conflicts:
        raise Conflict(comparison.conflicts, differing=comparison.differing)
    if not dry_run:
        study.commit("import", comparison.births, undoable=False)
    return Adoption(comparison.added, comparison.skipped, tuple(comparison.doubles))


class _Comparison:
    """One offer held against one study: what is new, what is known, what contradicts."""

    def __init__(self, state: State, offer: Offer, seen: Callable[[], object]) -> None:
        self.seen = seen
        self.state = state
        self.offer = offer
        self.conflicts: list[str] = []
        self.differing = False
        self.births: list[Edit] = []
        self.added: dict[Table, int] = dict.fromkeys(COUNTED, 0)
        self.skipped: dict[Table, int] = dict.fromkeys(COUNTED, 0)
        self.doubles: list[tuple[Article, Article]] = []
        self.articles: dict[str, Article] = dict(state.articles)
        self.highlights: dict[str, Highlight] = dict(state.highlights)
        self.tags: dict[str, str] = {}

    def run(self) -> None:
        """Look at every record, those first that others refer to."""
        named = {tag.name: tag for tag in self.state.tags.values()}
        keys: dict[str, str] = {t.key: t.name for t in self.state.tags.values() if t.key}
        for tag in self.offer.tags:
            self._tag(tag, named, keys)
        for article in self.offer.articles:
            self._article(article)
        for highlight in self.offer.highlights:
            self._highlight(highlight)
        for link in self.offer.links:
            self._link(link)

    def _tag(self, tag: Tag, named: dict[str, Tag], keys: dict[str, str]) -> None:
        # A key is a convenience of one study: a tag whose key is taken here comes without it.
        if tag.key and keys.setdefault(tag.key, tag.name) != tag.name:
            tag = msgspec.structs.replace(tag, key=None)
        own = named.get(tag.name)
        self.tags[tag.id] = own.id if own else tag.id
        if own:
            tag = msgspec.structs.replace(tag, id=own.id)
        self._settle("tags", tag, f"the tag {tag.name}")

    def _article(self, article: Article) -> None:
        article = msgspec.structs.replace(article, tags=self._mapped(article.tags))
        what = f"the article {article.id} ({article.title})"
        if article.id in self.offer.textless:
            own = self.state.articles.get(article.id)
            if own is None or own.sha256 != article.sha256:
                self.conflicts.append(f"{what} comes without its text, which the study lacks")
                return
            article = msgspec.structs.replace(article, text=own.text)
        self._add(what, text_problems(article))
        if article.id not in self.articles:
            self.articles[article.id] = article
            self.doubles += [(article, own) for own in self.state.with_text(article.sha256)[:1]]
        self._settle("articles", article, what)

    def _highlight(self, highlight: Highlight) -> None:
        highlight = msgspec.structs.replace(highlight, tags=self._mapped(highlight.tags))
        what = f"the highlight {highlight.id}"
        article = self.articles.get(highlight.article)
        if article is None:
            self.conflicts.append(f"{what} is in the article {highlight.article}, which is missing")
        elif not _is_in(highlight, article.text):
            self.conflicts.append(f"{what} has a quote or context that is not in its text there")
        else:
            anchored = anchoring(article.text, highlight.span)
            highlight = msgspec.structs.replace(highlight, **anchored)
        self.highlights.setdefault(highlight.id, highlight)
        self._settle("highlights", highlight, what)

    def _link(self, link: Link) -> None:
        what = f"the link {link.id}"
        problems = list(link_problems(link, self.highlights, self.articles))
        self._add(what, problems)
        if not problems and link.id not in self.state.links:
            # Older versions took such links in, so that a study may hold some.
            home, is_absent = self.highlights[link.source].article, link.relation == ABSENT
            try:
                check_relation(
                    link.relation, home=home, article=link.target if is_absent else None,
                    loops=False,
                )  # fmt: skip
            except Refused as error:
                self.conflicts.append(f"{what}: {clause(error)}")
        self._settle("links", link, what)

    def _add(self, what: str, problems: Iterable[Problem]) -> None:
        self.conflicts += [f"{what}: {problem.sentence}" for problem in problems]

    def _settle(self, table: Table, record: Record, what: str) -> None:
        """Count a record as new or known, or note that it contradicts the study's own."""
        self.seen()
        own = self.state.table(table).get(record.id)
        if isinstance(own, Highlight) and own != record:
            # Older versions took in context that was cut off.
            text = self.articles[own.article].text
            own = msgspec.structs.replace(own, **anchoring(text, own.span))
        if own is None:
            self.births.append(birth(table, record))
            self.added[table] += 1
        elif msgspec.structs.replace(own, unknown={}) == record:
            self.skipped[table] += 1
        else:
            self.differing = True
            self.conflicts.append(f"{what} differs from the study's own in {_apart(own, record)}")

    def _mapped(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.tags[tag] for tag in tags))


def _is_in(highlight: Highlight, text: str) -> bool:
    start, end = highlight.start, highlight.end
    return (
        highlight.span.end <= len(text)
        and text[start:end] == highlight.quote
        and text.endswith(highlight.prefix, 0, start)
        and text.startswith(highlight.suffix, end)
    )


def _apart(one: Record, other: Record) -> str:
    names = [n for n in one.__struct_fields__ if n != "unknown"]
    return ", ".join(name for name in names if getattr(one, name) != getattr(other, name))
