"""The `diptych` command: which subcommands there are, and how every failure becomes an exit code.

A subcommand's module is imported when it is asked for, so that none pays for another.
"""

import errno
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from annotations.errors import DiptychError
from tui.cli.invocation import study_options
from tui.cli.output import complain

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED = 130
UNREAD = 141
"""As shells tell it: 128 and the number of the signal, of ctrl+c or of a pipe that nobody reads."""


class Unread(Exception):
    """What was to read the output has gone; click would make an exit code of its own of that."""


class Subcommand(NamedTuple):
    """Its module in `subcommands` with its name there, and what the help page says without it."""

    where: str
    does: str


COMMANDS = {
    "add": Subcommand("articles:add", "Put articles into the study."),
    "list": Subcommand("listing:list_records", "List what the study holds."),
    "highlight": Subcommand("highlighting:highlight", "Highlight passages."),
    "remove": Subcommand("articles:remove", "Take an article out of the study."),
    "codebook": Subcommand("codebook:codebook", "Tags in from a CSV table, or out."),
    "compare": Subcommand("compare:compare", "Lay the tags of articles side by side."),
    "counterparts": Subcommand("counterparts:counterparts", "Pair what two articles both tell."),
    "stats": Subcommand("stats:stats", "Count highlights and links."),
    "export": Subcommand("exchange:export", "Take the study out as JSON or CSV."),
    "import": Subcommand("exchange:import_export", "Bring an export of a study in."),
    "check": Subcommand("upkeep:check", "Verify the study's files."),
    "settings": Subcommand("settings:settings", "Print the settings, every key included."),
    "paths": Subcommand("upkeep:paths", "Say where study, settings and logs are."),
}
"""The subcommands, in the order of the help page."""

READER = "tui.cli.reader:reader"
"""What runs when the first argument is no subcommand."""

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


class Subcommands(click.Group):
    """The group of all subcommands, in which anything else names what to read."""

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
        """Write what the subcommands do, which takes none of their modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.does) for name, command in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the first argument names, else the reader with all of them."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        # A name that begins with a dash comes this far only behind `--`, and must stay there.
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
        # Nothing else on the way to a command asks for it.
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
@study_options(envvars=True)
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


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; the exit code."""
    # A stream that the shell has closed (`>&-`) is None.
    if not sys.stderr:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if not sys.stdout:
        complain("Standard output is closed, so nothing was done; give the command one.")
        return 1
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _code_of(arguments)
    except (Unread, BrokenPipeError):
        # There may be nobody to tell.
        code = UNREAD
    except OSError as error:
        # A closed terminal is nobody to tell.
        if error.errno != errno.EIO or error.filename:
            complain(_told(error))
        code = 1
    _let_go()
    return code


def _code_of(arguments: Sequence[str]) -> int:
    try:
        code = diptych.main(list(arguments), prog_name="diptych", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except DiptychError as error:
        complain(str(error))
        return error.exit_code
    except SystemExit as leaving:  # click's, for shell completion
        return leaving.code if isinstance(leaving.code, int) else 1
    return code if isinstance(code, int) else 0


def _told(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _let_go() -> None:
    """Point a stream nowhere whose other end has gone.

    Python would try to write what is left in it on the way out, and change the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
