"""What every record of a study shares: an id, validation, and fields of newer versions kept.

A record is one JSON object of one table. The struct that declares it validates it, encodes it and
yields its JSON Schema; nothing else describes it a second time.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Annotated, Any, Self, TypeVar, get_type_hints
from uuid import uuid4

import msgspec

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_.:-]+$")]
Time = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
Offset = Annotated[int, msgspec.Meta(ge=0)]

Clock = Callable[[], str]
"""Gives the time now as UTC ISO-8601 ending in `Z`."""

IdMaker = Callable[[], str]
"""Gives an id that no record has yet."""


def utc_now() -> str:
    """The time now, UTC ISO-8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A random UUID."""
    return str(uuid4())


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One record of a table.

    It cannot be part of a reference cycle, so the garbage collector does not track it: scanning a
    hundred thousand records took longer than a key may wait. `unknown` holds the fields that a
    newer version of diptych wrote; they are never looked at, and written back unchanged. Its
    encoded name is empty, which no real field's can be.
    """

    id: Id
    unknown: dict[str, Any] = msgspec.field(default_factory=dict, name="")

    def __hash__(self) -> int:
        return hash(self.id)

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Self:
        """The record with these JSON fields; `msgspec.ValidationError` says which one is wrong."""
        names = fields.keys() - known_fields(cls)
        if names:
            surplus = {n: value for n, value in fields.items() if n in names}
            fields = {n: value for n, value in fields.items() if n not in names}
            fields[""] = surplus
        return msgspec.convert(fields, cls, strict=True)

    @classmethod
    def checked(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Some declared fields' values, validated and converted to what records hold.

        Raises `msgspec.ValidationError` as `from_fields` does.
        """
        part = msgspec.convert(fields, _part(cls), strict=True)
        return {name: getattr(part, name) for name in fields}

    def with_values(self, values: dict[str, Any]) -> Self:
        """This record with other values in some of its fields, as returned by `checked`.

        Raises `msgspec.ValidationError` when they do not fit the values of the other fields.
        """
        try:
            return msgspec.structs.replace(self, **values)
        except ValueError as error:
            raise msgspec.ValidationError(str(error)) from error

    def to_fields(self) -> dict[str, Any]:
        """The record's JSON fields; unset optional ones are absent."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        fields.update(fields.pop("", {}))
        return plain(fields)


R = TypeVar("R", bound=Record)


class Records(dict[str, R]):
    """Records of one table, by id, which can be grouped by a field: see `by`.

    Groups by the `fields` given are made as records are `put`, others at the first call of `by`.
    Groups are cached: add records only by `put` and `put_alike`, and remove none.
    """

    def __init__(self, records: Iterable[R] = (), fields: Iterable[str] = ()) -> None:
        super().__init__()
        self._alike: dict[str, dict[Any, dict[str, R]]] = {name: {} for name in fields}
        for record in records:
            self.put(record)

    def put(self, record: R) -> None:
        """Add a record, or replace the one with its id."""
        old = self.get(record.id)
        self[record.id] = record
        for name, alike in self._alike.items():
            if old is not None:
                del alike[getattr(old, name)][old.id]
            alike.setdefault(getattr(record, name), {})[record.id] = record

    def put_alike(self, records: Collection[R]) -> None:
        """Add new records that have the same value in each of the fields grouped by."""
        come = {record.id: record for record in records}
        self.update(come)
        for name, alike in self._alike.items():
            for one in islice(records, 1):
                alike.setdefault(getattr(one, name), {}).update(come)

    def by(self, field: str) -> Mapping[Any, dict[str, R]]:
        """The records grouped by the value of a field; each group is by id, in order."""
        alike = self._alike.get(field)
        if alike is None:
            alike = self._alike[field] = {}
            for record, value in zip(
                self.values(), map(attrgetter(field), self.values()), strict=True
            ):
                alike.setdefault(value, {})[record.id] = record
        return alike


def plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Turn tuples, which records hold, into the lists of JSON, in place; return the fields."""
    for name, value in fields.items():
        if type(value) is tuple:
            fields[name] = list(value)
    return fields


@cache
def _part(record: type[Record]) -> type[msgspec.Struct]:
    """A struct with the fields of `record`, any of which may be missing."""
    types = get_type_hints(record, include_extras=True)
    names = [name for name in record.__struct_fields__ if name in known_fields(record)]
    fields = [(name, types[name] | msgspec.UnsetType, msgspec.UNSET) for name in names]
    return msgspec.defstruct(record.__name__, fields)


@cache
def known_fields(record: type[Record]) -> frozenset[str]:
    """The names of the fields that a record has in a file."""
    return frozenset(record.__struct_encode_fields__) - {""}
