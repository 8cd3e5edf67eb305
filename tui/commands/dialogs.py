"""Opening a dialog so that keys typed ahead reach it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from annotations.errors import DiptychError
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
    """Open a dialog and come back when it takes keys; its answer is given to `answered`.

    `left` is called where it was left without one. What `answered` cannot do is said in the footer;
    a line that answers nothing is asked for once more.
    """
    if _is_low(reader):
        dialog.add_class("-above")

    def told(answer: Answer | None) -> None:
        try:
            if answer is None:
                left()
            else:
                answered(answer)
        except DiptychError as error:
            # Only here, as dialogs are not needed at the start.
            from tui.screens.ask import ask_again

            if not ask_again(reader.app, dialog, answer, error, told):
                reader.say(str(error))
        reader.told_here.refresh()
        reader.lines.refresh()

    await reader.app.push_screen(dialog, told)
    reader.lines.refresh()
