"""How many of something there are, in words, for messages: with commas between thousands.

Columns of figures and machine-readable output have no commas.
"""

from collections.abc import Sequence


def counted(number: int, thing: str) -> str:
    """A number of things whose plural ends in s: `1 highlight`, `2,000 highlights`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def counted_of(number: int, total: int, thing: str) -> str:
    """How many of all there are: `2 of 5 articles`, or `5 articles` where that is all of them."""
    return (f"{number:,} of " if number < total else "") + counted(total, thing)


def listed(things: Sequence[str], most: int, between: str = ", ") -> str:
    """Things one after another, of which at most `most` are named: `a, b, and 3 more`."""
    more = f"{between}and {len(things) - most:,} more" if len(things) > most else ""
    return between.join(things[:most]) + more
