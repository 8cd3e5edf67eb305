"""Opening a dialog so that keys typed ahead reach it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from tui.commands import Command

if TYPE_CHECKING:
    from tui.reader.reader import Reader

Answer = TypeVar("Answer")


def later(reader: "Reader", what: Command) -> None:
    """Do something as soon as the dialog that answered has gone."""
    reader.call_later(reader.attempt, what)


def _is_low(reader: "Reader") -> bool:
    """Whether what is read stands where dialogs usually open."""
    view = reader.pane.view
    line = view.viewport.line_of(reader.pane.caret) or 0
    return view.region.y + line > reader.size.height // 2


async def ask(
    reader: "Reader",
    dialog: Screen[Answer] | Screen[Answer | None],
    answered: Callable[[Answer], object] = lambda _: None,
    left: Callable[[], object] = lambda: None,
) -> None:
    """Open a dialog near what it is about, as `tui.screens.ask` does; come back when it has keys.

    `left` is called where it was left without an answer. What cannot be done is said in the footer.
    """
    # Only here, as dialogs are not needed at the start.
    from tui.screens.ask import ask as opened

    if _is_low(reader):
        dialog.add_class("-above")

    def refreshed() -> None:
        reader.told_here.refresh()
        reader.lines.refresh()

    # In the reader's own context: the pane whose key has asked may have been closed by then, and
    # what answers goes to where it was asked.
    await reader.context.run(
        opened, reader.app, dialog, answered, reader.say, left=left, then=refreshed
    )
    reader.lines.refresh()
