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


def commands_of(table: KeyTable) -> dict[str, ScreenCommand]:
    """What each key does, by its name in the table of actions (`tui.keymap.name_of`)."""
    return {key: one.command for bindings in table.values() for one in bindings for key in one.keys}


def hints_of(table: KeyTable, *keys: str) -> tuple[Piece, ...]:
    """What the bindings with these keys do, most wanted first; a click on a piece does it too."""
    by_key = {key: one for bindings in table.values() for one in bindings for key in one.keys}
    return tuple(Piece(f" {shown(key)} {by_key[key].hint} ", "dim", key) for key in keys)


def help_on(title: str, table: KeyTable, *explanations: Explanation) -> KeyHelp:
    """The help page of a table."""
    sections = [
        Section(
            heading, merged(KeyRow(tuple(map(shown, b.keys)), b.does, b.mouse) for b in bindings)
        )
        for heading, bindings in table.items()
    ]
    return KeyHelp(title, sections, explanations)


class KeyedScreen(Screen[Result]):
    """Does what `key_commands` says, key after key, also where one of them opens a dialog."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    key_commands: ClassVar[Mapping[str, ScreenCommand]]

    def say(self, words: str) -> None:
        """Say something until the next key; no words take back what was said."""
        raise NotImplementedError

    def command_of(self, event: events.Key) -> ScreenCommand | None:
        """What a key does now; None when it is nothing."""
        return self.key_commands.get(name_of(event))

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
        await self._do(self.key_commands[key])

    async def _do(self, command: ScreenCommand) -> None:
        self.say("")
        waits: list[Awaitable[object]] = []
        self._attempt(lambda: waits.extend(filter(None, [command(self)])))
        for wait in waits:
            await wait
