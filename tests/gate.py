"""Holds up background work, so that tests can act while it is unfinished."""

from asyncio import Event
from collections.abc import Iterable

import pytest

from tui.screens import drafting


class Gate:
    """Makes every draft run in the background and wait for `opened`; `steps` counts its slices."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.opened = Event()
        self.steps = 0
        patch.setattr(drafting, "SLICE", -1)
        patch.setattr(drafting, "in_slices", self._in_slices)

    async def _in_slices(self, steps: Iterable[object]) -> None:
        await self.opened.wait()
        for _ in steps:
            self.steps += 1
