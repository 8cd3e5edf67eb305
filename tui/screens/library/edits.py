"""What the library does to articles, each as a function that says in a few words what it did.

All of them raise `DiptychError` when the study refuses.
"""

from collections.abc import Callable, Sequence

from annotations.article import STATUSES, Article
from annotations.change import Change
from annotations.study import Study
from annotations.study.draft import Draft
from annotations.study.sitting import Sitting
from tui.counted import counted
from tui.widgets.plain import cut

NAME = 32
"""Cells of a title in a message, which has to say more than the title."""


def next_status(study: Study, ids: Sequence[str]) -> str:
    """Set the status that follows the first article's; behind the last one comes none."""
    if not ids:
        return ""
    ring = [None, *STATUSES]
    now = study.articles.get(ids[0]).status
    status = ring[(ring.index(now) + 1) % len(ring)]
    study.articles.set_all(list(ids), status=status)
    return f"{_named(study, ids)}: {status or 'no status'}"


def removal(study: Study, ids: Sequence[str]) -> tuple[Draft, Callable[[Change], str]]:
    """What removes articles with their highlights and links, and what is said of it then."""
    named = _named(study, ids)

    def told(change: Change) -> str:
        return f"removed {named} with {counted(change.counts['highlights'], 'highlight')}; u undoes"

    return study.articles.removal(ids), told


def retag(study: Study, article: str, names: Sequence[str]) -> str:
    """Give an article exactly these tags; those that the codebook lacks are made."""
    study.articles.retag([article], names)
    return f"tagged {', '.join(names)}" if names else "tags taken off"


def noting(study: Study, article: Article) -> Sitting:
    """The writing of an article's note."""
    return Sitting(study, article.note, lambda note: study.articles.set(article.id, note=note))


def _named(study: Study, ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return cut(study.articles.get(ids[0]).title, NAME)
    return counted(len(ids), "article")
