"""The command palette: Textual's, made safe against what comes when it is closed already."""

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList

ID = "--command-palette"
"""By this Textual knows that it is open."""


class ActionPalette(CommandPalette):
    """Closes once and runs one command, however many clicks and keys come together.

    The second of two clicks may be on its way to it when the first has closed it; Textual would
    close the screen below then, or run the command again.
    """

    def __init__(self) -> None:
        super().__init__(id=ID)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, if that has not been done."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the command, if it is the first one."""
        self._drop(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the command, if it is the first one."""
        self._drop(event)

    def _drop(self, event: Message) -> None:
        """Have nothing done for what came too late."""
        if self.app.screen is not self:
            event.stop()
            event.prevent_default()
