"""`diptych` without a command: opens what the arguments name in the reader."""

import click

from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME
from tui.cli.options import pass_invocation, study_options
from tui.cli.reader import NoCommand, read


class ReaderContext(click.Context):
    """The context of the reader, which has no command name: its usage is that of `diptych`."""

    @property
    def command_path(self) -> str:
        """The command as typed, without the space before the missing name."""
        return super().command_path.rstrip()


class ReaderCommand(click.Command):
    """The default command, which runs where no other is named."""

    context_class = ReaderContext


@click.command(name="diptych", cls=ReaderCommand)
@click.argument("paths", metavar="[PATH|FOLDER|STUDY]...", nargs=-1, type=FILE_NAME)
@study_options
@pass_invocation
def reader(invocation: Invocation, paths: tuple[str, ...] = ()) -> int:
    """Open articles side by side: files, a folder of them, or a study."""
    try:
        return read(invocation, paths)
    except NoCommand as error:
        raise click.UsageError(str(error)) from None
