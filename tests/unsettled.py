"""An edit that is still being made of a study, for the tests of what is done meanwhile."""

from collections.abc import Callable

import msgspec


class Unsettled(msgspec.Struct, frozen=True):
    """Comes in by `end`; nobody takes it back."""

    end: Callable[[], object]
    label: str = "what is being made"

    def settle(self) -> None:
        self.end()

    def take_back(self) -> bool:
        return False

    def want_again(self) -> bool:
        return False
