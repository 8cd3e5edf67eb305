"""The command that pairs two articles: what both tell, and what only one of them tells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click
import msgspec

from annotations.article import Article
from annotations.link import MUTUALLY, Link
from annotations.span import Span
from annotations.study import Study
from tui.cli.invocation import Invocation
from tui.cli.options import pass_invocation, study_options
from tui.cli.output import put_columns, put_json, put_line, say, shortened
from tui.counted import counted

if TYPE_CHECKING:
    from annotations.compare.counterparts.pairing import Pair, Pairs

LONGEST = 120
"""Code points shown of a sentence that only one article tells: about as wide as a pair's two."""

EPILOG = """\b
Examples:
  diptych counterparts 'A mission closes' 'Envoys go home'
  diptych counterparts 3f2a 77b0 --json | jq -r '.only_source[].quote'

\b
A score says how sure a pair is, from 0 to 1. Passages that are linked in the study are listed among
the pairs, with their relation. If the numbers in a pair differ, they are shown beside the score.
Offsets count code points. In JSON, "source" is A's passage and "target" is B's; "from" says which
of them a link begins at.
"""


@click.command(epilog=EPILOG)
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Offsets and whole quotes, for programs.")
@study_options
@pass_invocation
def counterparts(invocation: Invocation, source: str, target: str, as_json: bool) -> None:
    """Pair the sentences of two articles that say most nearly the same, and list the others.

    A and B are ids, the beginnings of ids, or titles.
    """
    # Imported late, with its dependencies: the help page does not need it.
    from annotations.compare.counterparts.index import Index
    from annotations.compare.counterparts.pairing import pairs

    with invocation.reading() as store:
        one, other = store.study.articles.named(source), store.study.articles.named(target)
        links = _links(store.study, one, other)
    found = pairs(Index.of(one.text), Index.of(other.text))
    found = found.beside((linked.source, linked.target) for linked in links)
    if as_json:
        told = msgspec.json.encode(_told(one, other, found, links))
        put_json([msgspec.json.format(told, indent=2), b"\n"])
        return
    both = [(pair.source, pair.target, f"{pair.score:.2f}", _numbers(pair)) for pair in found.pairs]
    both += [(linked.source, linked.target, linked.said, "") for linked in links]
    rows = [
        (told, numbers, shortened(here.of(one.text)), shortened(there.of(other.text)))
        for here, there, told, numbers in sorted(both)
    ]
    if rows:
        head = ("sure", "numbers", shortened(one.title), shortened(other.title))
        put_columns(head, rows)
    _put_only(one, found.only_source)
    _put_only(other, found.only_target)
    _say_languages(one, other)
    also = f" and {counted(len(links), 'link')}" if links else ""
    say(
        f"{counted(len(found.pairs), 'pair')}{also}; "
        f"{counted(len(found.only_source), 'sentence')} only in “{one.title}”, "
        f"{counted(len(found.only_target), 'sentence')} only in “{other.title}”."
    )


def _say_languages(one: Article, other: Article) -> None:
    """If the articles are in two languages, say what that means for the result."""
    from annotations.language import are_apart, language_of

    if are_apart(one.text, other.text):
        say(
            f"“{one.title}” is in {language_of(one.text)}, “{other.title}” in "
            f"{language_of(other.text)}: words are compared, so little of what both tell is found."
        )


def _put_only(article: Article, spans: Sequence[Span]) -> None:
    """Write the sentences that only this article has, under a heading."""
    if spans:
        put_line(f"Only in “{shortened(article.title)}”:")
        for span in spans:
            put_line(f"  {shortened(span.of(article.text), LONGEST)}")


def _numbers(pair: "Pair") -> str:
    from annotations.compare.counterparts.figures import written

    return " / ".join(", ".join(map(written, one)) for one in pair.numbers or ())


class _Linked(NamedTuple):
    """A passage of A and one of B with a link between them, and at which of the two it begins."""

    source: Span
    target: Span
    link: Link
    begins: Literal["source", "target"]

    @property
    def said(self) -> str:
        """The link's relation, and its direction if it has only one."""
        sign = self.link.sign
        if sign == MUTUALLY:
            return self.link.relation
        return f"{sign if self.begins == 'source' else '←'} {self.link.relation}"


def _links(study: Study, one: Article, other: Article) -> list[_Linked]:
    """The links, each once, though within one article each is found from both ends."""
    found: dict[str, _Linked] = {}
    for here, there, link in study.links.between(one.id, other.id):
        begins = study.highlights.get(link.source)
        # Within one article only the span distinguishes the ends.
        is_first = (begins.article, begins.span) == (one.id, here)
        found[link.id] = _Linked(here, there, link, "source" if is_first else "target")
    return list(found.values())


def _told(one: Article, other: Article, found: "Pairs", links: list[_Linked]) -> dict[str, Any]:
    """The whole result, for programs."""

    def ends(here: Span, there: Span) -> dict[str, Any]:
        return {"source": _passage(one, here), "target": _passage(other, there)}

    return {
        "pairs": [
            {**ends(pair.source, pair.target), "score": pair.score, **_differing(pair)}
            for pair in found.pairs
        ],
        "links": [
            {"id": link.id, **ends(here, there), "relation": link.relation, "from": begins}
            for here, there, link, begins in links
        ],
        "only_source": [_passage(one, span) for span in found.only_source],
        "only_target": [_passage(other, span) for span in found.only_target],
    }


def _differing(pair: "Pair") -> dict[str, Any]:
    if pair.numbers is None:
        return {}
    return {"numbers": {"source": pair.numbers.here, "target": pair.numbers.there}}


def _passage(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.of(article.text)}
