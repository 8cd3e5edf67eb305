"""Checks whether a study's records agree with each other and with the texts; mends nothing."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annotations.article import Article, digest
from annotations.highlight import CONTEXT, Highlight
from annotations.link import ABSENT, Link
from annotations.study.state import State
from annotations.tag import Tag


class Problem(msgspec.Struct, frozen=True):
    """Something wrong. `place` is table, id and field; `sentence` says what."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def problems(state: State) -> Iterator[Problem]:
    """All that is wrong with a study, in study order."""
    for article in state.articles.values():
        yield from text_problems(article)
        yield from _missing("articles", article.id, article.tags, state)
    yield from _tag_problems(state.tags.values())
    yield from _highlight_problems(state)
    for link in state.links.values():
        yield from link_problems(link, state.highlights, state.articles)


def text_problems(article: Article, sha256: str = "") -> Iterator[Problem]:
    """What is wrong with an article's text or digest; `sha256` is the actual one, if known."""
    place = f"articles {article.id}"
    if "\r" in article.text:
        yield Problem(f"{place}, text", "the text holds a carriage return")
    if article.text.startswith("\ufeff"):
        yield Problem(f"{place}, text", "the text begins with a byte-order mark")
    if (sha256 or digest(article.text)) != article.sha256:
        yield Problem(f"{place}, sha256", "the text has another SHA-256")


def _missing(table: str, id: str, tags: Iterable[str], state: State) -> Iterator[Problem]:
    for tag in tags:
        if tag not in state.tags:
            yield Problem(f"{table} {id}, tags", f"there is no tag {tag}")


def _tag_problems(tags: Iterable[Tag]) -> Iterator[Problem]:
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for tag in tags:
        if names.setdefault(tag.name, tag.id) != tag.id:
            yield Problem(f"tags {tag.id}, name", f"the tag {names[tag.name]} has this name too")
        if tag.key is not None and keys.setdefault(tag.key, tag.id) != tag.id:
            yield Problem(f"tags {tag.id}, key", f"the tag {keys[tag.key]} has this key too")


def _highlight_problems(state: State) -> Iterator[Problem]:
    texts = {article.id: article.text for article in state.articles.values()}
    known = state.tags.keys()
    for highlight in state.highlights.values():
        text = texts.get(highlight.article)
        if text is None or not _fits(highlight, text):
            yield _misplaced(highlight, text)
        if not known >= set(highlight.tags):
            yield from _missing("highlights", highlight.id, highlight.tags, state)


def _fits(highlight: Highlight, text: str) -> bool:
    start, end = highlight.start, highlight.end
    return (
        text[start:end] == highlight.quote
        and text[max(0, start - CONTEXT) : start] == highlight.prefix
        and text[end : end + CONTEXT] == highlight.suffix
    )


def _misplaced(highlight: Highlight, text: str | None) -> Problem:
    """What is wrong with a highlight that does not fit the text of its article."""
    place = f"highlights {highlight.id}"
    if text is None:
        return Problem(f"{place}, article", f"there is no article {highlight.article}")
    if highlight.end > len(text):
        return Problem(f"{place}, end", f"the text ends at {len(text)}, before {highlight.end}")
    if text[highlight.start : highlight.end] != highlight.quote:
        return Problem(f"{place}, quote", "it is not what the text says there")
    before = text[max(0, highlight.start - CONTEXT) : highlight.start] == highlight.prefix
    return Problem(f"{place}, {'suffix' if before else 'prefix'}", "the text around it differs")


def link_problems(
    link: Link, highlights: Mapping[str, Highlight], articles: Mapping[str, Article]
) -> Iterator[Problem]:
    """What is wrong with the ends of a link in a study of these records."""
    place = f"links {link.id}"
    if link.source not in highlights:
        yield Problem(f"{place}, source", f"there is no highlight {link.source}")
    to_article = link.relation == ABSENT
    if link.target not in (articles if to_article else highlights):
        kind = "article" if to_article else "highlight"
        yield Problem(f"{place}, target", f"there is no {kind} {link.target}")
    elif link.source == link.target:
        yield Problem(f"{place}, target", "a passage cannot be linked to itself")
