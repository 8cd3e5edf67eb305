"""Moments of a table: a fast way to undo and redo sweeps of very many records.

A moment stands for the contents of a table until its next edit. If a table is at the moment at
which a sweep was made, its records need not be compared with the sweep; and the table as it was
before the sweep is cached, to be restored whole. Going record by record would delay a key too long
in both cases.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from annotations.change import Sweep
from annotations.record import Records

Rows = dict[str, Any]
"""A table's records by id."""

FEW = 8
"""A sweep of at most one in `FEW` records edits the table in place, a larger one a copy."""

STEP = 500
"""Records that `swept` adds or removes per slice, so that the event loop can run in between."""


class Way(NamedTuple):
    """A sweep, given by its two sides, that leads from one moment to another, `there`.

    `rows` is the cached table as it was at `there`, while only that sweep lies between; else None.
    """

    before: Records[Any]
    after: Records[Any]
    there: "Moment"
    rows: Rows | None


class Moment:
    """The state of a table until its next edit; undoing a sweep leads back to the same moment.

    `back` is the way that undoes the sweep that led here, `forth` the way that redoes the one that
    led on from here.
    """

    def __init__(self) -> None:
        self.back: Way | None = None
        self.forth: Way | None = None

    def way(self, sweep: Sweep) -> Way | None:
        """The one of `back` and `forth` that makes this sweep, or None."""
        for way in (self.back, self.forth):
            if way and way.before is sweep.before and way.after is sweep.after:
                return way
        return None

    def behind(self, sweep: Sweep, rows: Rows | None) -> "Moment":
        """The moment after a sweep made from here; `rows` is the table as it is here, if cached."""
        way = self.way(sweep)
        there = way.there if way else Moment()
        hither = Way(sweep.after, sweep.before, self, rows)
        thither = Way(sweep.before, sweep.after, there, None)
        if way and way is self.back:
            self.back, there.forth = thither, hither
        else:
            # Only one table is cached, not one for each sweep ever made.
            self.back = self.back and self.back._replace(rows=None)
            self.forth, there.back = thither, hither
        return there


def is_large(sweep: Sweep, rows: Rows) -> bool:
    """Whether a table is copied for the sweep, so that the old table can be cached."""
    return len(sweep) * FEW > len(rows)


def swept(rows: Rows, sweep: Sweep) -> Iterator[None]:
    """Add the records of a sweep to a table, or remove them from it, `STEP` at a time."""
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
