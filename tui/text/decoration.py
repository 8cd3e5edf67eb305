"""Flattens what lies over a row of text, from highlights to caret, into disjoint runs of kinds.

Kinds are names; `tui.text.palette` defines their colours.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from annotations.span import Span


class Mark(msgspec.Struct, frozen=True):
    """A highlight as the view needs it.

    Attributes:
        start, end: the code points covered.
        id: the highlight's id; it decides the order of two that cover the same span.
        style: the name of its look, its first tag's colour (`#e69f00`); empty without a tag.
        key: its first tag's key, shown in the gutter; empty for none.
        linked: whether a link begins or ends at it.
        noted: whether it has a note.

    """

    start: int
    end: int
    id: str
    style: str = ""
    key: str = ""
    linked: bool = False
    noted: bool = False


class Run(msgspec.Struct, frozen=True):
    """The code points `[start, end)`, all with the same kinds over them."""

    start: int
    end: int
    kinds: tuple[str, ...]


class Cover(msgspec.Struct, frozen=True):
    """What lies over a page temporarily: the current hit, selection, caret and flash."""

    current: Span | None = None
    selection: Span | None = None
    caret: Span | None = None
    flash: Span | None = None


class Layers(NamedTuple):
    """What may lie over the text of a page; each in code points, in any order."""

    marks: Sequence[Mark] = ()
    hits: Sequence[Span] = ()
    furniture: Sequence[Span] = ()
    cover: Cover = Cover()


_MARKED, _OVERLAP, _FURNITURE, _HIT, _CURRENT, _FLASH, _SELECTED, _CARET = (
    1 << bit for bit in range(8)
)
_NAMES = {
    _FURNITURE: "furniture",
    _OVERLAP: "overlap",
    _HIT: "hit",
    _CURRENT: "current",
    _FLASH: "flash",
    _SELECTED: "selected",
    _CARET: "caret",
}
_ADD = {bit: bytes(value | bit for value in range(256)) for bit in _NAMES}
_ADD_MARK = bytes(value | (_OVERLAP if value & _MARKED else _MARKED) for value in range(256))


def mark_kind(style: str) -> str:
    """The kind of text under a highlight of this style."""
    return f"mark {style}"


def runs(start: int, end: int, layers: Layers, *, inked: int | None = None) -> list[Run]:
    """The contiguous runs of the row `[start, end)`; highlights show up to `inked`, or the end.

    The shortest covering highlight determines the look. An owner is recorded for each code point of
    the row, and runs are compared only where something begins or ends, so that the cost depends
    only on what touches the row.
    """
    edge, cover = end if inked is None else inked, layers.cover
    touching = [mark for mark in layers.marks if mark.start < edge and mark.end > start]
    over = [
        (bit, span)
        for bit, spans in (
            (_FURNITURE, layers.furniture),
            (_HIT, layers.hits),
            (_CURRENT, (cover.current,)),
            (_FLASH, (cover.flash,)),
            (_SELECTED, (cover.selection,)),
            (_CARET, (cover.caret,)),
        )
        for span in spans
        if span is not None and span.start < end and span.end > start
    ]
    if not touching and not over:
        # Most rows are like this.
        return [Run(start, end, ())] if start < end else []
    flags = bytearray(end - start)
    owners: list[str] = [""] * (end - start)
    cuts = {0, end - start}
    for mark in sorted(touching, key=_shortest_last):
        low, high = max(mark.start, start) - start, min(mark.end, edge) - start
        owners[low:high] = [mark.style] * (high - low)
        flags[low:high] = flags[low:high].translate(_ADD_MARK)
        cuts.update((low, high))
    for bit, span in over:
        low, high = max(span.start, start) - start, min(span.end, end) - start
        flags[low:high] = flags[low:high].translate(_ADD[bit])
        cuts.update((low, high))
    return _grouped(start, flags, owners, sorted(cuts))


def _shortest_last(mark: Mark) -> tuple[int, int, str]:
    return (mark.start - mark.end, mark.start, mark.id)


def _grouped(start: int, flags: bytearray, owners: list[str], cuts: list[int]) -> list[Run]:
    """Runs of equal flags and owner; these change only at `cuts`."""
    found: list[Run] = []
    before: tuple[int, str] | None = None
    for low, high in pairwise(cuts):
        here = flags[low], owners[low]
        if here == before:
            found[-1] = Run(found[-1].start, start + high, found[-1].kinds)
        else:
            found.append(Run(start + low, start + high, _kinds(*here)))
        before = here
    return found


@lru_cache(maxsize=1024)
def _kinds(flag: int, owner: str) -> tuple[str, ...]:
    marks = (mark_kind(owner),) if flag & _MARKED else ()
    return (*marks, *(name for bit, name in _NAMES.items() if flag & bit))
