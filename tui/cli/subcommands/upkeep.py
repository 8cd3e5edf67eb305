"""The commands that look after a study's files: verify them, and say where they are."""

from pathlib import Path

import click

from annotations.change import RECORD_TABLES
from annotations.errors import StudyDamaged
from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME
from tui.cli.options import pass_invocation, study_argument, study_options
from tui.cli.output import complain, put_columns, put_line, say
from tui.counted import counted
from tui.files import check_place

EPILOG = """\b
Examples:
  diptych check mission.json
  diptych check mission.json --repair --output mended.json

\b
A repair keeps every valid record, mends what can be mended, drops the rest, and reports each case.
If there is a backup (mission.json.bak), try that first: it restores everything.
"""


@click.command(epilog=EPILOG)
@study_argument()
@click.option("--repair", is_flag=True, help="Write what can be saved to a new file.")
@click.option("--output", metavar="NEW.json", type=FILE_NAME, help="The file for it.")
@study_options
@pass_invocation
def check(invocation: Invocation, repair: bool, output: str | None) -> int:
    """Verify the study's file and journal; exit with code 4 if they are damaged.

    With --repair the exit code is 0 if the new file was written. The study's own files are never
    altered.
    """
    from annotations.store.rescue.check import check as verify

    if repair != bool(output):
        raise click.UsageError("A repair goes into a new file: --repair --output NEW.json")
    if output:
        check_place(Path(output))
    invocation.insist()
    report = verify(invocation.study)
    if report.problems:
        invocation.refuse_foreign(invocation.study)
    put_columns((), [(table, str(number)) for table, number in report.counts.items()])
    if report.journal_changes:
        put_line(f"{counted(report.journal_changes, 'change')} in the journal, not folded in yet")
    for problem in report.problems:
        # For a file that cannot be read at all, the sentence itself names the place.
        is_named = problem.sentence.startswith(problem.place)
        complain(problem.sentence if is_named else str(problem))
    if not report.problems:
        if repair:
            say("There is nothing to repair, so no file was written.")
        return 0
    return _repair(invocation.study, output)


def _repair(study: Path, output: str | None) -> int:
    """Write what can be saved to a new file, or say what that would be."""
    from annotations.store.backup import repairing
    from annotations.store.paths import Paths
    from annotations.store.rescue.repair import repaired, write_repaired

    repair = repaired(study)
    if output:
        write_repaired(repair, Path(output))
    say("What the repair did:" if output else "What a repair would do:")
    for sentence in repair.told:
        say(f"  {sentence}")
    kept = [
        counted(len(repair.state.table(table)), table.removesuffix("s")) for table in RECORD_TABLES
    ]
    if output:
        say(f"{output} holds what could be saved: {', '.join(kept)}. {study} is as it was.")
        return 0
    say(f"It would keep {', '.join(kept)}. To write it: {repairing(study)}")
    backup = Paths(study).backup
    if backup.exists():
        say(f"Or open {backup} to read what was saved before.")
    return StudyDamaged.exit_code


@click.command()
@study_options
@pass_invocation
def paths(invocation: Invocation) -> None:
    """Say where the study, the settings and the logs are."""
    folders = invocation.folders
    put_columns(
        (),
        [
            ("study", str(invocation.study.absolute())),
            ("samples", str(folders.samples)),
            ("settings", str(folders.settings)),
            ("logs", str(folders.logs)),
            ("state", str(folders.state)),
        ],
    )
    invocation.say_which()
