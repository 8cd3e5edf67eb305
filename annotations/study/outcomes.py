"""What an edit makes of one record. Which records there are is the state's to know."""

from typing import Any

from annotations.change import Edit, Fields, Table
from annotations.errors import Refused
from annotations.record import Record, known_fields
from annotations.study.records import RECORDS


class Outcomes:
    """The record that each of some edits, which are made together, leaves behind.

    Most steps, of which an edit of a whole study has tens of thousands, have the same fields before
    and after, all of them known; for those there is a quicker way. A field that is unset counts
    there as one that holds its default. Edits that share their `after` have it checked once: it
    must not be altered while they are made.
    """

    def __init__(self) -> None:
        self._checked: dict[tuple[Table, int], dict[str, Any]] = {}

    def of(self, edit: Edit, old: Record | None) -> Record | None:
        """The record that an edit makes of the `old` one; None stands for no record.

        Raises `Refused` when `old` does not match the edit's `before`, `msgspec.ValidationError`
        when the new record would not be valid.
        """
        if edit.before is None and old is not None:
            raise exists(edit.table, edit.id)
        if edit.before is not None and old is None:
            raise missing(edit.table, edit.id)
        if edit.table == "study" and (edit.before is None or edit.after is None):
            raise Refused("a study keeps its one record")
        if old is not None and edit.before is not None and edit.after is not None:
            stepped = self._stepped(edit, edit.before, edit.after, old)
            if stepped is not None:
                return _called(edit, stepped)
        fields = _without(edit, old.to_fields()) if old is not None else {}
        return None if edit.after is None else born(edit, {**fields, **edit.after})

    def _stepped(self, edit: Edit, before: Fields, after: Fields, old: Record) -> Record | None:
        """The record after a step, by the fast path; None for an edit that cannot take it."""
        if before.keys() != after.keys():
            return None
        values = self._checked.get((edit.table, id(after)))
        if values is None:
            kind = RECORDS[edit.table]
            if not after.keys() <= known_fields(kind):
                return None
            values = self._checked[edit.table, id(after)] = kind.checked(after)
        for name, value in before.items():
            now = getattr(old, name)
            if (list(now) if type(now) is tuple else now) != value:
                raise _changed(edit, name)
        return old.with_values(values)


def born(edit: Edit, fields: Fields) -> Record:
    """The record of these fields, made by an edit. Raises as `Outcomes.of` does."""
    return _called(edit, RECORDS[edit.table].from_fields(fields))


def exists(table: Table, id: str) -> Refused:
    """The error for the birth of a record that exists."""
    return Refused(f"the record {id} of {table} exists")


def missing(table: Table, id: str) -> Refused:
    """The error for the step or death of a record that does not exist."""
    return Refused(f"the record {id} of {table} is missing")


def _called(edit: Edit, new: Record) -> Record:
    if new.id != edit.id:
        raise Refused(f"the record {edit.id} of {edit.table} cannot take the id {new.id}")
    return new


def _changed(edit: Edit, name: str) -> Refused:
    return Refused(f"the {name} of {edit.table} {edit.id} has changed meanwhile")


def _without(edit: Edit, fields: Fields) -> Fields:
    """The fields that an edit leaves alone; `Refused` when the others do not match its `before`."""
    rest = dict(fields)
    before, after = edit.before or {}, edit.after or {}
    for name, value in before.items():
        if name not in rest or rest.pop(name) != value:
            raise _changed(edit, name)
    unforeseen = sorted(rest if edit.after is None else rest.keys() & after.keys())
    if unforeseen:
        raise Refused(f"the {unforeseen[0]} of {edit.table} {edit.id} was not set before")
    return rest
