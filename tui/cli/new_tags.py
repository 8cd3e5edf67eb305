"""Tags that options name: what is none is wrong usage, and those that a command makes are named.

So a slip in a name is seen.
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
    """The names that an option gives; wrong usage where one can be no tag's."""
    for value in values:
        try:
            tag_name(value)
        except Refused as error:
            raise click.BadParameter(str(error)) from error
    return values


def tags_of(study: Study) -> Collection[str]:
    """The ids of the tags that there are."""
    return frozenset(study.state.tags)


def say_new_tags(study: Study, known: Collection[str]) -> None:
    """Name the tags of a study whose ids were not known before, if there are any."""
    made = [tag.name for tag in study.codebook if tag.id not in known]
    if made:
        say(f"{counted(len(made), 'tag')} made: {listed(made, NAMED)}.")
