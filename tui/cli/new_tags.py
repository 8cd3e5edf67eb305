"""Says which tags a command has made on the way: so a slip in a name is seen."""

from collections.abc import Collection

from annotations.study import Study
from tui.cli.output import say
from tui.counted import counted

NAMED = 20
"""How many new tags are named."""


def tags_of(study: Study) -> Collection[str]:
    """The ids of the tags that there are."""
    return frozenset(study.state.tags)


def say_new_tags(study: Study, known: Collection[str]) -> None:
    """Name the tags of a study whose ids were not known before, if there are any."""
    made = [tag.name for tag in study.codebook if tag.id not in known]
    if made:
        more = f", and {len(made) - NAMED} more" if len(made) > NAMED else ""
        say(f"{counted(len(made), 'tag')} made: {', '.join(made[:NAMED])}{more}.")
