"""Opening a dialog so that keys typed ahead reach it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from tui.commands import Command

if TYPE_CHECKING:
    from tui.reader.reader import Reader

Answer = TypeVar("Answer")


def later(reader: "Reader", what: Command) -> None:
    """Run a command as soon as the dialog that returned the answer has closed."""
    reader.call_later(reader.attempt, what)


def _is_low(reader: "Reader") -> bool:
    """Whether the caret is in the lower half of the screen, where dialogs usually open."""
    view = reader.pane.view
    line = view.viewport.line_of(reader.pane.caret) or 0
    return view.region.y + line > reader.size.height // 2


async def ask(
    reader: "Reader",
    dialog: Screen[Answer] | Screen[Answer | None],
    answered: Callable[[Answer], object] = lambda _: None,
    left: Callable[[], object] = lambda: None,
) -> None:
    """Open a dialog as `tui.screens.ask` does, away from the caret; return once it gets the keys.

    `left` is called if the dialog is left without an answer. Errors are shown in the footer.
    """
    # Imported late: dialogs are not needed at the start.
    from tui.screens.ask import ask as opened

    if _is_low(reader):
        dialog.add_class("-above")

    def refreshed() -> None:
        reader.told_here.refresh()
        reader.lines.refresh()

    # Run in the reader's own context: the answer is delivered to the widget that asked, and the
    # pane that handled the key may have been closed by then.
    await reader.context.run(
        opened, reader.app, dialog, answered, reader.say, left=left, then=refreshed
    )
    reader.lines.refresh()
