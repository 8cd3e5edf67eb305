"""The options that all commands share, as click reads them."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME

Command = TypeVar("Command", bound=Callable[..., Any])


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and parameter.name is not None:
        setattr(ctx.ensure_object(Invocation), f"{parameter.name}_option", value)


def name_study(ctx: click.Context, parameter: click.Parameter, study: str | None) -> str | None:
    """Have a study that is named by an argument count as one that `--study` names."""
    if study is not None:
        ctx.ensure_object(Invocation).study_option = study
    return study


def study_argument(*, exposed: bool = False) -> Callable[[Command], Command]:
    """Let a command that looks at a study as a whole take it as an argument, `named` if exposed."""
    return click.argument(
        "named", metavar="[STUDY]", required=False, expose_value=exposed, callback=name_study,
        type=FILE_NAME,
    )  # fmt: skip


def study_options(command: Command) -> Command:
    """Give a command `--study` and `--coder`."""
    for name, metavar, tells in (
        ("coder", "NAME", "Whose name goes on what is made (or DIPTYCH_CODER)."),
        ("study", "FILE", "The study to work on (or DIPTYCH_STUDY)."),
    ):
        command = click.option(
            f"--{name}", metavar=metavar, help=tells, expose_value=False, callback=_remember,
            type=FILE_NAME if name == "study" else str,
        )(command)  # fmt: skip
    return command
