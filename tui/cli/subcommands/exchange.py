"""The commands that take a whole study out, and bring one in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click

from annotations.formats import json
from annotations.record import new_id, utc_now
from annotations.study import Study
from annotations.study.adoption import Adoption, Conflict, Offer, adopt
from annotations.study.state import State
from tui.cli.invocation import Invocation, pass_invocation, study_options
from tui.cli.output import complain, put_json, put_table, say, shortened
from tui.cli.paths import STANDARD_INPUT
from tui.cli.progress import Progress
from tui.cli.saving import read_bytes, save
from tui.counted import counted

LISTED = 20
"""How many conflicts are told one by one."""

NAMED = 3
"""How many articles that came in twice are named."""

EXPORT_EPILOG = """\b
Examples:
  diptych export --output study-export.json
  diptych export --no-text | jq '.highlights | length'
  diptych export --output highlights.csv

\b
JSON holds everything and can be imported again; CSV has a row for each highlight and tag. A cell of
it that begins with = + - or @, which spreadsheets would run, has an apostrophe (') put before it:
take quotes from the JSON to compare them.
"""

IMPORT_EPILOG = """\b
Examples:
  diptych import colleague.json --dry-run
  diptych --study new.json import colleague.json
"""


@click.command(epilog=EXPORT_EPILOG)
@click.option("--format", "form", type=click.Choice(["json", "csv"]),
              help="JSON or CSV; without it, CSV for a FILE.csv, else JSON.")  # fmt: skip
@click.option("--output", metavar="FILE|-", type=click.Path(), default=STANDARD_INPUT,
              help="Where to; - is usual.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option("--no-text", is_flag=True, help="Leave the texts of the articles out.")
@click.option("--schema", is_flag=True, help="The JSON Schema of exports instead.")
@study_options()
@pass_invocation
def export(
    invocation: Invocation,
    form: Literal["json", "csv"] | None,
    output: str,
    force: bool,
    no_text: bool,
    schema: bool,
) -> None:
    """Take the study out: articles, codebook, highlights, links."""
    if form is None:
        form = "csv" if output.lower().endswith(".csv") else "json"
    if no_text and form == "csv":
        raise click.UsageError("A table of highlights holds no texts of articles anyway.")
    pieces = _schema() if schema else _pieces(invocation, form, with_text=not no_text)
    if output != STANDARD_INPUT:
        save(Path(output), pieces, force=force, study=invocation.study)
    elif form == "csv" and not schema:
        put_table(piece.decode() for piece in pieces)
    else:
        put_json(pieces)


def _schema() -> Iterator[bytes]:
    from annotations.formats.schema import json_schema

    yield json_schema()


def _pieces(
    invocation: Invocation, form: Literal["json", "csv"], *, with_text: bool
) -> Iterator[bytes]:
    """The export, made while it is written, so that a large one is never held whole."""
    with invocation.reading() as store:
        state = store.study.state
        if form == "csv":
            from annotations.formats.csv import highlights_csv

            yield from (row.encode() for row in highlights_csv(state))
        else:
            yield from json.pieces(state, exported=utc_now(), with_text=with_text)


@click.command(name="import", epilog=IMPORT_EPILOG)
@click.argument("file", metavar="FILE|-", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@study_options()
@pass_invocation
def import_export(invocation: Invocation, file: str, dry_run: bool) -> int:
    """Bring an export of diptych into the study, all of it or nothing.

    What the study has already is skipped. What differs from what it has stops the import. An
    article is known by its id: of one that was added apart there will be two, and that is said.
    """
    offer = json.decode(read_bytes(file))
    take_in = _rehearsed if dry_run else _imported
    try:
        with Progress(len(offer), "comparing" if dry_run else "importing") as progress:
            adoption = take_in(invocation, offer, progress)
    except Conflict as conflict:
        for sentence in conflict.conflicts[:LISTED]:
            say(f"{sentence}.")
        if len(conflict.conflicts) > LISTED:
            say(f"… and {len(conflict.conflicts) - LISTED} more.")
        complain(str(conflict))
        return conflict.exit_code
    say(_told(adoption, dry_run=dry_run))
    if adoption.doubles:
        say(_doubles_told(adoption, dry_run=dry_run))
    return 0


def _imported(invocation: Invocation, offer: Offer, progress: Progress) -> Adoption:
    if not invocation.study.exists():
        # What cannot be imported leaves no empty study behind.
        adopt(_nothing(invocation), offer, dry_run=True)
    with invocation.writing() as store:
        adoption = adopt(store.study, offer, seen=progress.step)
        progress.stage("saving")
    return adoption


def _rehearsed(invocation: Invocation, offer: Offer, progress: Progress) -> Adoption:
    """What importing would come to, in the study or, where there is none yet, in an empty one."""
    if not invocation.study.exists():
        return adopt(_nothing(invocation), offer, dry_run=True, seen=progress.step)
    with invocation.reading() as store:
        return adopt(store.study, offer, dry_run=True, seen=progress.step)


def _nothing(invocation: Invocation) -> Study:
    """A study that holds nothing, in memory."""
    return Study(State.empty(id=new_id(), created=utc_now()), coder=invocation.coder)


def _told(adoption: Adoption, *, dry_run: bool) -> str:
    added = ", ".join(counted(n, table.removesuffix("s")) for table, n in adoption.added.items())
    skipped = sum(adoption.skipped.values())
    verb = "Would import" if dry_run else "Imported"
    return f"{verb} {added}; {skipped} were there already."


def _doubles_told(adoption: Adoption, *, dry_run: bool) -> str:
    """Which articles came in under another id than the study has them under, and what to do."""
    number = len(adoption.doubles)
    verb = "would be" if dry_run else "is" if number == 1 else "are"
    named = "; ".join(
        f"“{shortened(new.title)}” as {own.id} and {new.id}"
        for new, own in adoption.doubles[:NAMED]
    )
    more = f"; and {number - NAMED} more" if number > NAMED else ""
    return (
        f"{counted(number, 'text')} {verb} in the study twice now: {named}{more}. "
        "Each has highlights of its own; diptych remove ID takes one out, with its highlights."
    )
