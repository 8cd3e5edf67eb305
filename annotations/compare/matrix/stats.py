"""The figures of a study: how much is marked, by article, tag and coder, and the links."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

import msgspec

from annotations.article import Article
from annotations.compare.matrix.outline import Outline
from annotations.compare.matrix.pile import covered_by
from annotations.study.state import State


class ArticleFigures(msgspec.Struct, frozen=True):
    """One article: its length and covered length in code points, and its counts."""

    id: str
    title: str
    outlet: str
    event: str
    length: int
    covered: int
    share: float
    highlights: int
    tags: int
    links: int


class TagFigures(msgspec.Struct, frozen=True):
    """One tag: its own highlights, those with its descendants', and how many articles hold any."""

    name: str
    highlights: int
    with_descendants: int
    articles: int


class CoderFigures(msgspec.Struct, frozen=True):
    """One coder: the highlights and links that they made."""

    coder: str
    highlights: int
    links: int


class Figures(msgspec.Struct, frozen=True):
    """The figures of a study; articles in study order, tags nested, the others by name."""

    articles: tuple[ArticleFigures, ...]
    tags: tuple[TagFigures, ...]
    coders: tuple[CoderFigures, ...]
    relations: dict[str, int]
    highlights: int
    links: int


def stats(state: State) -> Figures:
    """The figures of a study."""
    linked = _links_by_article(state)
    made = Counter(highlight.coder for highlight in state.highlights.values())
    linking = Counter(link.coder for link in state.links.values())
    relations = Counter(link.relation for link in state.links.values())
    return Figures(
        articles=tuple(_of_article(state, article, linked) for article in state.articles.values()),
        tags=tuple(_by_tag(state, Outline(state.tags.values()))),
        coders=tuple(
            CoderFigures(coder, made[coder], linking[coder]) for coder in sorted(made | linking)
        ),
        relations=dict(sorted(relations.items())),
        highlights=len(state.highlights),
        links=len(state.links),
    )


def _of_article(state: State, article: Article, linked: Counter[str]) -> ArticleFigures:
    highlights = state.unsorted_highlights_of(article.id)
    covered = covered_by(highlights)
    return ArticleFigures(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        event=article.event,
        length=len(article.text),
        covered=covered,
        share=round(covered / len(article.text), 4) if article.text else 0.0,
        highlights=len(highlights),
        tags=len(set(chain.from_iterable(highlight.tags for highlight in highlights))),
        links=linked[article.id],
    )


def _by_tag(state: State, outline: Outline) -> Iterator[TagFigures]:
    """The figures of all tags; a highlight counts once for each of its tags and their ancestors."""
    alike = Counter((use.tags, use.article) for use in state.highlights.values())
    below: Counter[str] = Counter()
    articles: dict[str, set[str]] = defaultdict(set)
    for (tags, article), count in alike.items():
        for name, is_own in outline.places_of(tags):
            if not is_own:
                below[name] += count
                articles[name].add(article)
    for name in outline.names:
        own = outline.ids.get(name)
        yield TagFigures(
            name=name,
            highlights=state.count_uses(own) if own else 0,
            with_descendants=below[name],
            articles=len(articles[name]),
        )


def _links_by_article(state: State) -> Counter[str]:
    """How many links touch each article; a link within one article counts once."""
    linked: Counter[str] = Counter()
    for link in state.links.values():
        ends = (link.source, link.target)
        linked.update(
            {state.highlights[end].article if end in state.highlights else end for end in ends}
        )
    return linked
