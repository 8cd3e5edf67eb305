"""The filters of the side bar's lists of highlights and of links: what is typed, and what fits it.

What is typed are `field:value` tokens and free words, all of which must hold. A value in quotes may
hold spaces, and a quote where that is doubled. A hyphen before a token asks for the opposite. Case
and accents do not matter. Pure.
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
"""Whether a highlight or a link fits."""


class Condition(msgspec.Struct, frozen=True):
    """One token: the field it asks about (empty for a free word), the value, folded, and as quoted.

    Where it is `turned`, a hyphen stands before it: what it asks for must not be so.
    """

    field: str
    value: str
    quoted: str = ""
    turned: bool = False

    def is_in(self, text: str) -> bool:
        """Whether a text holds the value; white space is one space where the value holds some."""
        return self.value in folded(" ".join(text.split()) if " " in self.value else text)


def quoted(value: str) -> str:
    """What to type for a value whatever it holds."""
    return '"' + value.replace('"', '""') + '"'


def parsed(typed: str, fields: Sequence[str]) -> list[Condition]:
    """The conditions in what was typed, their values folded.

    A word and a colon that are none of `fields` are part of what is looked for. A hyphen alone says
    nothing yet.
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
    """Whether a record fits all conditions; `test_of` makes the test for one of them."""
    tests = [
        _turned(test_of(condition)) if condition.turned else test_of(condition)
        for condition in conditions
    ]
    if len(tests) < 2:
        # Going through tests takes as long as all else that is done to list 100,000 highlights.
        return tests[0] if tests else lambda record: True
    return lambda record: all(test(record) for test in tests)


def is_called(condition: Condition, article: Article) -> bool:
    """Whether an article's title, outlet or event holds what is asked for."""
    return any(map(condition.is_in, (article.title, article.outlet, article.event)))


def _turned(test: Test[Entry]) -> Test[Entry]:
    return lambda record: not test(record)


def exactly(tag: str) -> str:
    """What to type for a tag and those below it."""
    return f"tag:{quoted(tag)}"


def highlight_filter(typed: str, study: Study) -> Test[Highlight]:
    """Whether a highlight fits what was typed, by the codebook as it is now.

    `tag:frame` asks for a tag with a part that begins so, `tag:"frame/conflict"` for that very tag
    or one below it, `article:ledger` for an article whose title, outlet or event holds the word,
    `coder:ana` for the coder, `note:` for any note and `note:word` for one that holds the word; all
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
    """The ids of the tags that are asked for: that very one first, then what reads alike."""
    if condition.quoted:
        asked = condition.quoted.casefold()
        exact = {tag.id for tag in study.codebook if is_below(tag.name.casefold(), asked)}
        return exact or {t.id for t in study.codebook if is_below(folded(t.name), condition.value)}
    part = SEPARATOR + condition.value
    return {tag.id for tag in study.codebook if part in SEPARATOR + folded(tag.name)}


def link_filter(typed: str, study: Study) -> Test[Link]:
    """Whether a link fits what was typed.

    `relation:contra` asks for a relation that begins so, `article:ledger` for an end in an article
    whose title, outlet or event holds the word, `coder:ana` for the coder, `note:` for any note and
    `note:word` for one that holds the word; all else must be in the relation, either passage, an
    article's title or outlet, or the note.
    """
    return all_hold(parsed(typed, LINK_FIELDS), lambda condition: _link_test(condition, study))


def articles_of(study: Study, link: Link) -> tuple[str, str]:
    """The ids of the articles that a link begins and ends in; empty for one that is gone."""
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
    """All that is shown of a link."""
    yield link.relation
    yield link.note
    for end in (link.source, link.target):
        if end in study.state.highlights:
            yield study.state.highlights[end].quote
    for article in _ends(study, link):
        yield article.title
        yield article.outlet


def _ends(study: Study, link: Link) -> Iterator[Article]:
    """The article of either end that there is."""
    for id in articles_of(study, link):
        article = study.state.articles.get(id)
        if article is not None:
            yield article
