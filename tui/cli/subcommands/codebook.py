"""The commands that bring the codebook in from a table, and take it out."""

from pathlib import Path

import click

from annotations.formats.csv import CODEBOOK_COLUMNS, codebook_csv
from annotations.formats.csv_reading import naming, read_codebook, unread_columns
from annotations.study.codebook_adoption import adopt_codebook, keyless_by
from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME, OUTPUT_NAME
from tui.cli.options import pass_invocation, study_options
from tui.cli.output import say, say_unread
from tui.cli.paths import PIPE, called
from tui.cli.saving import deliver, force_option, read_bytes
from tui.colors import as_hex
from tui.counted import counted

EPILOG = """\b
Examples:
  diptych codebook import frames.csv
  diptych codebook export codebook.csv
  diptych codebook export -

\b
The table is CSV with a column "tag" (or name) and any of description, key and color (or colour).
A color is written like #e69f00 or #fa0, or by name, like orange. An empty description or color
leaves the tag's own. If the table has any keys, an empty key takes the tag's key away.
"""


@click.group(epilog=EPILOG)
@study_options
def codebook() -> None:
    """Bring the codebook in from a CSV table, or take it out as one."""


@codebook.command(name="import", epilog=EPILOG)
@click.argument("file", metavar="FILE.csv|-", type=FILE_NAME)
@study_options
@pass_invocation
def import_table(invocation: Invocation, file: str) -> None:
    """Create the tags of a table, and update those that exist.

    If another tag has a key that the table assigns, it loses that key. If the table has no keys,
    new tags get free ones. This cannot be undone by a
    command: export the old codebook to a file first.
    """
    table = read_bytes(file)
    with naming(called(Path(file))):
        entries = read_codebook(table, as_hex)
    say_unread(unread_columns(table, CODEBOOK_COLUMNS))
    with invocation.writing() as store:
        change = adopt_codebook(store.study, entries)
        keyless = keyless_by(store.study, change)
    made = sum(edit.before is None for edit in change.edits)
    say(f"{counted(made, 'tag')} made, {len(change.edits) - made:,} changed.")
    if keyless:
        say(f"No key any more: {', '.join(keyless)}.")


@codebook.command(name="export", epilog=EPILOG)
@click.argument("file", metavar="[FILE.csv|-]", type=OUTPUT_NAME, default=PIPE)
@force_option
@study_options
@pass_invocation
def export_table(invocation: Invocation, file: str, force: bool) -> None:
    """Write the codebook as a table: tag, description, key, color.

    Without a file it goes to standard output.
    """
    with invocation.reading() as store:
        rows = (row.encode() for row in codebook_csv(store.study.state))
        deliver(rows, file, force=force, study=invocation.study)
