"""The filters of the side bar's lists of highlights and of links: parsing and matching. Pure.

A filter consists of `field:value` tokens and free words, all of which must match. A value in quotes
may contain spaces, and quotes if they are doubled. A hyphen before a token negates it. Case and
accents do not matter.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from annotations.article import Article
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.study import Study
from annotations.tag import SEPARATOR, is_below
from tui.widgets.folding import folded

HIGHLIGHT_FIELDS = ("tag", "article", "coder", "note")
LINK_FIELDS = ("relation", "article", "coder", "note")

Entry = TypeVar("Entry")

Test = Callable[[Entry], bool]
"""Whether a highlight or a link matches."""


class Condition(msgspec.Struct, frozen=True):
    """One token: its field (empty for a free word), its value, folded, and its value if quoted.

    If `turned`, a hyphen stands before it and it is negated.
    """

    field: str
    value: str
    quoted: str = ""
    turned: bool = False

    def is_in(self, text: str) -> bool:
        """Whether a text contains the value; a space in it matches any run of white space."""
        return self.value in folded(" ".join(text.split()) if " " in self.value else text)


def quoted(value: str) -> str:
    """A value as it has to be typed, whatever it contains."""
    return '"' + value.replace('"', '""') + '"'


def parsed(typed: str, fields: Sequence[str]) -> list[Condition]:
    """The conditions in the typed text, with their values folded.

    A word before a colon that is none of `fields` is part of the value. A hyphen alone is ignored.
    """
    token = re.compile(rf'(-(?=\S))?(?:({"|".join(fields)}):)?(?:"((?:[^"]|"")*)"?|(\S+))')
    found = []
    for match in token.finditer(typed):
        hyphen, field, between, bare = match.groups()
        turned = bool(hyphen)
        if bare and bare.endswith(":") and bare[:-1] in fields:
            found.append(Condition(bare[:-1], "", turned=turned))
        elif bare != "-":
            value = bare or (between or "").replace('""', '"')
            quoted = value if between else ""
            found.append(Condition(field or "", folded(value), quoted, turned))
    return found


def all_hold(
    conditions: Sequence[Condition], test_of: Callable[[Condition], Test[Entry]]
) -> Test[Entry]:
    """A test whether a record meets all conditions; `test_of` makes the test of one condition."""
    tests = [
        _turned(test_of(condition)) if condition.turned else test_of(condition)
        for condition in conditions
    ]
    if len(tests) < 2:
        # Looping over tests takes as long as everything else in listing 100,000 highlights.
        return tests[0] if tests else lambda record: True
    return lambda record: all(test(record) for test in tests)


def is_called(condition: Condition, article: Article) -> bool:
    """Whether an article's title, outlet or event contains the value."""
    return any(map(condition.is_in, (article.title, article.outlet, article.event)))


def _turned(test: Test[Entry]) -> Test[Entry]:
    return lambda record: not test(record)


def exactly(tag: str) -> str:
    """The filter for a tag and those below it."""
    return f"tag:{quoted(tag)}"


def highlight_filter(typed: str, study: Study) -> Test[Highlight]:
    """A test whether a highlight matches the typed filter, by the current codebook.

    `tag:frame` matches a tag with a part that begins like this, `tag:"frame/conflict"` exactly that
    tag or one below it, `article:ledger` an article whose title, outlet or event contains the word,
    `coder:ana` the coder, `note:` any note and `note:word` one that contains the word; everything
    else must be in the passage, the note or the name of a tag.
    """
    return all_hold(
        parsed(typed, HIGHLIGHT_FIELDS), lambda condition: _highlight_test(condition, study)
    )


def _highlight_test(condition: Condition, study: Study) -> Test[Highlight]:
    match condition.field:
        case "tag":
            wanted = _tags(study, condition)
            return lambda highlight: not wanted.isdisjoint(highlight.tags)
        case "article":
            homes = {article.id for article in study.articles if is_called(condition, article)}
            return lambda highlight: highlight.article in homes
        case "coder":
            return lambda highlight: condition.is_in(highlight.coder)
        case "note":
            return lambda highlight: bool(highlight.note) and condition.is_in(highlight.note)
        case _:
            called = {tag.id for tag in study.codebook if condition.is_in(tag.name)}
            return lambda highlight: (
                condition.is_in(highlight.quote)
                or condition.is_in(highlight.note)
                or not called.isdisjoint(highlight.tags)
            )


def _tags(study: Study, condition: Condition) -> set[str]:
    """The ids of the tags that match; for a quoted value, exact names before folded ones."""
    if condition.quoted:
        asked = condition.quoted.casefold()
        exact = {tag.id for tag in study.codebook if is_below(tag.name.casefold(), asked)}
        return exact or {t.id for t in study.codebook if is_below(folded(t.name), condition.value)}
    part = SEPARATOR + condition.value
    return {tag.id for tag in study.codebook if part in SEPARATOR + folded(tag.name)}


def link_filter(typed: str, study: Study) -> Test[Link]:
    """A test whether a link matches the typed filter.

    `relation:contra` matches a relation that begins like this, `article:ledger` an end in an
    article whose title, outlet or event contains the word, `coder:ana` the coder, `note:` any note
    and `note:word` one that contains the word; everything else must be in the relation, either
    passage, an article's title or outlet, or the note.
    """
    return all_hold(parsed(typed, LINK_FIELDS), lambda condition: _link_test(condition, study))


def articles_of(study: Study, link: Link) -> tuple[str, str]:
    """The ids of the articles at a link's source and target; empty if the source is gone."""
    highlights = study.state.highlights
    source, target = highlights.get(link.source), highlights.get(link.target)
    return source.article if source else "", target.article if target else link.target


def _link_test(condition: Condition, study: Study) -> Test[Link]:
    match condition.field:
        case "relation":
            return lambda link: folded(link.relation).startswith(condition.value)
        case "article":
            return lambda link: any(is_called(condition, end) for end in _ends(study, link))
        case "coder":
            return lambda link: condition.is_in(link.coder)
        case "note":
            return lambda link: bool(link.note) and condition.is_in(link.note)
        case _:
            return lambda link: any(map(condition.is_in, _texts(study, link)))


def _texts(study: Study, link: Link) -> Iterator[str]:
    """All the searchable texts of a link."""
    yield link.relation
    yield link.note
    for end in (link.source, link.target):
        if end in study.state.highlights:
            yield study.state.highlights[end].quote
    for article in _ends(study, link):
        yield article.title
        yield article.outlet


def _ends(study: Study, link: Link) -> Iterator[Article]:
    """The articles at the ends of a link that still exist."""
    for id in articles_of(study, link):
        article = study.state.articles.get(id)
        if article is not None:
            yield article
