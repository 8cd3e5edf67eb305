"""Panes: focusing, zooming, swapping, adding and closing them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def next(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Focus the next pane."""
    reader.panes.step(1)


def previous(reader: "Reader") -> None:
    """Focus the previous pane."""
    reader.panes.step(-1)


def zoom(reader: "Reader") -> None:
    """Show this pane alone, or all of them again."""
    if len(reader.panes.order) == 1:
        reader.say("This is the only pane.")
        return
    reader.panes.zoomed = not reader.panes.zoomed
    reader.panes.rearrange()


def swap(reader: "Reader") -> None:
    """Exchange this pane with the next one."""
    reader.panes.swap()


async def add(reader: "Reader") -> None:
    """Add a pane and ask for its article; if none is chosen, restore the panes as they were."""
    from tui.commands.opening import choose

    zoomed, reader.panes.zoomed = reader.panes.zoomed, False
    before, pane = reader.pane, await reader.panes.add()

    def left() -> None:
        reader.panes.zoomed = zoomed
        reader.panes.close(pane)
        reader.panes.focus_pane(before)

    await choose(reader, left)


def close(reader: "Reader") -> None:
    """Close this pane; the last one stays."""
    if len(reader.panes.order) == 1:
        reader.say(f"This is the only pane; {reader.keymap.shown('studying.quit')} quits.")
        return
    reader.memory.leave(reader.pane)
    reader.panes.close(reader.pane)
