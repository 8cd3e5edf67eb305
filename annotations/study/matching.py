"""Which records of another study are this study's own, though ids or names may be others there."""

from collections.abc import Sequence
from pathlib import PurePath

from annotations.article import Article
from annotations.study.settlement import Side
from annotations.study.state import State
from annotations.tag import Tag


def own_tags(state: State, tags: Sequence[Tag]) -> dict[str, Tag]:
    """The study's own of another's tags, by the ids that these have there.

    A tag is known by its name. One whose name the study has not is known by its id, as it was
    renamed since, unless what the study has under that id is another of these by its name.
    """
    named = {tag.name: tag for tag in state.tags.values()}
    own = {tag.id: named[tag.name] for tag in tags if tag.name in named}
    met = {tag.id for tag in own.values()}
    for tag in tags:
        if tag.id not in own and tag.id in state.tags and tag.id not in met:
            own[tag.id] = state.tags[tag.id]
    return own


def is_one(article: Article, own: Article) -> bool:
    """Whether two articles of one text are one, and not an agency's text in two papers.

    Their title says so or, where a title was set right since, the name of the file each came from.
    """
    return article.title == own.title or _of_one_file(article, own)


def own_articles(
    state: State, articles: Sequence[Article], prefer: Side | None
) -> dict[str, list[Article]]:
    """The study's articles that are one with another's which it has not by its id.

    By the ids of these; there may be none or several for one, by when they were added. First of all
    those of one title are: the one that the study will have, where it takes over `theirs`. Of
    several the one from a file of that name is, as papers print an agency's text under one title.
    Else, or where all those of one title are others of the `articles` or of their files, the one
    from a file of that name is, where it is the only one and none of the `articles`.
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
    # One that came with an earlier import of the same is no reason to find another home now.
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
    """What the file was called that an article came from; an address as a whole."""
    return article.source if "://" in article.source else PurePath(article.source).name
