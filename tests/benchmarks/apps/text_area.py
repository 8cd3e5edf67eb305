"""Textual's own text editor, read-only, on the file given as argument."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Editor(App[None]):
    """Shows a text area and nothing else."""

    def compose(self) -> ComposeResult:
        """Yield the text area."""
        area = TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), read_only=True)
        area.cursor_blink = False
        yield area


Editor().run()
