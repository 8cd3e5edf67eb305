"""The smallest possible Textual app: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Shows one line of text."""

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Static("Hello, world")


Hello().run()
