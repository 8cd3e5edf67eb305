"""What is not on the disk yet: pending changes, and a move of the study to another file.

The writer decides when and how any of it is written.
"""

from collections import deque

from annotations.change import Change
from annotations.store.checkpoint import Snapshot


class Backlog:
    """Pending changes in order; all changes up to the number `durable` are on the disk.

    `departure` is the state in which the study must first move to another file, or None. All of it
    must be accessed while holding the writer's condition.
    """

    def __init__(self, durable: int) -> None:
        self.durable = durable
        self.departure: Snapshot | None = None
        self._changes: deque[Change] = deque()

    def __len__(self) -> int:
        """The number of pending changes."""
        return len(self._changes)

    @property
    def changes(self) -> list[Change]:
        """A copy of the pending changes."""
        return list(self._changes)

    def put(self, change: Change, departure: Snapshot | None) -> None:
        """Queue the next change; with `departure`, the study first moves to another file."""
        self._changes.append(change)
        self.departure = departure or self.departure

    def settle(self, number: int) -> None:
        """Mark the changes up to `number` as being on the disk."""
        while self._changes and self._changes[0].number <= number:
            self._changes.popleft()
        self.durable = max(self.durable, number)

    def settle_departure(self, snapshot: Snapshot) -> None:
        """Mark the move as done, unless a newer state has been queued for one meanwhile."""
        if self.departure is snapshot:
            self.departure = None
