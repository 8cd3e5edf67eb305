"""Matches records of another study with this study's own, though ids or names may differ."""

from collections.abc import Sequence
from pathlib import PurePath

from annotations.article import Article
from annotations.study.reconciliation import Side
from annotations.study.state import State
from annotations.tag import Tag


def own_tags(state: State, tags: Sequence[Tag]) -> dict[str, Tag]:
    """The study's own tags that match another study's `tags`, by the latter's ids.

    Tags match by name. A tag whose name the study lacks was renamed since; it matches by id, unless
    the study's tag of that id already matches another one by name.
    """
    named = {tag.name: tag for tag in state.tags.values()}
    own = {tag.id: named[tag.name] for tag in tags if tag.name in named}
    met = {tag.id for tag in own.values()}
    for tag in tags:
        if tag.id not in own and tag.id in state.tags and tag.id not in met:
            own[tag.id] = state.tags[tag.id]
    return own


def is_one(article: Article, own: Article) -> bool:
    """Whether two articles with the same text are the same, not one agency text in two papers.

    They are if their titles are equal or, as a title may have been corrected since, the names of
    the files they came from.
    """
    return article.title == own.title or _of_one_file(article, own)


def own_articles(
    state: State, articles: Sequence[Article], prefer: Side | None
) -> dict[str, list[Article]]:
    """The study's own articles that each of another study's `articles` may be, oldest first.

    The lists, which may be empty, are by the ids of those of the `articles` whose ids this study
    lacks. An own article is the same one if it has the same text and the same title (where `theirs`
    is preferred, the title that it will get). If there are several, as when an agency's text
    appears under one title in two papers, it is the one from a file of the same name, if there is
    just one. If none has the title, or all that have it belong to others of the `articles` or to
    their files, it is the one from a file of the same name, if there is just one that is none of
    the `articles`.
    """
    offered = {article.id: article.title for article in articles}
    titles = offered if prefer == "theirs" else {}
    new = [article for article in articles if article.id not in state.articles]
    titled, filed = {}, {}
    for article in new:
        alike = state.with_text(article.sha256)
        titled[article.id] = [o for o in alike if titles.get(o.id, o.title) == article.title]
        filed[article.id] = [o for o in alike if _of_one_file(o, article)]
    both = {id: [own for own in titled[id] if own in filed[id]] for id in titled}
    # Those in `both` may come from an earlier import of these articles; importing them again must
    # match the same ones.
    others = set(offered).union(own[0].id for own in both.values() if len(own) == 1)
    found = {}
    for id, alike in titled.items():
        named = [own for own in filed[id] if own.id not in offered]
        is_named = len(named) == 1 and all(own.id in others for own in alike)
        found[id] = both[id] if len(both[id]) == 1 else named if is_named else alike
    return found


def _of_one_file(one: Article, other: Article) -> bool:
    name = _file(one)
    return bool(name) and name == _file(other)


def _file(article: Article) -> str:
    """The name of the file that an article came from; an address as a whole."""
    return article.source if "://" in article.source else PurePath(article.source).name
