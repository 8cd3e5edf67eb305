"""The options that all commands share, as click reads them."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME

Command = TypeVar("Command", bound=Callable[..., Any])


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def _name_coder(ctx: click.Context, parameter: click.Parameter, coder: str | None) -> None:
    if coder is not None:
        ctx.ensure_object(Invocation).coder_option = coder


def name_study(ctx: click.Context, parameter: click.Parameter, study: str | None) -> str | None:
    """Use the study that is named, by `--study` or by an argument."""
    if study is not None:
        ctx.ensure_object(Invocation).study_option = study
    return study


def study_argument(*, exposed: bool = False) -> Callable[[Command], Command]:
    """Let a command on a whole study take it as an argument, passed on as `named` if exposed."""
    return click.argument(
        "named", metavar="[STUDY]", required=False, expose_value=exposed, callback=name_study,
        type=FILE_NAME,
    )  # fmt: skip


def study_options(command: Command) -> Command:
    """Give a command `--study` and `--coder`."""
    coder = click.option(
        "--coder", metavar="NAME", expose_value=False, callback=_name_coder,
        help="Whose name goes on what is made (or DIPTYCH_CODER).",
    )  # fmt: skip
    study = click.option(
        "--study", metavar="FILE", expose_value=False, callback=name_study, type=FILE_NAME,
        help="The study to work on (or DIPTYCH_STUDY).",
    )  # fmt: skip
    return study(coder(command))
