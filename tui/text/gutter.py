"""The gutter beside the text: a bar in a lane for each highlight, its signs, the numbers.

It yields characters and names of looks; `tui.text.palette` defines the colours.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from tui.text.decoration import Mark

LANES = 3
"""How many highlights have a bar of their own beside one row."""


class Bar(msgspec.Struct, frozen=True):
    """A highlight's bar: its lane, or None if all are taken; its first and last row, by start."""

    mark: Mark
    lane: int | None
    first: int
    last: int


class GutterCell(msgspec.Struct, frozen=True):
    """A character of the gutter and the kind of look it has."""

    character: str
    kind: str


EMPTY = GutterCell(" ", "gutter")


def bars(marks: Iterable[Mark], row_start: Callable[[int], int], lanes: int = LANES) -> list[Bar]:
    """A bar for each of `marks`, in the lowest lane that is free on all its rows.

    Lanes are assigned in order of start, longest first, so that they do not change while scrolling
    as long as `marks` reach back to the first highlight of a chain of neighbours.
    """
    free = [-1] * lanes
    found: list[Bar] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.start - mark.end, mark.id)):
        first = row_start(mark.start)
        last = row_start(max(mark.end - 1, mark.start))
        lane = next((lane for lane in range(lanes) if free[lane] < first), None)
        if lane is not None:
            free[lane] = last
        found.append(Bar(mark, lane, first, last))
    return found


def cells(
    row: int, bars: Sequence[Bar], lanes: int = LANES, *, brackets: bool = False
) -> tuple[GutterCell, ...]:
    """The lanes beside the row that starts at `row`.

    On a highlight's first row its key, `↔` for a link and `✎` for a note are in the free cells
    after the bar; if there are too few, the first sign replaces the bar and the last may be left
    out. `+n` counts highlights without a lane that begin here. With `brackets`, bars are drawn as
    `┌│└`, for terminals without colours.
    """
    here = [bar for bar in bars if bar.first <= row <= bar.last]
    drawn = [EMPTY] * lanes
    for bar in here:
        if bar.lane is not None:
            drawn[bar.lane] = GutterCell(_glyph(bar, row, brackets), f"bar {bar.mark.style}")
    for bar in here:
        if bar.lane is not None and bar.first == row:
            _announce(bar.mark, bar.lane, drawn)
    more = sum(bar.lane is None and bar.first == row for bar in here)
    if more:
        told = f"+{min(more, 9)}"[-lanes:] if lanes > 1 else "+"
        drawn[lanes - len(told) :] = [GutterCell(character, "more") for character in told]
    return tuple(drawn)


def number_cells(number: int | None, width: int) -> str:
    """A paragraph's number in `width` cells, followed by a blank if there is room."""
    if number is None or width < 2:
        return " " * width
    told = str(number)
    if len(told) > width:
        told = "…" + told[1 - width :]
    return told.rjust(width - 1).ljust(width)


def _announce(mark: Mark, lane: int, drawn: list[GutterCell]) -> None:
    """Write a highlight's signs after its bar; if not all fit, the first replaces the bar."""
    signs = [
        GutterCell(character, kind)
        for character, kind, shows in (
            (mark.key, "key", mark.key), ("↔", "link", mark.linked), ("✎", "note", mark.noted),
        )
        if shows
    ]  # fmt: skip
    behind = lane + 1
    free = next(
        (n for n, cell in enumerate(drawn[behind:]) if cell is not EMPTY), len(drawn) - behind
    )
    if len(signs) > free:
        drawn[lane] = GutterCell(signs.pop(0).character, f"key {mark.style}")
    for place, sign in zip(range(behind, behind + free), signs, strict=False):
        drawn[place] = sign


def _glyph(bar: Bar, row: int, brackets: bool) -> str:
    if not brackets:
        return "▌"
    if bar.first == bar.last:
        return "["
    return "┌" if row == bar.first else "└" if row == bar.last else "│"
