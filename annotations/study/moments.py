"""What is known of a table without looking: that it holds again, or still, what it held.

To look whether a hundred thousand records are as a sweep says, and to put them in or take them out
one by one, takes longer than a key may wait.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from annotations.change import Sweep
from annotations.record import Records

Rows = dict[str, Any]
"""A table's records by id."""

FEW = 8
"""A sweep of fewer than one in so many of a table's records alters it; else a copy is altered."""

STEP = 500
"""Records that are put into a copy at a time where others have turns."""


class Way(NamedTuple):
    """A sweep, given by its sides, that leads to another moment, and the table there if it is kept.

    It is kept while nothing but that sweep lies between.
    """

    before: Records[Any]
    after: Records[Any]
    there: "Moment"
    rows: Rows | None


class Moment:
    """What a table holds, until it is edited; the same one again when a sweep is taken back.

    `back` takes the sweep back that led here, `forth` makes the one again that led on from here.
    """

    def __init__(self) -> None:
        self.back: Way | None = None
        self.forth: Way | None = None

    def way(self, sweep: Sweep) -> Way | None:
        """Where a sweep leads, if it is one of these two."""
        for way in (self.back, self.forth):
            if way and way.before is sweep.before and way.after is sweep.after:
                return way
        return None

    def behind(self, sweep: Sweep, rows: Rows | None) -> "Moment":
        """What the table holds once a sweep is made; here it holds `rows`, if they are kept."""
        way = self.way(sweep)
        there = way.there if way else Moment()
        hither = Way(sweep.after, sweep.before, self, rows)
        thither = Way(sweep.before, sweep.after, there, None)
        if way and way is self.back:
            self.back, there.forth = thither, hither
        else:
            # One table is kept, not one for each sweep that there ever was.
            self.back = self.back and self.back._replace(rows=None)
            self.forth, there.back = thither, hither
        return there


def is_large(sweep: Sweep, rows: Rows) -> bool:
    """Whether a copy of a table is sooner made than the sweep, and so can be kept."""
    return len(sweep) * FEW > len(rows)


def swept(rows: Rows, sweep: Sweep) -> Iterator[None]:
    """Put the records of a sweep into a table, or take them out of it, some at a time."""
    if len(sweep.before) == len(rows) and not sweep.after:
        rows.clear()
    coming, going = iter(sweep.after.items()), iter(() if sweep.after else sweep.before)
    while some := dict(islice(coming, STEP)):
        rows.update(some)
        yield
    while ids := tuple(islice(going, STEP)):
        for id in ids:
            rows.pop(id, None)
        yield
