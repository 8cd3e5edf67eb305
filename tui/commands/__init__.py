"""The functions that carry out the actions of `tui.actions`, each called with the reader."""

from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from tui.actions import Action

if TYPE_CHECKING:
    from tui.reader.reader import Reader

Command = Callable[["Reader"], Awaitable[None] | None]
"""A function that carries out an action; it raises `DiptychError` when it cannot."""


class Mode(Protocol):
    """A state of the reader in which keys go to `key` before the key bindings, until it ends."""

    @property
    def yields(self) -> bool:
        """Whether a mouse press in the text ends the mode, as Esc does."""

    @property
    def hint(self) -> str:
        """The text that the footer shows while the mode is on."""

    @property
    def goal(self) -> str:
        """The name of the mode in the hint that Esc leads back to it, such as "the link"."""

    def key(self, reader: "Reader", key: str) -> bool:
        """Handle a key; return False to leave it to the key bindings."""


def command(action: Action) -> Command:
    """The function that carries out an action, with the action's argument bound.

    Its module is imported on first use: most open dialogs, which are not needed at the start.
    """
    module, _, name = action.command.partition(".")
    function = getattr(import_module(f"tui.commands.{module}"), name)
    return partial(function, argument=action.argument) if action.argument else function
