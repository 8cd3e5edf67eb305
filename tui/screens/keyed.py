"""Screens driven by a key table, from which their commands, hints and help page come.

Each screen's table is in a module of its own; this module reads the tables and acts on them.
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
from tui.widgets.dialog import TypedLine
from tui.widgets.filter_line import WHILE_TYPED
from tui.widgets.hints import hint_pieces, press
from tui.widgets.key_page import Explanation, KeyRow, Section, merged
from tui.widgets.line import Line, Piece
from tui.widgets.typed_ahead import passed_on

Answer = TypeVar("Answer")
Result = TypeVar("Result")

ScreenCommand = Callable[[Any], Awaitable[object] | None]
"""What a key does, given its screen; returns what to await before the next key, if anything."""


class Binding(msgspec.Struct, frozen=True):
    """Keys, a description, the command, its word in hints, and how the mouse does the same."""

    keys: tuple[str, ...]
    does: str
    command: ScreenCommand
    hint: str = ""
    mouse: str = ""


def editing(*bindings: Binding) -> tuple[Binding, ...]:
    """Bindings that edit the screen's study: on a read-only study they say so before asking.

    An edit that is being prepared in the background is committed first, because it changes what the
    screen shows.
    """

    def checked(command: ScreenCommand) -> ScreenCommand:
        def run(screen: Any) -> Awaitable[object] | None:
            screen.study.check_editable()
            screen.study.settle()
            return command(screen)

        return run

    return tuple(replace(one, command=checked(one.command)) for one in bindings)


KeyTable = Mapping[str, Sequence[Binding]]
"""Bindings by their heading on the help page."""


def by_key(table: KeyTable) -> dict[str, Binding]:
    """The binding of each key, by its name in the table of actions (`tui.keymap.name_of`)."""
    return {key: one for bindings in table.values() for one in bindings for key in one.keys}


def hints_of(table: KeyTable, *keys: str) -> tuple[Piece, ...]:
    """Clickable hints for the bindings of these keys, which go from most to least important."""
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


FILTERING = (Piece(" "), *hint_pieces(WHILE_TYPED))
"""The line of hints while a filter is typed."""


class KeyedScreen(Screen[Result]):
    """Runs the commands of its `key_table`, one key after another, even if one opens a dialog.

    `called` is the screen's name on its help page, and `explanations` stand at the end of that
    page.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    called: ClassVar[str]
    key_table: ClassVar[KeyTable]
    explanations: ClassVar[Sequence[Explanation]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._bound = by_key(self.key_table)

    def say(self, words: str) -> None:
        """Show a message until the next key; an empty one clears the message."""
        raise NotImplementedError

    @property
    def is_typed_in(self) -> bool:
        """Whether a line of the screen has the keys, a filter."""
        return isinstance(self.focused, TypedLine)

    def show_keys(self, line: Line, hints: tuple[Piece, ...], always: tuple[Piece, ...]) -> None:
        """Show these keys in a line, or those of the filter while one is typed."""
        line.set(*((FILTERING, ()) if self.is_typed_in else (hints, always)))

    def command_of(self, event: events.Key) -> ScreenCommand | None:
        """The command that a key runs now; None if there is none."""
        bound = self._bound.get(name_of(event))
        return bound.command if bound else None

    def ask(
        self, dialog: Screen[Answer] | Screen[Answer | None], answered: Callable[[Answer], object]
    ) -> AwaitMount | AwaitComplete:
        """Open a dialog; call `answered` with its answer, unless it is left (`tui.screens.ask`)."""
        return ask(self.app, dialog, answered, self.say)

    def _attempt(self, what: Callable[[], object]) -> None:
        try:
            what()
        except DiptychError as error:
            self.say(str(error))

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key; pass a key typed ahead of a dialog on to that dialog."""
        if passed_on(self, event):
            return
        command = self.command_of(event)
        if command is not None:
            event.stop()
            event.prevent_default()
            await self._do(command)
        elif self.app.focused is None:
            # If it bubbled to the app, it could reach a dialog that the next key has opened.
            event.stop()
            event.prevent_default()

    async def hint_clicked(self, key: str) -> None:
        """Run the command of the key whose hint was clicked."""
        if self.app.screen is not self:
            # This is the second of two clicks; the first has opened a dialog.
            return
        if self.is_typed_in:
            await press(self, key)
        else:
            await self._do(self._bound[key].command)

    async def _do(self, command: ScreenCommand) -> None:
        self.say("")
        waits: list[Awaitable[object]] = []
        self._attempt(lambda: waits.extend(filter(None, [command(self)])))
        for wait in waits:
            await wait
