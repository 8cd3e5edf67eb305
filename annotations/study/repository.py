"""The base of a study's repositories: each looks up and edits one kind of record."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from annotations.change import Change, Part, RecordTable
from annotations.errors import UnknownRecord
from annotations.record import Record
from annotations.study.state import State

if TYPE_CHECKING:
    from annotations.study.study import Study

R = TypeVar("R", bound=Record)


class Repository(Generic[R]):
    """The records of one `table` of a study, in study order.

    It looks them up, checks edits, and commits them as changes.
    """

    table: ClassVar[RecordTable]

    def __init__(self, study: "Study") -> None:
        self.study = study

    @property
    def state(self) -> State:
        """The study's records as they are now."""
        return self.study.state

    @property
    def _records(self) -> dict[str, R]:
        return self.state.table(self.table)

    def __iter__(self) -> Iterator[R]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def get(self, id: str) -> R:
        """The record with this id; `UnknownRecord` when there is none."""
        record = self._records.get(id)
        if record is None:
            raise unknown(self.table.removesuffix("s"), id)
        return record

    def commit(self, label: str, edits: Iterable[Part]) -> Change:
        """Make edits as one undoable change."""
        return self.study.commit(label, edits)


def unknown(kind: str, name: str) -> UnknownRecord:
    """The error for a record that is not there."""
    return UnknownRecord(f"There is no {kind} {name!r} in this study.")
