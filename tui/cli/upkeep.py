"""The commands that look after a study's files: verify them, and say where they are."""

import click

from annotations.errors import StudyDamaged
from tui.cli.invocation import Invocation, pass_invocation, study_options
from tui.cli.output import complain, counted, put_columns, put_line

EPILOG = "\b\nExample:\n  diptych --study mission.json check"


@click.command(epilog=EPILOG)
@study_options()
@pass_invocation
def check(invocation: Invocation) -> int:
    """Verify the study's file and journal; exit code 4 where they are damaged.

    Nothing is altered.
    """
    from annotations.store.check import check as verify

    report = verify(invocation.study)
    put_columns((), [(table, str(number)) for table, number in report.counts.items()])
    if report.journal_changes:
        put_line(f"{counted(report.journal_changes, 'change')} in the journal, not folded in yet")
    for problem in report.problems:
        complain(str(problem))
    return StudyDamaged.exit_code if report.problems else 0


@click.command()
@study_options()
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
