"""Textual's command palette, made safe against pasted text, and against input once it is closed."""

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.worker import Worker

from tui.terminal.clean import clean_typed


class PaletteLine(CommandInput):
    """The line for a command's name; pasted text is shown cleaned."""

    def validate_value(self, value: str) -> str:
        """Clean the value, which Textual shows as it is."""
        return clean_typed(value)


class PaletteList(CommandList):
    """The commands found, which may have become fewer by the time a click arrives."""

    def on_click(self, event: events.Click) -> None:
        """Ignore a click on a command that is no longer listed."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()


class ActionPalette(CommandPalette):
    """Closes once and runs one command, however many clicks and keys come together.

    The second of two clicks may already be queued when the first closes the palette; Textual would
    then close the screen below, or run the command again.
    """

    def compose(self) -> ComposeResult:
        """Textual's parts, with our own line and list."""
        for part in super().compose():
            if isinstance(part, CommandInput):
                yield PaletteLine(placeholder=part.placeholder, select_on_focus=False)
            elif isinstance(part, CommandList):
                yield PaletteList()
            else:
                yield part

    def run_worker(self, *work: Any, **options: Any) -> Worker[Any]:
        """Search for commands; if that fails because the palette was closed, the app goes on."""
        return super().run_worker(*work, **{**options, "exit_on_error": False})

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, unless it is closed already."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is possible now: paging is, once the list is laid out."""
        if action == "command_list" and str(parameters[0]).startswith("page"):
            commands = self.query_one(OptionList)
            return commands.virtual_size.height >= commands.option_count > 0
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """Ignore a click that is outside the screen, which may have become smaller."""
        if not self.region.contains(event.screen_x, event.screen_y):
            event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run the command, unless the palette is closed already."""
        self._drop(event)

    def on_mount(self, event: events.Mount) -> None:
        """Search for commands, unless the palette is closed already."""
        self._drop(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Run the command, unless the palette is closed already."""
        self._drop(event)

    def _drop(self, event: Message) -> None:
        """Discard an event that comes after the palette was closed."""
        if self.app.screen is not self:
            event.stop()
            event.prevent_default()
