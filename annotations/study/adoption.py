"""Taking in the records of another study, all or nothing.

This module knows nothing of files and formats.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from annotations.article import Article, Digest
from annotations.change import Sweep, Table
from annotations.errors import Refused, clause
from annotations.highlight import Highlight, anchoring, excerpt
from annotations.link import ABSENT, Link
from annotations.study.imported_tags import KeysAndColors
from annotations.study.integrity import link_problems, text_problems
from annotations.study.links import check_relation
from annotations.study.matching import is_one, own_articles, own_tags
from annotations.study.reconciliation import TOLD, Reconciliation, Side
from annotations.study.study import Study
from annotations.tag import Tag

Pair = tuple[Article, Article]
"""An article of an offer, and one of the study with the same text and another id."""


class Offer(msgspec.Struct, frozen=True):
    """Records of another study, in its order. The texts of `textless` articles (ids) are left out.

    Highlights and articles refer to tags by the ids that these have in the offer. `unread` names
    the parts that were not recognised, which a later version may have written.
    """

    articles: tuple[Article, ...] = ()
    textless: frozenset[str] = frozenset()
    tags: tuple[Tag, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    links: tuple[Link, ...] = ()
    unread: tuple[str, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, (self.articles, self.tags, self.highlights, self.links)))


class Conflict(Refused):
    """An offer that contradicts the study or itself; `conflicts` has a sentence for each place.

    `is_open` says that preferring one side would settle all of them. `doubles` are those that the
    `Adoption` would have had.
    """

    def __init__(self, conflicts: Iterable[str], doubles: Iterable[Pair], *, is_open: bool) -> None:
        super().__init__("Nothing was imported, because of what is listed here.")
        self.conflicts = tuple(conflicts)
        self.doubles = tuple(doubles)
        self.is_open = is_open


class Adoption(msgspec.Struct, frozen=True):
    """How many records of each table were taken in, were there already, or differed.

    `differences` has a sentence for each of those that differed. `joined` are the articles that the
    study has under another id, each with the study's own. `doubles` are the articles taken in
    although the study had their text under another id, each with the first of the study's that may
    be the same article, else the first with the text. `keyless` are the names of the tags that
    lost their key to a tag of the offer, `unread` the offer's parts that were not recognised.
    """

    added: dict[Table, int]
    skipped: dict[Table, int]
    differing: dict[Table, int]
    differences: tuple[str, ...] = ()
    joined: tuple[Pair, ...] = ()
    doubles: tuple[Pair, ...] = ()
    keyless: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def compared(
    study: Study,
    offer: Offer,
    *,
    prefer: Side | None = None,
    same_articles: bool = False,
    seen: Callable[[], object] = lambda: None,
) -> "Comparison":
    """The finished comparison of the offer with the study; `seen` is called for each record."""
    comparison = Comparison(study, offer, prefer=prefer, same_articles=same_articles)
    for _ in comparison.slices():
        seen()
    return comparison


class Comparison:
    """The comparison of one offer with one study: what is new, what is known, what contradicts.

    Records keep their ids, times, coders and order; truncated context of a highlight is completed.
    A record that the study already has with the same content is skipped; `own_tags` says which tags
    are the same. Where content differs, the preferred side's version is kept; `KeysAndColors`
    settles keys and colours that two tags would share. With `same_articles`, an article that the
    study has under another id (`own_articles`) is not taken in: references to it go to the study's
    own.

    `slices` does the work, a record at a time; nothing changes before `take_in`. If the study is
    edited meanwhile, the comparison `is_stale`, and its findings may no longer be true.
    """

    def __init__(
        self, study: Study, offer: Offer, *, prefer: Side | None, same_articles: bool
    ) -> None:
        self._study = study
        self._number = study.last
        self._state = study.state
        self._offer = offer
        self._settlement = Reconciliation(study.state, prefer)
        self._same = own_articles(study.state, offer.articles, prefer) if same_articles else {}
        self._joined: list[Pair] = []
        self._doubles: list[Pair] = []
        self._keyless: list[str] = []
        self._articles: dict[str, Article] = dict(study.state.articles)
        self._highlights: dict[str, Highlight] = dict(study.state.highlights)
        self._tag_ids: dict[str, str] = {}

    @cached_property
    def _edits(self) -> Sequence[Sweep]:
        return self._settlement.edits

    @property
    def is_stale(self) -> bool:
        """Whether the study has been edited since the comparison began."""
        return self._study.last != self._number

    def slices(self) -> Iterator[None]:
        """Compare every record, in such an order that those that others refer to come first."""
        yield from self._tags()
        for article in self._offer.articles:
            yield from self._article(article)
            yield
        for highlight in self._offer.highlights:
            self._highlight(highlight)
            yield
        for link in self._offer.links:
            self._link(link)
            yield

    def prepared(self) -> Iterator[None]:
        """Prepare what takes long of `take_in`, some at a time, once all slices are done.

        `take_in` does it itself where it was not prepared.
        """
        if not self._settlement.conflicts:
            yield from self._state.preparing(self._edits)

    def result(self) -> Adoption:
        """The result of taking the offer in; call it once all of `slices` is done.

        Raises `Conflict` when ids or names agree, content does not, and no side is preferred; when
        an article differs in a field that cannot be set, or matches several of the study's; when a
        quote is not in its text, or a record is not valid in a study.
        """
        done = self._settlement
        if done.conflicts:
            raise Conflict(done.conflicts, self._doubles, is_open=done.is_open)
        return Adoption(
            done.added, done.skipped, done.differing, tuple(done.differences),
            tuple(self._joined), tuple(self._doubles), tuple(self._keyless), self._offer.unread,
        )  # fmt: skip

    def take_in(self, study: Study | None = None) -> None:
        """Take the offer in as one change; call it after `result`, and never when stale.

        An offer that was compared with an empty study may be taken in by another empty `study`.
        """
        taker = study or self._study
        taker.commit("import", self._edits)

    def _tags(self) -> Iterator[None]:
        """Settle the tags; record the names of those that lose their key to another."""
        settlement = self._settlement
        own = own_tags(self._state, self._offer.tags)
        signs = KeysAndColors(self._state, self._offer.tags, own, settlement.prefer)
        for tag in self._offer.tags:
            self._tag(tag, own.get(tag.id), signs)
            yield
        losers = signs.losers(self._tag_ids.values())
        for tag in losers:
            settlement.put("tags", tag, msgspec.structs.replace(tag, key=None))
        self._keyless = [tag.name for tag in losers]

    def _tag(self, tag: Tag, own: Tag | None, signs: KeysAndColors) -> None:
        id = own.id if own else tag.id
        if own is None and id in self._state.tags and self._settlement.prefer:
            # The study's tag of this id matches another tag of the offer by name.
            id = self._study.make_id()
        self._tag_ids[tag.id] = id
        self._settlement.settle("tags", signs.given(tag, id), f"the tag {tag.name}")

    def _article(self, article: Article) -> Iterator[None]:
        article = msgspec.structs.replace(article, tags=self._mapped(article.tags))
        what = f"the article {article.id} ({article.title})"
        same = self._same.get(article.id, [])
        if article.id in self._offer.textless:
            own = same[0] if same else self._state.articles.get(article.id)
            if own is None or own.sha256 != article.sha256:
                sentence = f"{what} comes without its text, which the study lacks"
                self._settlement.conflicts.append(sentence)
                return
            article = msgspec.structs.replace(article, text=own.text)
        digesting = Digest(article.text)
        yield from digesting.slices()
        self._settlement.refuse(what, text_problems(article, digesting.result()))
        if same:
            self._join(article, same, what)
            return
        if article.id not in self._articles:
            self._articles[article.id] = article
            alike = sorted(
                self._state.with_text(article.sha256), key=lambda own: not is_one(article, own)
            )
            self._doubles += [(article, own) for own in alike[:1]]
        self._settlement.settle("articles", article, what)

    def _join(self, article: Article, same: list[Article], what: str) -> None:
        """Have what refers to an offered article refer to the study's own, which is the same."""
        if len(same) > 1:
            ids = " and ".join(own.id for own in same)
            self._settlement.conflicts.append(
                f"{what} has the title and text of {ids} here; "
                "remove all but one of these, or give them titles of their own"
            )
        self._settlement.skipped["articles"] += 1
        self._joined.append((article, same[0]))

    def _highlight(self, highlight: Highlight) -> None:
        home, tags = self._home(highlight.article), self._mapped(highlight.tags)
        highlight = msgspec.structs.replace(highlight, article=home, tags=tags)
        conflicts = self._settlement.conflicts
        article = self._articles.get(home)
        title = f" in {excerpt(article.title, TOLD)}" if article else ""
        what = f"the highlight {highlight.id} (“{excerpt(highlight.quote, TOLD)}”{title})"
        if article is None:
            conflicts.append(f"{what} is in the article {home}, which is missing")
        elif not _is_in(highlight, article.text):
            conflicts.append(f"{what} has a quote or context that is not in its text there")
        else:
            anchored = anchoring(article.text, highlight.span)
            highlight = msgspec.structs.replace(highlight, **anchored)
        settled = self._settlement.settle("highlights", highlight, what)
        self._highlights[highlight.id] = settled

    def _link(self, link: Link) -> None:
        what = f"the link {link.id} ({link.relation})"
        if link.relation == ABSENT:
            link = msgspec.structs.replace(link, target=self._home(link.target))
        problems = list(link_problems(link, self._highlights, self._articles))
        self._settlement.refuse(what, problems)
        if self._settlement.settle("links", link, what) is not link or problems:
            # The study's own version is kept: its file may hold links that it would refuse to make.
            return
        home, is_absent = self._highlights[link.source].article, link.relation == ABSENT
        try:
            check_relation(
                link.relation, home=home, article=link.target if is_absent else None,
                loops=False,
            )  # fmt: skip
        except Refused as error:
            self._settlement.conflicts.append(f"{what}: {clause(error)}")

    def _mapped(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._tag_ids[tag] for tag in tags))

    def _home(self, article: str) -> str:
        """The id under which the study has an article of the offer."""
        same = self._same.get(article)
        return same[0].id if same else article


def _is_in(highlight: Highlight, text: str) -> bool:
    start, end = highlight.start, highlight.end
    return (
        highlight.span.end <= len(text)
        and text[start:end] == highlight.quote
        and text.endswith(highlight.prefix, 0, start)
        and text.startswith(highlight.suffix, end)
    )
