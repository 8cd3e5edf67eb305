"""What is told of an import: how much is new, what differs and whose version holds, what is double.

Sentences only, from what adopting came to. Who says them decides where.
"""

from collections.abc import Iterator, Mapping, Sequence

from annotations.change import Table
from annotations.study.adoption import Adoption, Conflict, Pair
from annotations.study.settlement import Side
from tui.cli.output import shortened
from tui.counted import counted, listed

NAMED = 3
"""How many articles that are here under another id, or twice, are named."""


def refusal(conflict: Conflict) -> str:
    """Why an import cannot be made and, where saying so is enough, how it can."""
    if not conflict.is_open:
        return str(conflict)
    return (
        f"{str(conflict).removesuffix('.')}; "
        "--prefer ours keeps what is here, --prefer theirs takes what the file has."
    )


def account(adoption: Adoption, prefer: Side | None, *, dry_run: bool) -> Iterator[str]:
    """What an import has done, or after a dry run would do."""
    known = sum(adoption.skipped.values())
    skipped = f"{known} {'was' if known == 1 else 'were'} there already."
    if any(adoption.added.values()) or adoption.keyless or _taken(adoption, prefer):
        verb = "Would import" if dry_run else "Imported"
        yield f"{verb} {_tables(adoption.added)}; {skipped}"
    else:
        yield f"Nothing {'would change' if dry_run else 'changed'}; {skipped}"
    differing = {table: number for table, number in adoption.differing.items() if number}
    if differing:
        verb = "would be" if dry_run else "was"
        done = "taken from the file" if prefer == "theirs" else "kept as it is here"
        yield f"What differs {verb} {done}: {_tables(differing)}."
    if adoption.keyless:
        none = "Would have no" if dry_run else "No"
        yield f"{none} key any more: {', '.join(adoption.keyless)}."
    if adoption.joined:
        yield _joined(adoption.joined)
    if adoption.doubles:
        yield doubled(adoption.doubles, dry_run=dry_run)


def _taken(adoption: Adoption, prefer: Side | None) -> bool:
    return prefer == "theirs" and any(adoption.differing.values())


def _tables(numbers: Mapping[Table, int]) -> str:
    return ", ".join(counted(number, table.removesuffix("s")) for table, number in numbers.items())


def _joined(joined: Sequence[Pair]) -> str:
    """Which articles of the file are the study's own, though their ids are others there."""
    verb = "is" if len(joined) == 1 else "are"
    named = listed(
        [f"“{shortened(new.title)}” as {own.id}" for new, own in joined], NAMED, between="; "
    )
    return (
        f"{counted(len(joined), 'article')} of the file {verb} in the study under another id: "
        f"{named}. Only what is marked and linked there comes in."
    )


def doubled(doubles: Sequence[Pair], *, dry_run: bool) -> str:
    """Which articles came in under another id than the study has them under, and what to do."""
    verb = "would be" if dry_run else "is" if len(doubles) == 1 else "are"
    twice = "twice" if dry_run else "twice now"
    named = listed(
        [f"“{shortened(new.title)}” as {own.id} and {new.id}" for new, own in doubles],
        NAMED,
        between="; ",
    )
    told = f"{counted(len(doubles), 'text')} {verb} in the study {twice}: {named}."
    if any(new.title != own.title for new, own in doubles):
        way_out = "diptych remove ID takes one out, with its highlights"
    elif dry_run:
        way_out = "with --same-articles they come to the article that is here"
    else:
        way_out = (
            "diptych remove ID takes the second out, with its highlights, "
            "which an import with --same-articles then brings to the first"
        )
    return f"{told} Each has highlights of its own; {way_out}."
