"""Computes what cells show of very many highlights, in slices, so that keys are not delayed.

An example is how much they cover. Until that is known, the screen says that it is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from textual.screen import Screen
from textual.worker import Worker

from annotations.compare.matrix.cell import Cell
from tui.slicing import in_slices

SOON = 2_000
"""The number of highlights that can be processed at once, in negligible time."""

Step = Callable[[], Iterator[None]]
"""Computes something about a cell, and yields between slices."""


class Computation:
    """Computes what cells show; `told` is called when more is known than was known at once."""

    def __init__(self, screen: Screen[Any], told: Callable[[], object]) -> None:
        self._screen = screen
        self._told = told
        self._steps: set[Step] = set()
        self._worker: Worker[None] | None = None

    def want(self, begun: Iterable[Cell], told: Iterable[Cell]) -> None:
        """Compute the beginnings of cells, then all about others; drop what was wanted before."""
        stages = [
            _few_at_once((cell.count, cell.beginning) for cell in begun if not cell.is_begun),
            _few_at_once((cell.count, cell.slices) for cell in told if not cell.is_told),
        ]
        wanted = {step for steps in stages for step in steps}
        is_under_way = self._worker is not None and self._worker.is_running
        if is_under_way and wanted <= self._steps:
            return
        if self._worker is not None:
            self._worker.cancel()
        self._steps = wanted
        if wanted:
            self._worker = self._screen.run_worker(self._reckon(stages))

    async def _reckon(self, stages: Sequence[Sequence[Step]]) -> None:
        for steps in filter(None, stages):
            await in_slices(some for step in steps for some in step())
            self._told()


def _few_at_once(steps: Iterable[tuple[int, Step]]) -> list[Step]:
    """Run the first steps, up to `SOON` highlights in all; return the remaining ones.

    Each step is given with its number of highlights.
    """
    left, rest = SOON, list[Step]()
    for count, step in steps:
        left -= count
        if left < 0:
            rest.append(step)
        else:
            for _ in step():
                pass
    return rest
