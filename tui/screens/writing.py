"""A file that somebody asks for: written beside what goes on, and told of where they are then."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.worker import Worker

from annotations.errors import DiptychError
from tui.files import AWAITED, check_target, write_behind
from tui.screens.ask import Confirm, write_over

Asking = Callable[[Confirm, Callable[[bool], object]], Awaitable[Any]]
"""Opens a question, and has what is given called with its answer."""


@runtime_checkable
class Teller(Protocol):
    """A screen that says things in a line of its own."""

    def say(self, words: str, /) -> None:
        """Say something until the next key."""


def ask_to_write(
    app: App[Any], ask: Asking, path: Path, make: Callable[[], Iterable[bytes]], done: str
) -> Awaitable[Any] | None:
    """Write what `make` gives to `path`; over what is there only if who is asked wishes that.

    What there is to wait for comes back. Raises `NotWritten` where nothing can be written.
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
    """Write a file piece by piece while the app goes on, and say that it is `done`, or why not."""

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
    """Say something on the uppermost screen that can: that which asked may be gone by now."""
    for screen in reversed(app.screen_stack):
        if screen.is_mounted and isinstance(screen, Teller):
            screen.say(words)
            return
