"""What of a study is not on the disk yet: changes that wait for it, and a move to another file.

When any of it is written, and how, is the writer's.
"""

from collections import deque

from annotations.change import Change
from annotations.store.checkpoint import Snapshot


class Backlog:
    """Changes in their order, of which those up to the number `durable` are on the disk.

    `departure` is the state in which the study is first to go on in another file, where it is. All
    of it is looked at and altered under the writer's condition.
    """

    def __init__(self, durable: int) -> None:
        self.durable = durable
        self.departure: Snapshot | None = None
        self._changes: deque[Change] = deque()

    def __len__(self) -> int:
        """How many changes wait."""
        return len(self._changes)

    @property
    def changes(self) -> list[Change]:
        """Those that wait now."""
        return list(self._changes)

    def put(self, change: Change, departure: Snapshot | None) -> None:
        """Take in the next change; with `departure`, the study first goes on in another file."""
        self._changes.append(change)
        self.departure = departure or self.departure

    def settle(self, number: int) -> None:
        """Note that the changes up to `number` are on the disk."""
        while self._changes and self._changes[0].number <= number:
            self._changes.popleft()
        self.durable = max(self.durable, number)

    def settle_departure(self, snapshot: Snapshot) -> None:
        """Note that the study has left its file, unless a newer state was to do so meanwhile."""
        if self.departure is snapshot:
            self.departure = None
