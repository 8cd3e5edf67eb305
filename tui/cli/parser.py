"""Parses the command line with click: the commands, the help page, what each command is passed.

A command's module is imported when the command is called, so that none pays for another.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from tui.cli.commands import COMMANDS
from tui.cli.options import study_options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

READER = f"{__package__}.subcommands.reading:reader"
"""What runs when the first argument is not a subcommand."""

EPILOG = """\b
Examples:
  diptych                                 the last study, or the samples
  diptych courier.txt gazette.html        two articles side by side
  diptych articles/                       a whole folder
  diptych add --event summit *.txt        put articles into the study
  diptych export --output study.json      take everything out as JSON
  diptych settings                        every setting, action and key, to be changed
  diptych COMMAND --help                  what a command does

\b
Shell completion:
  eval "$(_DIPTYCH_COMPLETE=bash_source diptych)"    in .bashrc
  eval "$(_DIPTYCH_COMPLETE=zsh_source diptych)"     in .zshrc
  _DIPTYCH_COMPLETE=fish_source diptych | source     in config.fish
"""


class Unread(Exception):
    """Nobody reads the output any more; for `BrokenPipeError` click has an exit code of its own."""


class Subcommands(click.Group):
    """The group of all subcommands; any other first argument names something to read."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the arguments, or show the help page that they ask for."""
        with _heeding_readers():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what the arguments ask for."""
        with _heeding_readers():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of this name."""
        found = COMMANDS.get(cmd_name)
        return _load(f"{__package__}.subcommands.{found.where}") if found else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the subcommands do, without importing their modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.does) for name, command in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the first argument names, else the reader with all arguments."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        # A name that begins with a dash gets here only after a `--`, which must be put back.
        dashed = args[0].startswith("-") and args[0] != "-"
        return "", _load(READER), ["--", *args] if dashed else args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Subcommands and files."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


@contextmanager
def _heeding_readers() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise Unread from error


def _load(where: str) -> click.Command:
    module, _, name = where.partition(":")
    command: click.Command = getattr(import_module(module), name)
    return command


def _version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        # Imported late: nothing else on the way to a command needs it.
        from annotations.formats.version import OWN_VERSION

        click.echo(f"diptych {OWN_VERSION}")
        ctx.exit()


@click.group(
    cls=Subcommands,
    invoke_without_command=True,
    epilog=EPILOG,
    subcommand_metavar="[PATH|FOLDER|STUDY]... | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@study_options
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
    help="Show the version and exit.",
)  # fmt: skip
@click.pass_context
def diptych(ctx: click.Context) -> Any:
    """Read articles side by side; highlight, tag and link what they say.

    With paths: open them in the reader. Without: open the last study, or the first time two
    sample articles in a study of their own.
    """
    if ctx.invoked_subcommand is None:
        return ctx.invoke(_load(READER))
    return None


def parse(arguments: Sequence[str]) -> int:
    """Do what these arguments ask for; return the exit code."""
    try:
        code = diptych.main(list(arguments), prog_name="diptych", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:  # raised on ctrl+c
        raise KeyboardInterrupt from error
    except Unread as error:
        raise BrokenPipeError from error
    except SystemExit as leaving:  # click's, for shell completion
        return leaving.code if isinstance(leaving.code, int) else 1
    return code if isinstance(code, int) else 0
