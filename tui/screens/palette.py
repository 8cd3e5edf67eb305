"""The command palette: Textual's, made safe against what is pasted, or comes after it is closed."""

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.worker import Worker

from tui.clean import clean_typed


class PaletteLine(CommandInput):
    """The line to type a command's name in: what is pasted into it is shown cleaned."""

    def validate_value(self, value: str) -> str:
        """What may stand in the line: Textual shows its value as it is."""
        return clean_typed(value)


class PaletteList(CommandList):
    """The commands found. They may have become fewer by the time that a click arrives."""

    def on_click(self, event: events.Click) -> None:
        """Take no click on a command that is not there any more."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()


class ActionPalette(CommandPalette):
    """Closes once and runs one command, however many clicks and keys come together.

    The second of two clicks may be on its way to it when the first has closed it; Textual would
    close the screen below then, or run the command again.
    """

    def compose(self) -> ComposeResult:
        """Textual's parts, but for the line and the list."""
        for part in super().compose():
            if isinstance(part, CommandInput):
                yield PaletteLine(placeholder=part.placeholder, select_on_focus=False)
            elif isinstance(part, CommandList):
                yield PaletteList()
            else:
                yield part

    def run_worker(self, *work: Any, **options: Any) -> Worker[Any]:
        """Look for commands; should it be closed meanwhile, that fails and harms nobody."""
        return super().run_worker(*work, **{**options, "exit_on_error": False})

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, if that has not been done."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key has something to do: pages are turned once the list is laid out."""
        if action == "command_list" and str(parameters[0]).startswith("page"):
            commands = self.query_one(OptionList)
            return commands.virtual_size.height >= commands.option_count > 0
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """Take no click from where a screen that has become smaller is no more."""
        if not self.region.contains(event.screen_x, event.screen_y):
            event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the command, if it is the first one."""
        self._drop(event)

    def on_mount(self, event: events.Mount) -> None:
        """Look for commands, unless it is closed already."""
        self._drop(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the command, if it is the first one."""
        self._drop(event)

    def _drop(self, event: Message) -> None:
        """Have nothing done for what came too late."""
        if self.app.screen is not self:
            event.stop()
            event.prevent_default()
