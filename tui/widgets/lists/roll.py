"""A long list as its widget sees it: a cursor, and a view of so many lines. Pure bookkeeping.

Heights are asked for only near the view, so that 100,000 items cost no more than ten. How an item
looks is the widget's, in `tui.widgets.lists.listing`.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

Item = str
"""One entry of a list is the key by which its owner knows it.

It is a bare string, since a list may hold 100,000: objects would have Python's collector stop the
screen to look through them.
"""

POINTER = "›"
"""Stands before what a cursor is on, so that it is not told by colour alone."""

NEAR = 100
"""Items before the cursor's place among which its item is looked for first."""


class Heading(str):
    """An entry that the cursor passes over."""

    __slots__ = ()


def or_first(item: Item | None, items: Sequence[Item]) -> Item | None:
    """An item if a filter has left it among these, else the first that the cursor can be on."""
    if item in items:
        return item
    return next((item for item in items if not isinstance(item, Heading)), None)


class Roll:
    """Items below each other, a cursor on one that is no heading, and the first item in view.

    `height_of` gives an item's height in lines, at least one. `room` is the view's height in lines.
    `cursor` is -1 while there is nothing to put it on.
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
        """Hold these items, with the cursor on the one whose key is `at`.

        Without `at`, or when it is gone, the cursor stays on its item, else at its place.
        """
        before = self.item
        key = before if at is None else at
        self.items = items
        self.cursor = self._selectable(self._place_of(key), 1)
        self.hold()

    def go(self, index: int, towards: int = 1) -> None:
        """Put the cursor on an item, or on the nearest one `towards` (1 or -1) it."""
        self.cursor = self._selectable(max(0, min(index, len(self.items) - 1)), towards)
        self.hold()

    def page(self, by: int) -> None:
        """Move the cursor by as many items as are in view, but one."""
        fits = len({index for index, _ in self.view()})
        self.go(self.cursor + by * max(fits - 1, 1), by)

    def edge(self, *, last: bool) -> None:
        """Move the cursor to the first item or the last, and the view with it."""
        self.go(len(self.items) - 1 if last else 0, -1 if last else 1)
        if not last:
            self.top = 0
            self.hold()

    def scroll(self, by: int) -> None:
        """Move the view by items; the cursor comes along where it must."""
        self.top = max(0, self._not_below_end(self.top + by))
        whole = [i for i, line in self.view() if line == self._height(i) - 1]
        if whole and not whole[0] <= self.cursor <= whole[-1]:
            top = self.top
            above = self.cursor < whole[0]
            self.go(whole[0] if above else whole[-1], 1 if above else -1)
            if self.cursor in whole:
                self.top = top

    def roll(self, lines: int) -> None:
        """Move the view by as few items as are so many lines, up if negative."""
        step = 1 if lines > 0 else -1
        index, passed = self.top if step > 0 else self.top - 1, 0
        while passed < abs(lines) and 0 <= index < len(self.items):
            passed += self._height(index)
            index += step
        self.scroll(index - self.top if step > 0 else index + 1 - self.top)

    def hold(self) -> None:
        """Scroll by as little as brings the cursor's item wholly into view, with its heading."""
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
        """The lines of the scroll bar's thumb; empty when everything is in view.

        Its length tells what share of the items is in view now.
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
        """`top`, or the earliest item from which all down to the last are in view.

        The last ones are drawn to know their heights only where `top` may be too low.
        """
        count = len(self.items)
        if top <= count - max(self.room, 1):
            return top
        return min(top, self._fitting(count - 1))

    def _fitting(self, last: int) -> int:
        """The earliest item that is wholly in view when `last` stands at the bottom."""
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
        # It mostly is near where it was, and looking through 100,000 takes milliseconds.
        for start in (max(0, place - NEAR), 0):
            with suppress(ValueError):
                return self.items.index(key, start)
        return place

    def _selectable(self, index: int, towards: int) -> int:
        """The first item that is no heading, from `index` on, else back from it; -1 for none."""
        count = len(self.items)
        onward = range(index, count) if towards > 0 else range(index, -1, -1)
        back = range(index, -1, -1) if towards > 0 else range(index, count)
        for indexes in (onward, back):
            for at in indexes:
                if at < count and not isinstance(self.items[at], Heading):
                    return at
        return -1
