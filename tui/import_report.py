"""Describes an import: how much is new, what differs, whose version is kept, what is duplicated.

Only wording, from the result of adopting: sentences for a command, a line for the reader.
"""

from collections.abc import Iterator, Mapping, Sequence

from annotations.change import Table
from annotations.highlight import excerpt
from annotations.study.adoption import Adoption, Conflict, Pair
from annotations.study.matching import is_one
from annotations.study.reconciliation import Side
from tui.counted import counted, listed

LISTED = 20
"""How many records that differ, or cannot be imported, are listed one by one."""

TITLE = 60
"""The most code points of a title that are quoted."""

NAMED = 3
"""How many articles, tags or other names one sentence lists at most."""


def refusal(conflict: Conflict) -> str:
    """Why an import is refused and, if choosing a side is enough, how to make it succeed."""
    if not conflict.is_open:
        return str(conflict)
    return (
        f"{str(conflict).removesuffix('.')}; "
        "--prefer ours keeps what is here, --prefer theirs takes what the file has."
    )


def report(adoption: Adoption, prefer: Side | None, *, dry_run: bool) -> Iterator[str]:
    """What an import has done, or after a dry run would do."""
    known = sum(adoption.skipped.values())
    skipped = f"{known:,} {'was' if known == 1 else 'were'} there already."
    if has_changed(adoption, prefer):
        verb = "Would import" if dry_run else "Imported"
        yield f"{verb} {_tables(adoption.added)}; {skipped}"
    else:
        yield f"Nothing {'would change' if dry_run else 'changed'}; {skipped}"
    if any(adoption.differing.values()):
        yield f"What differs {'would be' if dry_run else 'was'} {_held(adoption, prefer)}."
    if adoption.keyless:
        none = "Would have no" if dry_run else "No"
        yield f"{none} key any more: {', '.join(adoption.keyless)}."
    if adoption.unread:
        yield f"Not read, as this diptych does not know it: {listed(adoption.unread, LISTED)}."
    if adoption.joined:
        yield _joined(adoption.joined)
    if adoption.doubles:
        yield doubled(adoption.doubles, dry_run=dry_run)


def in_a_line(adoption: Adoption, prefer: Side | None, undoes: str) -> str:
    """What an import has done, as a line in the reader; what may be cut off comes last.

    `undoes` says how to undo it, and is included if there is anything to undo.
    """
    new = _tables({table: number for table, number in adoption.added.items() if number})
    parts = [f"{new} came in" if new else "nothing new came in"]
    if has_changed(adoption, prefer):
        parts.append(undoes)
    if any(adoption.differing.values()):
        parts.append(f"what differs was {_held(adoption, prefer)}")
    if adoption.keyless:
        parts.append(f"no key any more: {listed(adoption.keyless, NAMED)}")
    if adoption.doubles:
        parts.append(f"{counted(len(adoption.doubles), 'text')} here twice now")
    if adoption.unread:
        parts.append(f"not read: {listed(adoption.unread, NAMED)}")
    if known := sum(adoption.skipped.values()):
        parts.append(f"{known:,} here already")
    return "; ".join(parts)


def has_changed(adoption: Adoption, prefer: Side | None) -> bool:
    """Whether an import has altered anything, and there is something to undo."""
    return (
        any(adoption.added.values())
        or bool(adoption.keyless)
        or (prefer == "theirs" and any(adoption.differing.values()))
    )


def _held(adoption: Adoption, prefer: Side | None) -> str:
    """Whose version is kept, and of how many records that differ."""
    differing = {table: number for table, number in adoption.differing.items() if number}
    done = "taken from the file" if prefer == "theirs" else "kept as it is here"
    return f"{done}: {_tables(differing)}"


def _tables(numbers: Mapping[Table, int]) -> str:
    return ", ".join(counted(number, table.removesuffix("s")) for table, number in numbers.items())


def _joined(joined: Sequence[Pair]) -> str:
    """Which articles of the file are taken for the study's own, though their ids differ."""
    verb = "is" if len(joined) == 1 else "are"
    named = listed(
        [f"“{excerpt(new.title, TITLE)}” as {own.id}" for new, own in joined], NAMED, between="; "
    )
    return (
        f"{counted(len(joined), 'article')} of the file {verb} in the study under another id: "
        f"{named}. Only what is marked and linked there comes in."
    )


def doubled(doubles: Sequence[Pair], *, dry_run: bool) -> str:
    """Which articles came in though the study has them under another id, and what to do."""
    verb = "would be" if dry_run else "is" if len(doubles) == 1 else "are"
    twice = "twice" if dry_run else "twice now"
    named = listed(
        [f"“{excerpt(new.title, TITLE)}” as {own.id} and {new.id}" for new, own in doubles],
        NAMED,
        between="; ",
    )
    told = f"{counted(len(doubles), 'text')} {verb} in the study {twice}: {named}."
    if len(alike(doubles)) < len(doubles):
        way_out = "diptych remove ID takes one out, with its highlights"
    elif dry_run:
        way_out = "with --same-articles they come to the article that is here"
    else:
        way_out = (
            "diptych remove ID takes the second out, with its highlights, "
            "which an import with --same-articles then brings to the first"
        )
    return f"{told} Each has highlights of its own; {way_out}."


def alike(doubles: Sequence[Pair]) -> list[Pair]:
    """The pairs whose articles may be treated as one, though their ids differ."""
    return [(new, own) for new, own in doubles if is_one(new, own)]


def twice(doubles: Sequence[Pair]) -> str:
    """Which articles would be here under two ids, for a user who may still choose to join them."""
    verb = "is" if len(doubles) == 1 else "are"
    named = listed([f"“{excerpt(new.title, TITLE)}”" for new, _ in doubles], NAMED)
    return (
        f"{counted(len(doubles), 'article')} of the file {verb} here under another id: {named}. "
        "Taken for one, what is marked and linked there comes to yours; else each is here twice."
    )
