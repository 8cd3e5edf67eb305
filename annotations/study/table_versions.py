"""Versions of a table: a fast way to undo and redo sweeps of very many records.

A version stands for the contents of a table until its next edit. If a table is at the version for
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


class Transition(NamedTuple):
    """A sweep, given by its two sides, that leads from one version to another, `there`.

    `rows` is the cached table as it was at `there`, while only that sweep lies between; else None.
    """

    before: Records[Any]
    after: Records[Any]
    there: "TableVersion"
    rows: Rows | None


class TableVersion:
    """The state of a table until its next edit; undoing a sweep leads back to the same version.

    `back` is the transition that undoes the sweep that led here, `forth` the one that redoes the
    sweep that led on from here.
    """

    def __init__(self) -> None:
        self.back: Transition | None = None
        self.forth: Transition | None = None

    def transition(self, sweep: Sweep) -> Transition | None:
        """The one of `back` and `forth` that makes this sweep, or None."""
        for transition in (self.back, self.forth):
            if transition and transition.before is sweep.before and transition.after is sweep.after:
                return transition
        return None

    def behind(self, sweep: Sweep, rows: Rows | None) -> "TableVersion":
        """The version after a sweep made from here; `rows` is the table as it is here, if kept."""
        transition = self.transition(sweep)
        there = transition.there if transition else TableVersion()
        undo = Transition(sweep.after, sweep.before, self, rows)
        redo = Transition(sweep.before, sweep.after, there, None)
        if transition and transition is self.back:
            self.back, there.forth = redo, undo
        else:
            # Only one table is cached, not one for each sweep ever made.
            self.back = self.back and self.back._replace(rows=None)
            self.forth, there.back = redo, undo
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
