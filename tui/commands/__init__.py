"""What the actions of `tui.actions` do: one function an action, each given the reader."""

from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from tui.actions import Action

if TYPE_CHECKING:
    from tui.reader.reader import Reader

Command = Callable[["Reader"], Awaitable[None] | None]
"""What does an action. It raises `DiptychError` when it cannot."""


class Mode(Protocol):
    """Something that takes keys before the bindings do, until it is over."""

    @property
    def yields(self) -> bool:
        """Whether a press of the mouse in the text ends it, as Esc does."""

    @property
    def hint(self) -> str:
        """What the footer says meanwhile."""

    @property
    def goal(self) -> str:
        """What it is about, as a hint says where Esc leads back to it."""

    def key(self, reader: "Reader", key: str) -> bool:
        """Take a key; False leaves it to the bindings."""


def command(action: Action) -> Command:
    """The function that does an action, with the action's argument in it.

    Modules are imported when they are wanted first: most of them open dialogs.
    """
    module, _, name = action.command.partition(".")
    function = getattr(import_module(f"tui.commands.{module}"), name)
    return partial(function, argument=action.argument) if action.argument else function
