"""The command that prints the settings as a file: all there is to set, and how it is set now."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from tui.actions import ACTIONS, BY_ID, GROUPS, Action
from tui.cli.invocation import Invocation
from tui.cli.options import pass_invocation, study_options
from tui.cli.output import say
from tui.cli.paths import PIPE
from tui.cli.saving import deliver, output_options
from tui.settings import TAKES, Settings, WrongSettings
from tui.terminal.clean import clean

EPILOG = """\b
Examples:
  diptych settings                             see what there is to set
  diptych settings | grep quit                 find an action and its keys
  diptych settings --output my-settings.toml   write it to a file

\b
Save this as the settings file, whose path diptych paths prints. Use --output, and --force if the
file exists: a shell's > would empty the file before it is read. Your own comments in the file are
not kept.
"""

ABOUT_KEYS = """\
# A key is named by its character, or as f5, ctrl+x, alt+left, shift+tab, escape, enter, space or
# pagedown; an action with [] has none. Take the "# " from the front of a line to change its keys.
# A key belongs to one action: whoever takes it from another gives that one other keys.
"""

WIDTH = 100


@click.command(epilog=EPILOG)
@output_options
@study_options
@pass_invocation
def settings(invocation: Invocation, output: str, force: bool) -> None:
    """Print the settings file: everything that can be set, and every action with its keys."""
    own = _own(invocation, output)
    if Path(output).absolute() == invocation.folders.settings.absolute():
        invocation.folders.config.mkdir(parents=True, exist_ok=True)
    lines = [f"{line}\n".encode() for line in written(own or Settings())]
    deliver(lines, output, force=force, study=invocation.study)
    if own is None:
        where = invocation.folders.settings
        say(f"Written are the usual settings, as those in {where} could not be read.")
        return
    # Report wrong keys only after printing the settings.
    invocation.check_keys()


def _own(invocation: Invocation, output: str) -> Settings | None:
    """The settings in force; None if their file is wrong, which may be what is overwritten."""
    try:
        return invocation.settings
    except WrongSettings:
        if output == PIPE:
            raise
        return None


def written(own: Settings) -> Iterator[str]:
    """The lines of a settings file that says the same, with what else it could say as comments."""
    for name, value in (
        ("coder", _quoted(own.coder)),
        ("theme", _quoted(own.theme)),
        ("measure", str(own.measure)),
        ("monochrome", _quoted(own.monochrome)),
    ):
        yield from _comment(f"{name} takes {TAKES[name]}.")
        yield f"{name} = {value}"
        yield ""
    yield from ABOUT_KEYS.splitlines()
    yield "[keys]"
    for group, heading in GROUPS.items():
        yield ""
        yield f"# {heading}:"
        yield from (_line(action, own) for action in ACTIONS if action.group == group)
    unknown = [action for action in own.keys if action not in BY_ID]
    if unknown:
        yield ""
        yield "# These are no actions:"
        yield from (f"# {_assigned(action, own.keys[action])}" for action in unknown)


def _line(action: Action, own: Settings) -> str:
    usual = action.id not in own.keys
    keys = _assigned(action.id, own.keys.get(action.id, action.keys))
    return f"{'# ' if usual else ''}{keys}  # {action.does}"


def _assigned(action: str, keys: Iterable[str]) -> str:
    return f"{_quoted(action)} = [{', '.join(map(_quoted, keys))}]"


def _quoted(text: str) -> str:
    """A TOML string, with an escape for each character that is not safe to send to a terminal."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if clean(character) == character else f"\\U{ord(character):08x}"


def _comment(sentence: str) -> Iterator[str]:
    from textwrap import wrap

    return (f"# {line}" for line in wrap(sentence, WIDTH - 2, break_on_hyphens=False))
