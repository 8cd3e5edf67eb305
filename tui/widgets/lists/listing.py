"""A list that draws only the items in view, of any number and height.

It identifies items by key and has its owner draw them; it does not know what they stand for or how
they are filtered.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style

from tui.text.pointer import WHEEL_ROWS
from tui.widgets.cached import Painted
from tui.widgets.lists.frame import Draw, ListFrame
from tui.widgets.lists.roll import Heading, Item
from tui.widgets.lists.strips import BLANK, ListStrips
from tui.widgets.plain import plain
from tui.widgets.typed_ahead import act_on, passed_on

LEAST = 3
"""The least cells of a list that draws anything."""


class Listing(Painted, can_focus=True):
    """Items one below another, with a cursor on one of them.

    Enter and a double click choose an item; so does a single click if `single` is set. `chosen` is
    called at once, so that keys typed ahead find its effect.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor", "listing--thumb"}
    DEFAULT_CSS = """
    Listing {
        height: 1fr;
        & > .listing--cursor { background: $foreground 6%; }
        &:focus > .listing--cursor { background: $foreground 14%; }
        & > .listing--thumb { color: $foreground 30%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "next", show=False),
        Binding("up,k", "step(-1)", "previous", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "page down", show=False),
        Binding("pageup,ctrl+u", "page(-1)", "page up", show=False),
        Binding("home,g", "edge(False)", "first", show=False),
        Binding("end,G", "edge(True)", "last", show=False),
        Binding("enter", "choose", "choose", show=False),
    ]

    def __init__(
        self, draw: Draw, chosen: Callable[[Item], object], *, single: bool = False
    ) -> None:
        super().__init__()
        self._draw = draw
        self._chosen = chosen
        self._single = single
        self._frame = ListFrame(draw, lambda: max(self.size.width - 2, 1))
        self._strips = ListStrips(self._frame, self.brush)
        self._instead = ""
        self.roll = self._frame.roll

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.roll.item

    def show(self, items: Sequence[Item], *, at: str | None = None, instead: str = "") -> None:
        """Show these items with the cursor on the one whose key is `at`.

        Without `at`, or if it is gone, the cursor stays on its item, or else at its index. If there
        are no items, the text `instead` is shown.
        """
        self._instead = instead
        self._frame.forget()
        self.roll.take(items, at=at)
        height = self.styles.height
        self._frame.turn()
        self.refresh(layout=height is not None and height.is_auto)

    def redraw(self) -> None:
        """Redraw the items: what they stand for has changed."""
        self._frame.forget()
        self.refresh()

    def action_step(self, by: int) -> None:
        """Move the cursor by items."""
        self._move(lambda: self.roll.go(self.roll.cursor + by, by))

    def action_page(self, by: int) -> None:
        """Move the cursor by a page, down (1) or up (-1)."""
        self._move(lambda: self.roll.page(by))

    def action_edge(self, last: bool) -> None:
        """Move the cursor to the first item or the last."""
        self._move(lambda: self.roll.edge(last=last))

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        if self.item is not None:
            self._chosen(self.item)

    def _move(self, move: Callable[[], None]) -> None:
        """Move the cursor or the view, and redraw only the lines affected."""
        top, cursor = self.roll.top, self.roll.cursor
        move()
        if self.roll.top != top:
            self._frame.turn()
            self.refresh()
        elif self.roll.cursor != cursor:
            touched = {cursor, self.roll.cursor}
            lines = [y for y, line in enumerate(self._frame.lines) if line.place in touched]
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of all items, for an automatic height; at most three fifths of the screen."""
        most = viewport.height * 3 // 5
        lines = 0
        for item in self.roll.items:
            lines += len(self._draw(item, max(width - 2, 1)))
            if lines >= most:
                return most
        return lines

    def paint(self) -> list[Strip]:
        """The lines in view."""
        width = self.size.width
        if width < LEAST:
            return []
        ground = self.visual_style
        if not self._frame.lines:
            return self._said_instead(ground)
        at_cursor, thumb = map(self.get_visual_style, ("listing--cursor", "listing--thumb"))
        return self._strips.painted(width, ground, at_cursor, thumb)

    def _said_instead(self, ground: Style) -> list[Strip]:
        width, coat = self.size.width, self.brush.on(ground)
        rows = plain(self._instead, "dim").wrap(width - 2)
        return [coat.strip(row, width) for row in (BLANK, *(BLANK + row for row in rows))]

    async def on_key(self, event: events.Key) -> None:
        """Handle keys in the order in which they were pressed."""
        if not passed_on(self, event):
            await act_on(self.screen, event)

    def on_resize(self) -> None:
        """Keep the cursor in view at the new size."""
        self.roll.room = self.size.height
        self.roll.hold()
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked item, and choose it if the click means that."""
        lines, count, room = self._frame.lines, len(self.roll.items), self.size.height
        if self._frame.thumb and event.x == self.size.width - 1:
            self._move(lambda: self.roll.go(event.y * (count - 1) // (room - 1)))
        elif event.y < len(lines):
            place = lines[event.y].place
            if isinstance(self.roll.items[place], Heading):
                return
            self._move(lambda: self.roll.go(place))
            if not self.took(event.x) and (self._single or event.chain == 2):
                self.action_choose()

    def took(self, _x: int) -> bool:
        """Whether a click at this cell was used for something other than choosing."""
        return False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor moves along if it would leave the view."""
        event.stop()
        self._move(lambda: self.roll.roll(WHEEL_ROWS))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the cursor moves along if it would leave the view."""
        event.stop()
        self._move(lambda: self.roll.roll(-WHEEL_ROWS))
