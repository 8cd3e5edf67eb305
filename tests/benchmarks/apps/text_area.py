"""Textual's own editor, for reading only, on the file named by the argument."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Editor(App[None]):
    """A text area and nothing else."""

    def compose(self) -> ComposeResult:
        """The text area."""
        area = TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), read_only=True)
        area.cursor_blink = False
        yield area


Editor().run()
