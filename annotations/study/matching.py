"""Which records of another study are this study's own, though ids or names may be others there."""

from collections.abc import Sequence

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


def own_articles(
    state: State, articles: Sequence[Article], prefer: Side | None
) -> dict[str, list[Article]]:
    """The study's articles that have the title and text of another's which it has not by its id.

    By the ids of these; there may be none or several for one, by when they were added. The titles
    are those that the study will have, where it takes over `theirs`.
    """
    titles = {article.id: article.title for article in articles} if prefer == "theirs" else {}
    return {
        article.id: [
            own
            for own in state.with_text(article.sha256)
            if titles.get(own.id, own.title) == article.title
        ]
        for article in articles
        if article.id not in state.articles
    }
