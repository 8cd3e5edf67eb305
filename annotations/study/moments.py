"""Moments of a table: a short way to undo and redo sweeps of very many records.

A moment stands for all that a table holds until its next edit. Whoever knows that a table is at the
moment when a sweep was made need not look whether its records are as the sweep says; and the table
as it was before the sweep is kept, to be put back whole. Either would take longer than a key may
wait, record by record.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from annotations.change import Sweep
from annotations.record import Records

Rows = dict[str, Any]
"""A table's records by id."""

FEW = 8
"""A sweep of fewer than one in so many of a table's records alters the table, else a copy."""

STEP = 500
"""Records that `swept` adds or removes per slice, so that the event loop can run in between."""


class Way(NamedTuple):
    """A sweep, given by its sides, that leads from one moment to another, which is `there`.

    `rows` is what the table held there, while nothing but that sweep lies between; else None.
    """

    before: Records[Any]
    after: Records[Any]
    there: "Moment"
    rows: Rows | None


class Moment:
    """All that a table holds until it is edited; it is the same one again once that is undone.

    `back` is the way that undoes the sweep that led here, `forth` the way that redoes the one that
    led on from here.
    """

    def __init__(self) -> None:
        self.back: Way | None = None
        self.forth: Way | None = None

    def way(self, sweep: Sweep) -> Way | None:
        """Where a sweep leads, if it is `back` or `forth`."""
        for way in (self.back, self.forth):
            if way and way.before is sweep.before and way.after is sweep.after:
                return way
        return None

    def behind(self, sweep: Sweep, rows: Rows | None) -> "Moment":
        """The moment after a sweep that is made here, where the table holds `rows`, if kept."""
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
    """Whether copying a table is faster than the sweep, so that the old table can be cached."""
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
