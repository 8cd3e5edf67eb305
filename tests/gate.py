"""Holds up what is made beside the reading, for the tests of what is done meanwhile."""

from asyncio import Event
from collections.abc import Iterable

import pytest

from tui.screens import drafting


class Gate:
    """Nothing is soon made, and the rest waits until `opened` is set; `steps` counts its slices."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.opened = Event()
        self.steps = 0
        patch.setattr(drafting, "SLICE", -1)
        patch.setattr(drafting, "in_turns", self._in_turns)

    async def _in_turns(self, steps: Iterable[object]) -> None:
        await self.opened.wait()
        for _ in steps:
            self.steps += 1
