"""A list that draws only the items in view, whatever their number and heights.

It knows items by key and asks its owner to draw them; what they stand for, and how they are
filtered, it does not know.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from tui.widgets.kept import Kept
from tui.widgets.list_frame import Draw, ListFrame, ListLine
from tui.widgets.roll import Heading, Item
from tui.widgets.typed_ahead import act_on, passed_on

MARK = "›"
"""Stands before the item under the cursor, so that it is not told by colour alone."""

WHEEL = 3
"""Items that a notch of the wheel moves."""


class Listing(Kept, can_focus=True):
    """Items below each other with a cursor on one of them.

    Enter and a double click choose an item; so does a single click where `single` is set. `chosen`
    is called with it at once: keys typed ahead must find what choosing brings.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor", "listing--thumb"}
    DEFAULT_CSS = """
    Listing {
        height: 1fr;
        text-wrap: nowrap;
        text-overflow: ellipsis;
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
        self._painted_lines: list[ListLine] | None = None
        self._strips: list[Strip] = []
        self._painted_in: Style | None = None
        self.roll = self._frame.roll

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.roll.item

    def show(self, items: Sequence[Item], *, at: str | None = None) -> None:
        """Show these items with the cursor on the one whose key is `at`.

        Without `at`, or when it is gone, the cursor stays on its item, else at its place.
        """
        self._frame.forget()
        self.roll.take(items, at=at)
        height = self.styles.height
        self._frame.turn()
        self.refresh(layout=height is not None and height.is_auto)

    def redraw(self) -> None:
        """Draw the items anew: what they stand for has changed."""
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
        """Move cursor or view, and draw again only what that touches."""
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
        """The lines of all items for an automatic height; three fifths of the screen at most."""
        most = viewport.height * 3 // 5
        lines = 0
        for item in self.roll.items:
            lines += len(self._draw(item, max(width - 2, 1)))
            if lines >= most:
                return most
        return lines

    def render_line(self, y: int) -> Strip:
        """One line of the widget, `y` lines from its top."""
        lines = self._frame.lines
        if y >= len(lines) or self.size.width < 3:
            return Strip.blank(self.size.width, self.rich_style)
        index, number, content = lines[y]
        if index != self.roll.cursor:
            return self._strips_now()[y]
        style = self.get_visual_style("listing--cursor")
        return self._painted([Content(MARK if number == 0 else " ") + content], style, [y])[0]

    def _strips_now(self) -> list[Strip]:
        """The strips of all lines in view but for the cursor: painted at once, and kept."""
        lines, style = self._frame.lines, self.visual_style
        if lines is not self._painted_lines or style != self._painted_in:
            said = [Content(" ") + line.content for line in lines]
            self._strips = self._painted(said, style, range(len(lines)))
            self._painted_lines, self._painted_in = lines, style
        return self._strips

    def _painted(self, lines: list[Content], style: Style, places: Sequence[int]) -> list[Strip]:
        """Lines, which hold no line ends, as strips with the scroll bar of their places."""
        width = max(self.size.width - 1, 2)
        strips = Visual.to_strips(
            self, Content("\n").join(lines), width, len(lines), style, pad=True
        )
        (thumb,) = Visual.to_strips(
            self, Content("▐"), 1, 1, self.get_visual_style("listing--thumb")
        )
        blank = Strip.blank(1, self.rich_style)
        return [
            Strip.join([strip, thumb if place in self._frame.thumb else blank])
            for strip, place in zip(strips, places, strict=True)
        ]

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        if not passed_on(self, event):
            await act_on(self.screen, event)

    def on_resize(self) -> None:
        """Keep the cursor in view at the new size."""
        self.roll.room = self.size.height
        self.roll.hold()
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the item that was clicked, and choose it where that is meant."""
        lines, count, room = self._frame.lines, len(self.roll.items), self.size.height
        if self._frame.thumb and event.x == self.size.width - 1:
            self._move(lambda: self.roll.go(event.y * (count - 1) // (room - 1)))
        elif event.y < len(lines):
            place = lines[event.y].place
            if isinstance(self.roll.items[place], Heading):
                return
            self._move(lambda: self.roll.go(place))
            if self._single or event.chain == 2:
                self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor comes along where it must."""
        event.stop()
        self._move(lambda: self.roll.scroll(WHEEL))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the cursor comes along where it must."""
        event.stop()
        self._move(lambda: self.roll.scroll(-WHEEL))
