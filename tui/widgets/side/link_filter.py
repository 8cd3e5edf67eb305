"""What a reader types to filter links, and which links it lets through. Pure.

`relation:contra` asks for a relation that begins so, `article:ledger` for an end in an article
whose title, outlet or event holds the word, `coder:ana` for the coder, `note:` for any note and
`note:word` for one that holds the word; all else must be in the relation, either passage, an
article's title or outlet, or the note. Neither case nor accents matter; all conditions must hold,
those with a hyphen before them must not.
"""

from collections.abc import Callable, Iterator

from annotations.article import Article
from annotations.link import Link
from annotations.study import Study
from tui.widgets.folding import folded
from tui.widgets.side.conditions import Condition, all_hold, is_called, parsed

FIELDS = ("relation", "article", "coder", "note")

Keep = Callable[[Link], bool]


def compiled(typed: str, study: Study) -> Keep:
    """Whether a link fits what was typed."""
    return all_hold(parsed(typed, FIELDS), lambda condition: _test(condition, study))


def articles_of(study: Study, link: Link) -> tuple[str, str]:
    """The ids of the articles that a link begins and ends in; empty for one that is gone."""
    highlights = study.state.highlights
    source, target = highlights.get(link.source), highlights.get(link.target)
    return source.article if source else "", target.article if target else link.target


def _test(condition: Condition, study: Study) -> Keep:
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
