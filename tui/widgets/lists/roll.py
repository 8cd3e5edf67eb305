"""The state of a long list: its items, a cursor, and a view of some lines. Pure bookkeeping.

Heights are asked for only near the view, so that 100,000 items cost no more than ten. Items are
drawn by the widget, `tui.widgets.lists.listing`.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

Item = str
"""An entry of a list, represented by its owner's key for it.

It is a bare string because a list may hold 100,000 entries: with that many objects, Python's
garbage collector would block the screen while scanning them.
"""

POINTER = "›"
"""Marks the entry under a cursor, so that it is not told by colour alone."""

NEAR = 100
"""The search for the cursor's item begins this many items before its old index."""


class Heading(str):
    """An entry that the cursor skips."""

    __slots__ = ()


def or_first(item: Item | None, items: Sequence[Item]) -> Item | None:
    """`item` if it is among these items, else the first that the cursor can be on."""
    if item in items:
        return item
    return next((item for item in items if not isinstance(item, Heading)), None)


class Roll:
    """Items one below another, a cursor on one that is no heading, and the first item in view.

    `height_of` returns an item's height in lines, at least one. `room` is the view's height in
    lines. `cursor` is -1 if no item can have it.
    """

    def __init__(self, height_of: Callable[[Item], int]) -> None:
        self._height_of = height_of
        self.items: Sequence[Item] = ()
        self.cursor = -1
        self.top = 0
        self.room = 0

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def take(self, items: Sequence[Item], *, at: str | None = None) -> None:
        """Replace the items, with the cursor on the one whose key is `at`.

        Without `at`, or if it is gone, the cursor stays on its item, or else at its index.
        """
        before = self.item
        key = before if at is None else at
        self.items = items
        self.cursor = self._selectable(self._place_of(key), 1)
        self.hold()

    def go(self, index: int, towards: int = 1) -> None:
        """Put the cursor on an item; from a heading, on the next item `towards` 1 or -1."""
        self.cursor = self._selectable(max(0, min(index, len(self.items) - 1)), towards)
        self.hold()

    def page(self, by: int) -> None:
        """Move the cursor by one item less than are in view."""
        fits = len({index for index, _ in self.view()})
        self.go(self.cursor + by * max(fits - 1, 1), by)

    def edge(self, *, last: bool) -> None:
        """Move the cursor to the first item or the last, and the view with it."""
        self.go(len(self.items) - 1 if last else 0, -1 if last else 1)
        if not last:
            self.top = 0
            self.hold()

    def scroll(self, by: int) -> None:
        """Move the view by items; the cursor moves along if it would leave the view."""
        self.top = max(0, self._not_below_end(self.top + by))
        whole = [i for i, line in self.view() if line == self._height(i) - 1]
        if whole and not whole[0] <= self.cursor <= whole[-1]:
            top = self.top
            above = self.cursor < whole[0]
            self.go(whole[0] if above else whole[-1], 1 if above else -1)
            if self.cursor in whole:
                self.top = top

    def roll(self, lines: int) -> None:
        """Move the view by the fewest items that make up so many lines, up if negative."""
        step = 1 if lines > 0 else -1
        index, passed = self.top if step > 0 else self.top - 1, 0
        while passed < abs(lines) and 0 <= index < len(self.items):
            passed += self._height(index)
            index += step
        self.scroll(index - self.top if step > 0 else index + 1 - self.top)

    def hold(self) -> None:
        """Scroll as little as needed to show the whole item of the cursor, with its heading."""
        if self.cursor < 0 or self.room <= 0:
            self.top = 0
            return
        wanted = self.cursor
        while wanted > 0 and isinstance(self.items[wanted - 1], Heading):
            wanted -= 1
        lowest = self._fitting(self.cursor)
        self.top = min(self._not_below_end(self.top), max(wanted, lowest))
        self.top = max(self.top, lowest)

    def view(self) -> list[tuple[int, int]]:
        """The lines in view, each as the index of its item and its number within the item."""
        lines: list[tuple[int, int]] = []
        index = self.top
        while len(lines) < self.room and index < len(self.items):
            lines += [(index, line) for line in range(self._height(index))]
            index += 1
        return lines[: self.room]

    def thumb(self) -> range:
        """The lines that the scroll bar's thumb covers; empty if everything is in view.

        Its length is proportional to the share of the items that is in view.
        """
        view, count = self.view(), len(self.items)
        if not view or self.room < 2:
            return range(0)
        first, (last, line) = view[0][0], view[-1]
        seen = max(last - first + (line == self._height(last) - 1), 1)
        if seen == count:
            return range(0)
        length = max(1, self.room * seen // count)
        start = first * (self.room - length) // (count - seen)
        return range(start, start + length)

    def _height(self, index: int) -> int:
        return self._height_of(self.items[index])

    def _not_below_end(self, top: int) -> int:
        """`top`, or the earliest item from which everything down to the last is in view, if less.

        The last items are drawn to know their heights only if `top` may be too low.
        """
        count = len(self.items)
        if top <= count - max(self.room, 1):
            return top
        return min(top, self._fitting(count - 1))

    def _fitting(self, last: int) -> int:
        """The earliest item that is wholly in view when `last` is at the bottom."""
        if last < 0:
            return 0
        left = self.room - self._height(last)
        while last > 0 and (height := self._height(last - 1)) <= left:
            last -= 1
            left -= height
        return last

    def _place_of(self, key: str | None) -> int:
        place = max(0, min(self.cursor, len(self.items) - 1))
        if key is None:
            return place
        # The item is usually near its old index; searching 100,000 items takes milliseconds.
        for start in (max(0, place - NEAR), 0):
            with suppress(ValueError):
                return self.items.index(key, start)
        return place

    def _selectable(self, index: int, towards: int) -> int:
        """The first item from `index` on, else back from it, that is no heading; -1 for none."""
        count = len(self.items)
        onward = range(index, count) if towards > 0 else range(index, -1, -1)
        back = range(index, -1, -1) if towards > 0 else range(index, count)
        for indexes in (onward, back):
            for at in indexes:
                if at < count and not isinstance(self.items[at], Heading):
                    return at
        return -1
