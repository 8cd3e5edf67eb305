"""Writing files that the user asks for: in the background, with messages on the open screen."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.worker import Worker

from annotations.errors import DiptychError
from tui.files import AWAITED, check_target, write_behind
from tui.screens.ask import Confirm, write_over

Asking = Callable[[Confirm, Callable[[bool], object]], Awaitable[Any]]
"""Opens a confirmation dialog, and passes its answer to the callback."""


@runtime_checkable
class Teller(Protocol):
    """A screen that shows messages in a line of its own."""

    def say(self, words: str, /) -> None:
        """Show a message until the next key."""


def ask_to_write(
    app: App[Any], ask: Asking, path: Path, make: Callable[[], Iterable[bytes]], done: str
) -> Awaitable[Any] | None:
    """Write the pieces that `make` returns to `path`, asking first if a file is there already.

    Returns what is to be awaited, if anything. Raises `NotWritten` if `path` cannot be written to.
    """
    check_target(path)

    def answered(yes: bool) -> None:
        if yes:
            write(app, path, make(), done)

    if path.exists():
        return ask(write_over(path), answered)
    answered(True)
    return None


def write(app: App[Any], path: Path, pieces: Iterable[bytes], done: str) -> None:
    """Write a file piece by piece in the background; then show `done`, or the error."""

    async def work() -> bool:
        try:
            await write_behind(path, pieces)
        except DiptychError as error:
            tell(app, str(error))
            return False
        tell(app, done)
        return True

    tell(app, "writing…")
    _: Worker[bool] = app.run_worker(work, group=AWAITED)


def tell(app: App[Any], words: str) -> None:
    """Show a message on the topmost screen that can: the one that asked may be closed by now."""
    for screen in reversed(app.screen_stack):
        if screen.is_mounted and isinstance(screen, Teller):
            screen.say(words)
            return
