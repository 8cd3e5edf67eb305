"""Tags that options name: invalid names are usage errors, and new tags are reported.

This makes a slip in a name visible.
"""

from collections.abc import Collection

import click

from annotations.errors import Refused
from annotations.study import Study
from annotations.tag import tag_name
from tui.cli.output import say
from tui.counted import counted, listed

NAMED = 20
"""How many new tags are named."""


def tag_names(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """The tag names that an option gives; a usage error if one is invalid."""
    for value in values:
        try:
            tag_name(value)
        except Refused as error:
            raise click.BadParameter(str(error)) from error
    return values


def tags_of(study: Study) -> Collection[str]:
    """The ids of a study's tags."""
    return frozenset(study.state.tags)


def say_new_tags(study: Study, known: Collection[str]) -> None:
    """Name the tags of a study whose ids are not in `known`, if there are any."""
    made = [tag.name for tag in study.codebook if tag.id not in known]
    if made:
        say(f"{counted(len(made), 'tag')} made: {listed(made, NAMED)}.")
