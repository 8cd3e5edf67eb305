"""A scrollable text for dialogs with more sentences than rows."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.widgets.plain import plain


class SentenceList(VerticalScroll):
    """Sentences, one per line, made inert; as high as they need, up to about half of the screen."""

    DEFAULT_CSS = """
    SentenceList {
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
        """The sentences."""
        yield Static(plain(self._sentences), markup=False)
