"""The commands that put articles into a study and take them out."""

from collections.abc import Iterable
from os.path import realpath
from pathlib import Path

import click

from annotations.article import STATUSES
from annotations.errors import DiptychError
from annotations.formats.csv_reading import About
from annotations.study.articles import is_date
from tui.cli.intake import Intake
from tui.cli.invocation import Invocation
from tui.cli.metadata import Metadata
from tui.cli.names import FILE_NAME
from tui.cli.new_tags import say_new_tags, tag_names, tags_of
from tui.cli.options import pass_invocation, study_options
from tui.cli.output import put_line, say, say_unread
from tui.cli.paths import PIPE, expanded
from tui.cli.saving import read_input
from tui.counted import counted, listed
from tui.intake import Given

NAMED = 3
"""How many files that were left out are named."""

ADD_EPILOG = """\b
Examples:
  diptych add --event summit --outlet "The Ledger" ledger.html
  diptych add articles/                     every file in a folder and its folders
  diptych add --metadata articles.csv       the files that a table names
  pdftotext paper.pdf - | diptych add --title "Paper" -

\b
The table is CSV with a column "path" (or file, filename, source) and any of title, outlet,
event, byline, published (or date), status, tags (separated by semicolons) and note. A row takes
precedence over the options. An empty cell or option changes nothing, and tags are only added.
Paths are relative to the table's folder, or to the current folder if the table is piped in
(--metadata -). A bare file name that is not found there stands for the file of that name among
the paths you give.
"""

REMOVE_EPILOG = "\b\nExample:\n  diptych remove 'A mission closes'"


class NothingToAdd(DiptychError):
    """There are no files to add in what was named."""


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date; a date is written like 2021-10-18.")
    return value


@click.command(epilog=ADD_EPILOG)
@click.argument("paths", metavar="[PATH|FOLDER|-]...", nargs=-1, type=FILE_NAME)
@click.option("--title", metavar="T", help="The title, for one article.")
@click.option("--outlet", metavar="O", help="Who published it.")
@click.option("--event", metavar="E", help="What it reports; the library groups by it.")
@click.option("--byline", metavar="B", help="Who wrote it.")
@click.option("--published", metavar="D", callback=_date, help="When, like 2021-10-18.")
@click.option(
    "--status", type=click.Choice(STATUSES, case_sensitive=False), help="How far it is coded."
)
@click.option("--note", metavar="N", help="A note on the whole article.")
@click.option("--tag", "tags", metavar="T", multiple=True, callback=tag_names,
              help="A tag for the whole article.")  # fmt: skip
@click.option("--metadata", metavar="FILE.csv|-", type=FILE_NAME,
              help="A table that says all this, file by file.")  # fmt: skip
@study_options
@pass_invocation
def add(
    invocation: Invocation,
    /,
    paths: tuple[str, ...],
    metadata: str | None,
    tags: tuple[str, ...],
    **fields: str | None,
) -> int:
    """Put articles into the study and print their ids.

    PATH is plain text or a saved web page. An article that is in the study already keeps its id,
    and the options are set on it. A file that cannot be read does not stop the others. A FOLDER
    adds all files in it and below, except hidden ones, tables, studies and exports.

    You can remove an article that you added. What is set on an article that was there already
    cannot be undone by a command.
    """
    if not paths and not metadata:
        raise click.UsageError("Name the files to add, or a table of them with --metadata.")
    table = Metadata.read(metadata) if metadata else Metadata([], Path())
    files, left_out = expanded(paths) if paths else (table.files, [])
    _say_left_out(path for path in left_out if realpath(path) != realpath(metadata or ""))
    if not files:
        raise NothingToAdd("There is no article to add in what you named.")
    if fields["title"] and len(files) > 1:
        raise click.UsageError("One title fits one article; use --metadata for several.")
    match = table.match(files)
    options = Given({name: value for name, value in fields.items() if value}, tags)
    piped = read_input() if Path(PIPE) in files else b""
    intake = Intake(((file, match.given(file).over(options)) for file in files), piped)
    if intake.is_for(invocation.study):
        with invocation.writing() as store:
            known = tags_of(store.study)
            intake.put_into(store.study)
        say_new_tags(store.study, known)
    say_unread(table.unread)
    _say_unused(metadata, match.unused)
    for id in intake.ids:
        put_line(id)
    return 1 if intake.failures else 0


def _say_left_out(files: Iterable[Path]) -> None:
    """Say which files of folders were not read, and why."""
    names = [str(file) for file in files]
    if names:
        say(
            f"{counted(len(names), 'file')} left out, as tables, studies and exports are no "
            f"articles: {listed(names, NAMED)}."
        )


def _say_unused(table: str | None, rows: Iterable[About]) -> None:
    """Say which rows of a table are about files that were not named."""
    for row in rows:
        say(
            f"{table}, line {row.line}: {row.path}, seen from the table's folder, was not among "
            "the files."
        )


@click.command(epilog=REMOVE_EPILOG)
@click.argument("article")
@study_options
@pass_invocation
def remove(invocation: Invocation, article: str) -> None:
    """Take an article out of the study, with its highlights and their links.

    ARTICLE is an id, the beginning of one, or a title. This cannot be undone by a command. What
    you remove in the reader's library can be undone there, until you leave the reader.
    """
    with invocation.editing() as store:
        found = store.study.articles.named(article)
        change = store.study.articles.remove(found.id)
    gone = change.counts
    highlights = counted(gone["highlights"], "highlight")
    say(f"Removed “{found.title}” with {highlights} and {counted(gone['links'], 'link')}.")
