"""Grapheme clusters and their widths in cells, as the terminal and Rich's tables count them.

It measures text cleaned by `tui.terminal.clean`; `tui.text.wrap` decides where rows end.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

from tui.terminal.clean import ZERO_WIDTH_JOINER, Kind, is_pictograph, kind_of

_FIRST_REGIONAL, _LAST_REGIONAL = "\U0001f1e6", "\U0001f1ff"


class Clusters(NamedTuple):
    """Where each cluster of a text starts, in code points and in cells; the totals come last."""

    starts: list[int]
    cells: list[int]

    def index_of(self, offset: int) -> int:
        """The index of the cluster that holds `offset`; at the end, the number of clusters."""
        return bisect_right(self.starts, offset) - 1


class _Alone(dict[str, bool]):
    """Caches whether a character is a cluster by itself, whatever its neighbours."""

    def __missing__(self, character: str) -> bool:
        alone = self[character] = kind_of(character) is Kind.PLAIN and not is_regional(character)
        return alone


_ALONE = _Alone()


class _Narrow(dict[str, bool]):
    """Caches whether a character is a cluster by itself and fills one cell."""

    def __missing__(self, character: str) -> bool:
        narrow = self[character] = _ALONE[character] and get_character_cell_size(character) == 1
        return narrow


_NARROW = _Narrow()


def is_regional(character: str) -> bool:
    """Whether `character` is a regional indicator, two of which make a flag."""
    return _FIRST_REGIONAL <= character <= _LAST_REGIONAL


def is_simple(text: str) -> bool:
    """Whether every code point of `text` may be shown as it is and fills exactly one cell."""
    if text.isascii() and text.isprintable():
        return True
    return all(map(_NARROW.__getitem__, set(text)))


def clusters_of(shown: str) -> Clusters:
    """The clusters of `shown`, a cleaned text.

    The rules are those of `rich.cells.split_graphemes`, plus two that it lacks: two regional
    indicators make one flag, and a joiner between letters does not swallow the second letter.
    """
    if all(map(_ALONE.__getitem__, set(shown))):
        widths = map(get_character_cell_size, shown)
        return Clusters(list(range(len(shown) + 1)), list(accumulate(widths, initial=0)))
    starts: list[int] = []
    cells: list[int] = []
    at = 0
    previous = ""
    for offset, character in enumerate(shown):
        if starts and _attaches(character, previous, shown, starts[-1], offset):
            at = cells[-1] + cell_len(shown[starts[-1] : offset + 1])
        else:
            starts.append(offset)
            cells.append(at)
            at += get_character_cell_size(character)
        previous = character
    starts.append(len(shown))
    cells.append(at)
    return Clusters(starts, cells)


def _attaches(character: str, previous: str, shown: str, start: int, offset: int) -> bool:
    """Whether `character`, at `offset`, belongs to the cluster that begins at `start`."""
    if not get_character_cell_size(character):
        return True
    if previous == ZERO_WIDTH_JOINER:
        return is_pictograph(character) and is_pictograph(shown[start])
    return is_regional(character) and is_regional(previous) and offset - start == 1
