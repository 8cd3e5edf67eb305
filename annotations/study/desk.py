"""What the desks of a study share. A desk is the place where one kind of record is edited."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.change import Change, Edit
from annotations.errors import UnknownRecord
from annotations.study.state import State

if TYPE_CHECKING:
    from annotations.study.study import Study


class Desk:
    """One kind of record of a study: looks them up, checks edits, commits them as changes."""

    def __init__(self, study: "Study") -> None:
        self.study = study

    @property
    def state(self) -> State:
        """The study's records as they are now."""
        return self.study.state

    def commit(self, label: str, edits: Iterable[Edit]) -> Change:
        """Make edits as one undoable change."""
        return self.study.commit(label, edits)


def unknown(kind: str, name: str) -> UnknownRecord:
    """The error for a record that is not there."""
    return UnknownRecord(f"There is no {kind} {name!r} in this study.")
