"""The state of a list whose items may be taller than the view. Pure bookkeeping.

`tui.widgets.lists.roll` is for items that fit the view.
"""

from collections.abc import Callable


class TallRoll:
    """A cursor on one of `count` items, and a view of `room` lines that may begin inside an item.

    `height_of` returns an item's height in lines, at least one; it is called only near the view.
    The view begins at line `line` of item `top`.
    """

    def __init__(self, count: int, height_of: Callable[[int], int]) -> None:
        self._count = count
        self._height_of = height_of
        self.cursor = 0
        self.top = 0
        self.line = 0
        self.room = 1

    def view(self) -> list[tuple[int, int]]:
        """The lines in view, each as the index of its item and its number within the item."""
        lines: list[tuple[int, int]] = []
        index, number = self.top, self.line
        while len(lines) < self.room and index < self._count:
            lines += [(index, nth) for nth in range(number, self._height_of(index))]
            index, number = index + 1, 0
        return lines[: self.room]

    def step(self, by: int) -> None:
        """Move to the next (1) or previous (-1) item, but first scroll to the end of this one."""
        if not self._count:
            return
        last = self._height_of(self.cursor) - 1
        shown = [number for index, number in self.view() if index == self.cursor]
        most = max(self.room - 1, 1)
        if by > 0 and shown and shown[-1] < last:
            self.line += min(most, last - shown[-1])
        elif by < 0 and shown and shown[0] > 0:
            self.line -= min(most, shown[0])
        elif 0 <= self.cursor + by < self._count:
            self.go(self.cursor + by, from_below=by < 0)

    def page(self, by: int) -> None:
        """Move by one item less than are in view, down (1) or up (-1)."""
        seen = len({index for index, _ in self.view()})
        if seen < 3:
            self.step(by)
        else:
            self.go(self.cursor + by * (seen - 1))

    def scroll(self, by: int) -> None:
        """Move the view by lines, up if negative; the cursor moves along if it has to."""
        for _ in range(abs(by)):
            if not (self._roll_down() if by > 0 else self._roll_up()):
                break
        if view := self.view():
            self.cursor = min(max(self.cursor, view[0][0]), view[-1][0])

    def _roll_down(self) -> bool:
        """Move the view down by a line; return False if it is at the end."""
        view, last = self.view(), self._count - 1
        if not view or view[-1] == (last, self._height_of(last) - 1):
            return False
        self.line += 1
        if self.line == self._height_of(self.top):
            self.top, self.line = self.top + 1, 0
        return True

    def _roll_up(self) -> bool:
        """Move the view up by a line; return False if it is at the beginning."""
        if self.line:
            self.line -= 1
        elif self.top:
            self.top -= 1
            self.line = self._height_of(self.top) - 1
        else:
            return False
        return True

    def go(self, index: int, *, from_below: bool = False) -> None:
        """Put the cursor on an item; one taller than the view is shown from the near end."""
        self.cursor = max(0, min(index, self._count - 1))
        self.hold(from_below=from_below)

    def hold(self, *, from_below: bool = False) -> None:
        """Scroll as little as needed to show the cursor's item, or as much of it as fits."""
        if not self._count:
            return
        height = self._height_of(self.cursor)
        if height > self.room:
            self.top, self.line = self.cursor, height - self.room if from_below else 0
        elif self.cursor < self.top or (self.cursor == self.top and self.line):
            self.top, self.line = self.cursor, 0
        elif not self._reaches(self.cursor):
            self._end_with(self.cursor)

    def _reaches(self, wanted: int) -> bool:
        """Whether the last line of an item below the top is in view."""
        below = -self.line
        for index in range(self.top, wanted + 1):
            below += self._height_of(index)
            if below > self.room:
                return False
        return True

    def _end_with(self, last: int) -> None:
        """Scroll so that the item `last` ends on the last line of the view."""
        left = self.room - self._height_of(last)
        while left > 0 and last > 0:
            last -= 1
            left -= self._height_of(last)
        self.top, self.line = last, max(-left, 0)
