"""The command that counts: a study's figures by article, tag, coder and relation."""

from collections.abc import Iterator

import click
import msgspec

from annotations.compare.matrix.notation import percent
from annotations.compare.matrix.stats import Figures
from annotations.compare.matrix.stats import stats as figures_of
from tui.cli.invocation import Invocation
from tui.cli.options import pass_invocation, study_argument, study_options
from tui.cli.output import put_columns, put_json, shortened

EPILOG = """\b
Examples:
  diptych stats
  diptych stats mission.json
  diptych stats --json | jq -r '.tags[] | [.name, .with_descendants] | @tsv'
"""


@click.command(epilog=EPILOG)
@study_argument()
@click.option("--json", "as_json", is_flag=True, help="All figures, for programs.")
@study_options
@pass_invocation
def stats(invocation: Invocation, as_json: bool) -> None:
    """Count highlights and links by article, tag, coder and relation."""
    with invocation.reading() as store:
        figures = figures_of(store.study.state)
    if as_json:
        put_json([msgspec.json.format(msgspec.json.encode(figures), indent=2), b"\n"])
        return
    put_columns(("of", "name", "highlights", "links", "covered", "articles"), list(_rows(figures)))


def _rows(figures: Figures) -> Iterator[tuple[str, ...]]:
    """A row for each thing that is counted, with a dash for what does not apply to it."""
    for article in figures.articles:
        yield (
            "article", shortened(article.title, 50), str(article.highlights), str(article.links),
            percent(article.share), "-",
        )  # fmt: skip
    for tag in figures.tags:
        yield "tag", tag.name, str(tag.with_descendants), "-", "-", str(tag.articles)
    for coder in figures.coders:
        yield "coder", coder.coder, str(coder.highlights), str(coder.links), "-", "-"
    for relation, count in figures.relations.items():
        yield "relation", relation, "-", str(count), "-", "-"
    yield "study", "", str(figures.highlights), str(figures.links), "-", str(len(figures.articles))
