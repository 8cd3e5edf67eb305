"""What a dialog has to tell in more sentences than it may have rows: a list that scrolls."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.widgets.plain import plain


class Told(VerticalScroll):
    """Sentences, a line each, made inert; as high as they are, up to half of the screen."""

    DEFAULT_CSS = """
    Told {
        height: auto;
        max-height: 55vh;
        scrollbar-size-vertical: 1;
        background: $background;
        &:focus { background-tint: $foreground 0%; }
    }
    """

    def __init__(self, sentences: str) -> None:
        super().__init__()
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        """All of them."""
        yield Static(plain(self._sentences), markup=False)
