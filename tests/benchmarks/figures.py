"""Figures and their table: medians, p95 and ratios of alternatives measured alternately."""

import gc
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Act = Callable[[], float]
"""Performs an action once and returns what it took, in seconds or bytes."""


class Row(NamedTuple):
    """A line of the table: what was measured, the figure, the target, and whether it was met."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None


def take_turns(sides: Mapping[str, Act], rounds: int) -> dict[str, list[float]]:
    """What each side took in each round; the sides alternate, so that noise affects all alike.

    Garbage is collected only between rounds, because the program does not collect at start-up
    either.
    """
    taken: dict[str, list[float]] = {name: [] for name in sides}
    gc.freeze()
    gc.disable()
    for _ in range(rounds):
        gc.collect()
        for name, act in sides.items():
            taken[name].append(act())
    gc.enable()
    return taken


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 19 of 20 do not exceed."""
    return sorted(values)[min(round(0.95 * len(values)), len(values) - 1)]


def milliseconds(values: Sequence[float]) -> str:
    """Median and p95 of times in seconds, formatted in milliseconds."""
    return f"{1000 * median(values):.1f} / {1000 * p95(values):.1f} ms"


def ratio_row(
    what: str, taken: Mapping[str, Sequence[float]], ours: str, theirs: str, most: float
) -> Row:
    """A row comparing two sides' medians: the ratio of ours to theirs may be at most `most`."""
    ratio = median(taken[ours]) / median(taken[theirs])
    figure = f"{ratio:.2f} x {theirs} ({1000 * median(taken[ours]):.1f} ms)"
    return Row(what, figure, f"<= {most} x", ratio <= most)


def time_row(what: str, values: Sequence[float], most: float, *, at: str = "p95") -> Row:
    """A row of times in seconds whose p95 or median may be at most `most`."""
    reached = p95(values) if at == "p95" else median(values)
    return Row(what, milliseconds(values), f"{at} <= {1000 * most:g} ms", reached <= most)


def times_row(what: str, values: Sequence[float], beside: float, whose: str, most: float) -> Row:
    """A row of times in seconds whose p95 may be at most `most` times the reference."""
    ratio = p95(values) / beside
    figure = f"{milliseconds(values)}, {ratio:.2f} x {whose}"
    return Row(what, figure, f"p95 <= {most:.2f} x", ratio <= most)


def note_row(what: str, values: Sequence[float]) -> Row:
    """A row without a target, for reference."""
    return Row(what, milliseconds(values))


def show(subject: str, rows: Sequence[Row]) -> None:
    """Print a subject's rows."""
    met = {True: "met", False: "NOT MET", None: ""}
    sys.stdout.write(f"\n{subject}\n")
    for row in rows:
        line = f"  {row.what:<46} {row.figure:<34} {row.target:<16} {met[row.met]}"
        sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()
