"""The commands that take a whole study out, and bring one in."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from shlex import quote
from typing import get_args

import click

from annotations.formats import json, json_reading
from annotations.formats.forms import FORMS, Form, form_of, has_form
from annotations.record import new_id, utc_now
from annotations.study import Study
from annotations.study.adoption import Adoption, Comparison, Conflict, Offer, compared
from annotations.study.reconciliation import Side
from annotations.study.state import State
from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME
from tui.cli.options import pass_invocation, study_argument, study_options
from tui.cli.output import complain, say
from tui.cli.paths import called
from tui.cli.progress import Progress
from tui.cli.saving import check_output, deliver, output_options, read_bytes
from tui.import_report import LISTED, doubled, refusal, report
from tui.paths import is_begun

NO_FORM = (
    "End the name in .json or .csv, or say --format; 'diptych compare --output FILE.html' writes a "
    "page with the texts."
)

EXPORT_EPILOG = """\b
Examples:
  diptych export --output study-export.json
  diptych export mission.json --output mission-export.json
  diptych export --no-text | jq '.highlights | length'
  diptych export --output highlights.csv
  diptych export --output links.csv

\b
JSON holds everything and can be imported again. CSV has a row for each highlight and tag or, with
--format links or a file name that ends in links.csv, for each link. It is UTF-8 with commas: open
it in Excel by Data, From Text/CSV, because a double click garbles umlauts. A cell that begins with
= + - @, a line break or a tab, which spreadsheets would run, gets an apostrophe (') in front: to
compare quotes, take them from the JSON.
"""

IMPORT_EPILOG = """\b
Examples:
  diptych --study new.json import colleague.json
  diptych import colleague.json --prefer ours --dry-run
  diptych import colleague.json --prefer ours --same-articles

\b
If two of you coded the same articles, in copies of one study or in separate studies, one exports
and the other imports with --prefer. Highlights stay under their coder's name; a passage that both
marked has two highlights. What only one of you deleted comes back.
"""


@click.command(epilog=EXPORT_EPILOG)
@study_argument(exposed=True)
@click.option("--format", "form", type=click.Choice(FORMS),
              help="JSON, or the highlights or links as CSV; else by FILE's name.")  # fmt: skip
@output_options
@click.option("--no-text", is_flag=True, help="Leave the texts of the articles out.")
@click.option("--schema", is_flag=True, help="The JSON Schema of exports instead.")
@study_options
@pass_invocation
def export(
    invocation: Invocation,
    named: str | None,
    form: Form | None,
    output: str,
    force: bool,
    no_text: bool,
    schema: bool,
) -> None:
    """Take the study out: articles, codebook, highlights, links."""
    if named and not is_begun(invocation.study):
        raise click.UsageError(
            f"There is no study {named}; to write the export there: --output {quote(named)}"
        )
    if form is None:
        if not (has_form(output) or schema):
            check_output(Path(output), invocation.study)
            raise click.UsageError(NO_FORM)
        form = form_of(output)
    if no_text and form != "json":
        raise click.UsageError("A table holds no texts of articles anyway.")
    pieces = _schema() if schema else _pieces(invocation, form, with_text=not no_text)
    is_json = schema or form == "json"
    deliver(pieces, output, is_json=is_json, force=force, study=invocation.study)


def _schema() -> Iterator[bytes]:
    from annotations.formats.schema import json_schema

    yield json_schema()


def _pieces(invocation: Invocation, form: Form, *, with_text: bool) -> Iterator[bytes]:
    """The export, made while it is written, so that a large one is never held whole."""
    with invocation.reading() as store:
        state = store.study.state
        if form == "json":
            yield from json.pieces(state, exported=utc_now(), with_text=with_text)
        else:
            from annotations.formats.csv import TABLES

            yield from (row.encode() for row in TABLES[form](state))


@click.command(name="import", epilog=IMPORT_EPILOG)
@click.argument("file", metavar="FILE|-", type=FILE_NAME)
@click.option("--prefer", type=click.Choice(get_args(Side)),
              help="Of what differs, keep the study's, or take the file's.")  # fmt: skip
@click.option("--same-articles", is_flag=True,
              help="Articles of one text, and one title or file name, are one.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@study_options
@pass_invocation
def import_export(
    invocation: Invocation, file: str, prefer: Side | None, same_articles: bool, dry_run: bool
) -> int:
    """Bring an export of diptych into the study, all of it or nothing.

    What the study already has is skipped. If anything differs from what it has, nothing is imported
    unless --prefer says whose version to keep; with either answer, everything new comes in. The
    text of an article never changes. An import cannot be undone by a command: look with --dry-run
    first, or keep a copy.

    Articles are matched by id, so one that both of you added is there twice afterwards, and diptych
    says so. With --same-articles its highlights and links go to the article that the study has; if
    that could be either of two, nothing is imported.
    """
    offer = _offer(file)
    take_in = _rehearsed if dry_run else _imported
    try:
        with Progress(len(offer), "comparing" if dry_run else "importing") as progress:
            holding = partial(
                compared, offer=offer, prefer=prefer, same_articles=same_articles,
                seen=progress.step,
            )  # fmt: skip
            adoption = take_in(invocation, holding, progress)
    except Conflict as conflict:
        _say_some(conflict.conflicts)
        if conflict.doubles and conflict.is_open:
            say(doubled(conflict.doubles, dry_run=True))
        complain(refusal(conflict))
        return conflict.exit_code
    if dry_run:
        _say_some(adoption.differences)
    for sentence in report(adoption, prefer, dry_run=dry_run):
        say(sentence)
    return 0


def _offer(file: str) -> Offer:
    try:
        return json_reading.decode(read_bytes(file))
    except json_reading.UnreadableExport as error:
        raise json_reading.UnreadableExport(f"{called(Path(file))}: {error}") from error


def _say_some(sentences: Sequence[str]) -> None:
    for sentence in sentences[:LISTED]:
        say(f"{sentence}.")
    if len(sentences) > LISTED:
        say(f"… and {len(sentences) - LISTED:,} more.")


def _imported(
    invocation: Invocation, holding: "partial[Comparison]", progress: Progress
) -> Adoption:
    ahead = None if is_begun(invocation.study) else holding(_nothing(invocation))
    if ahead is not None:
        # Raise before an empty study is created for what cannot be imported.
        ahead.result()
    with invocation.writing() as store:
        # Somebody else may have begun it meanwhile.
        is_new = ahead is not None and not store.study.last
        comparison = ahead if ahead and is_new else holding(store.study)
        adoption = comparison.result()
        comparison.take_in(store.study)
        progress.stage("saving")
    return adoption


def _rehearsed(
    invocation: Invocation, holding: "partial[Comparison]", progress: Progress
) -> Adoption:
    """What importing would result in, in the study or, if there is none yet, in an empty one."""
    if not is_begun(invocation.study):
        return holding(_nothing(invocation)).result()
    with invocation.reading() as store:
        return holding(store.study).result()


def _nothing(invocation: Invocation) -> Study:
    """An empty study, in memory."""
    return Study(State.empty(id=new_id(), created=utc_now()), coder=invocation.coder)
