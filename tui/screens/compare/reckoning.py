"""What a comparison tells of very many highlights, reckoned beside the keys: how much they cover.

Until it is known the screen says that it is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from textual.screen import Screen
from textual.worker import Worker

from annotations.compare.matrix.cell import Cell
from tui.turns import in_turns

SOON = 2_000
"""So many highlights are gone through at once: it takes no time to speak of."""

Step = Callable[[], Iterator[None]]
"""What reckons something of a cell, in slices."""


class Reckoning:
    """Reckons what is to be told of cells; `told` is called when it can be, if not at once."""

    def __init__(self, screen: Screen[Any], told: Callable[[], object]) -> None:
        self._screen = screen
        self._told = told
        self._steps: set[Step] = set()
        self._worker: Worker[None] | None = None

    def want(self, begun: Iterable[Cell], told: Iterable[Cell]) -> None:
        """Reckon how some cells begin, then all of others, and nothing else any more."""
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
            await in_turns(some for step in steps for some in step())
            self._told()


def _few_at_once(steps: Iterable[tuple[int, Step]]) -> list[Step]:
    """Take the steps of few highlights in all, each given with their number; the rest of them."""
    left, rest = SOON, list[Step]()
    for count, step in steps:
        left -= count
        if left < 0:
            rest.append(step)
        else:
            for _ in step():
                pass
    return rest
