"""The command that pairs two articles: what both tell, and what only one of them does."""

from typing import Any

import click
import msgspec

from annotations.article import Article
from annotations.span import Span
from tui.cli.invocation import Invocation, pass_invocation, study_options
from tui.cli.output import put_columns, put_json, say, shortened
from tui.counted import counted

EPILOG = """\b
Examples:
  diptych counterparts 'A mission closes' 'Envoys go home'
  diptych counterparts 3f2a 77b0 --json | jq -r '.only_source[].quote'

\b
A score says how sure a pair is, from 0 to 1; what is linked in the study stands among the pairs
with its relation. Offsets count code points. In JSON, "source" is A's passage and "target" that of
B; "from" says at which of them a link begins.
"""


@click.command(epilog=EPILOG)
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Offsets and whole quotes, for programs.")
@study_options()
@pass_invocation
def counterparts(invocation: Invocation, source: str, target: str, as_json: bool) -> None:
    """Pair the sentences of two articles that say most nearly the same.

    A and B are ids, the beginnings of ids, or titles.
    """
    # Imported here, with what it needs: the help page does without.
    from annotations.compare.counterparts.index import Index
    from annotations.compare.counterparts.pairing import pairs

    with invocation.reading() as store:
        one, other = store.study.articles.named(source), store.study.articles.named(target)
        between = store.study.links.between(one.id, other.id)
        # Within one article each comes from either end.
        links = list({link.id: (here, there, link) for here, there, link in between}.values())
        starts = {link.id: store.study.highlights.get(link.source).span for _, _, link in links}
    found = pairs(Index.of(one.text), Index.of(other.text))
    found = found.beside((here, there) for here, there, _ in links)
    if as_json:
        told = {
            "pairs": [
                {
                    "source": _passage(one, pair.source),
                    "target": _passage(other, pair.target),
                    "score": pair.score,
                }
                for pair in found.pairs
            ],
            "links": [
                {
                    "id": link.id,
                    "source": _passage(one, here),
                    "target": _passage(other, there),
                    "relation": link.relation,
                    "from": "source" if starts[link.id] == here else "target",
                }
                for here, there, link in links
            ],
            "only_source": [_passage(one, span) for span in found.only_source],
            "only_target": [_passage(other, span) for span in found.only_target],
        }
        put_json([msgspec.json.format(msgspec.json.encode(told), indent=2), b"\n"])
        return
    both = [(here, there, f"{score:.2f}") for here, there, score in found.pairs]
    both += [(here, there, link.relation) for here, there, link in links]
    rows = [
        (told, shortened(here.of(one.text)), shortened(there.of(other.text)))
        for here, there, told in sorted(both)
    ]
    if rows:
        put_columns(("sure", shortened(one.title), shortened(other.title)), rows)
    linked = f" and {counted(len(links), 'link')}" if links else ""
    say(
        f"{counted(len(found.pairs), 'pair')}{linked}; "
        f"{counted(len(found.only_source), 'sentence')} only in “{one.title}”, "
        f"{counted(len(found.only_target), 'sentence')} only in “{other.title}”."
    )


def _passage(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.of(article.text)}
