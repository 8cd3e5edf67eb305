"""The command that compares: which tags stand where, as a table, a file, or a page to read."""

import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import click

from annotations.compare.matrix.columns import ACROSS, Across
from annotations.compare.matrix.matrix import Filter, Matrix, matrix
from annotations.compare.matrix.notation import SHOWN, Show
from annotations.errors import UnknownRecord
from annotations.formats.comparison import FORMS, Form, comparison, table
from annotations.record import utc_now
from annotations.study import Study
from annotations.study.state import State
from annotations.tag import is_below, tag_name
from tui.cli.invocation import Invocation
from tui.cli.new_tags import tag_names
from tui.cli.options import pass_invocation, study_options
from tui.cli.output import aligned, cells, say, shortened
from tui.cli.saving import deliver, output_options

AnyForm = Form | Literal["table"]
"""A form, or a table for people, which no file extension stands for."""

WIDEST = 28
NARROWEST = 7
"""The most and the fewest code points of a table column; tag names are not shortened."""

GAP = 2

EPILOG = """\b
Examples:
  diptych compare
  diptych compare 'A mission closes' 3f2a --show quotes
  diptych compare --across outlet --tag frame --output frames.csv
  diptych compare 3f2a 77b0 --output comparison.html

\b
JSON holds everything, HTML the texts as well; the other forms hold what --show says.
"""


@click.command(epilog=EPILOG)
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--across", type=click.Choice(ACROSS), default="article",
              help="What the columns are; by default the articles.")  # fmt: skip
@click.option("--show", type=click.Choice(SHOWN), default="counts",
              help="How many passages, their share of the text, or what they say.")  # fmt: skip
@click.option("--tag", "tags", metavar="T", multiple=True, callback=tag_names,
              help="Only this tag and those below it.")  # fmt: skip
@click.option("--by", "coders", metavar="NAME", multiple=True, help="Only what this coder marked.")
@click.option("--format", "form", type=click.Choice(("table", *get_args(Form))),
              help="Without it, as FILE ends: .json, .csv, .md, .html; else a table.")  # fmt: skip
@output_options
@study_options
@pass_invocation
def compare(
    invocation: Invocation,
    articles: tuple[str, ...],
    across: Across,
    show: Show,
    tags: tuple[str, ...],
    coders: tuple[str, ...],
    form: AnyForm | None,
    output: str,
    force: bool,
) -> None:
    """Lay the tags of articles side by side: those named, or all.

    ARTICLE is an id, the beginning of one, or a title.
    """
    form = form or FORMS.get(Path(output).suffix.lower()) or "table"
    with invocation.reading() as store:
        study = store.study
        chosen = [study.articles.named(name).id for name in articles] or None
        _check_coders(study, coders)
        only = Filter.of(coders, [_known(study, tag) for tag in tags])
        shown = matrix(study.state, chosen, across=across, only=only)
        if not shown.columns:
            say("There are no articles in this study.")
            return
        if not coders:
            _say_whose(shown.all.coders)
        pieces = [piece.encode() for piece in _pieces(study.state, shown, form, show)]
    deliver(pieces, output, is_json=form == "json", force=force, study=invocation.study)


def _known(study: Study, name: str) -> str:
    """The normal form of a tag's name; `UnknownRecord` if neither it nor one below it exists."""
    normal = tag_name(name)
    if not any(is_below(tag.name, normal) for tag in study.codebook):
        raise UnknownRecord(f"There is no tag {normal!r} in this study.")
    return normal


def _check_coders(study: Study, names: Iterable[str]) -> None:
    """Raise `UnknownRecord` for a name under which nothing is marked."""
    known = {highlight.coder for highlight in study.highlights} if names else set()
    for name in names:
        if name not in known:
            others = f"; there are passages of {', '.join(sorted(known))}" if known else ""
            raise UnknownRecord(f"Nothing is marked by {name!r} in this study{others}.")


def _say_whose(coders: Collection[str]) -> None:
    """Say that several coders are counted together: what two of them mark alike counts twice."""
    if len(coders) > 1:
        say(f"Counted together: {', '.join(sorted(coders))}; --by NAME counts one of them.")


def _pieces(state: State, shown: Matrix, form: AnyForm, show: Show) -> Iterator[str]:
    if form != "table":
        return comparison(state, shown, form, show, made=utc_now().partition("T")[0])
    rows = list(table(state, shown, show))
    return (f"{line}\n" for line in aligned(_narrowed(rows, _widest(rows))))


def _widest(rows: Sequence[Sequence[str]]) -> int:
    """How many cells a column may take, so that the table fits the terminal, if there is one."""
    if not sys.stdout.isatty():
        return WIDEST
    names = max(cells(row[0]) for row in rows)
    room = (shutil.get_terminal_size().columns - names) // (len(rows[0]) - 1) - GAP
    return min(max(room, NARROWEST), WIDEST)


def _narrowed(rows: Iterable[Sequence[str]], widest: int) -> Iterator[list[str]]:
    for name, *others in rows:
        yield [name, *(shortened(cell, widest) for cell in others)]
