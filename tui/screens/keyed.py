"""Screens whose keys stand in a table: what a key does, and the help page, come from it.

A screen's own table is in a module of its own; here is how one is read and acted on.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

import msgspec
from msgspec.structs import replace
from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import AwaitMount

from annotations.errors import DiptychError
from tui.actions import shown
from tui.keymap import name_of
from tui.screens.ask import ask
from tui.screens.help import KeyHelp
from tui.widgets.key_page import Explanation, KeyRow, Section, merged
from tui.widgets.line import Piece
from tui.widgets.typed_ahead import passed_on

Answer = TypeVar("Answer")
Result = TypeVar("Result")

ScreenCommand = Callable[[Any], Awaitable[object] | None]
"""What a key does, given its screen; what there is to wait for before the next key."""


class Binding(msgspec.Struct, frozen=True):
    """Keys, what they do in a few words, how, the word that hints have for it, the mouse's way."""

    keys: tuple[str, ...]
    does: str
    command: ScreenCommand
    hint: str = ""
    mouse: str = ""


def editing(*bindings: Binding) -> tuple[Binding, ...]:
    """Bindings that edit the screen's study: where that cannot be, they say so and ask nothing.

    What is being made of the study comes into it first, for what the screen shows is then another.
    """

    def checked(command: ScreenCommand) -> ScreenCommand:
        def run(screen: Any) -> Awaitable[object] | None:
            screen.study.check_editable()
            screen.study.settle()
            return command(screen)

        return run

    return tuple(replace(one, command=checked(one.command)) for one in bindings)


KeyTable = Mapping[str, Sequence[Binding]]
"""Bindings under the headings that they have on the help page."""


def by_key(table: KeyTable) -> dict[str, Binding]:
    """The binding of each key, by its name in the table of actions (`tui.keymap.name_of`)."""
    return {key: one for bindings in table.values() for one in bindings for key in one.keys}


def hints_of(table: KeyTable, *keys: str) -> tuple[Piece, ...]:
    """What the bindings with these keys do, most wanted first; a click on a piece does it too."""
    bound = by_key(table)
    return tuple(Piece(f" {shown(key)} {bound[key].hint} ", "dim", key) for key in keys)


def show_help(screen: "KeyedScreen[Any]") -> Awaitable[object]:
    """Show all keys of a screen."""
    sections = [
        Section(
            heading, merged(KeyRow(tuple(map(shown, b.keys)), b.does, b.mouse) for b in bindings)
        )
        for heading, bindings in screen.key_table.items()
    ]
    page = KeyHelp(f"keys of the {screen.called}", sections, screen.explanations)
    return screen.app.push_screen(page)


class KeyedScreen(Screen[Result]):
    """Does what its `key_table` says, key after key, also where one of them opens a dialog.

    `called` is its name on the page of its keys, which `explanations` follow.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    called: ClassVar[str]
    key_table: ClassVar[KeyTable]
    explanations: ClassVar[Sequence[Explanation]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._bound = by_key(self.key_table)

    def say(self, words: str) -> None:
        """Say something until the next key; no words take back what was said."""
        raise NotImplementedError

    def command_of(self, event: events.Key) -> ScreenCommand | None:
        """What a key does now; None when it is nothing."""
        bound = self._bound.get(name_of(event))
        return bound.command if bound else None

    def ask(
        self, dialog: Screen[Answer] | Screen[Answer | None], answered: Callable[[Answer], object]
    ) -> AwaitMount | AwaitComplete:
        """Open a dialog; its answer goes to `answered`, unless it was left (`tui.screens.ask`)."""
        return ask(self.app, dialog, answered, self.say)

    def _attempt(self, what: Callable[[], object]) -> None:
        try:
            what()
        except DiptychError as error:
            self.say(str(error))

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does; one typed ahead of a dialog is passed on to it."""
        if passed_on(self, event):
            return
        command = self.command_of(event)
        if command is not None:
            event.stop()
            event.prevent_default()
            await self._do(command)
        elif self.app.focused is None:
            # Climbing to the app it would find the keys of a dialog that the next one has opened.
            event.stop()
            event.prevent_default()

    async def hint_clicked(self, key: str) -> None:
        """Do what the hint that was clicked says, whose action is a key."""
        if self.app.screen is not self:
            # The second of two clicks, behind the dialog that the first has opened.
            return
        await self._do(self._bound[key].command)

    async def _do(self, command: ScreenCommand) -> None:
        self.say("")
        waits: list[Awaitable[object]] = []
        self._attempt(lambda: waits.extend(filter(None, [command(self)])))
        for wait in waits:
            await wait
