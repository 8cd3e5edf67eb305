"""An edit that is still being made, for tests of what happens meanwhile."""

from collections.abc import Callable

import msgspec


class Unsettled(msgspec.Struct, frozen=True):
    """An unfinished edit, applied by `end`; it cannot be taken back."""

    end: Callable[[], object]
    label: str = "what is being made"

    def settle(self) -> None:
        self.end()

    def take_back(self) -> bool:
        return False

    def want_again(self) -> bool:
        return False
