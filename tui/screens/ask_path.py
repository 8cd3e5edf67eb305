"""Asks for the path of a file or a folder; Tab completes it. What becomes of it is for others."""

from functools import partial

from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.completing import completed, completions
from tui.screens.ask import AskLine, plainly
from tui.widgets.dialog import TypedLine
from tui.widgets.lists.choices import Choices
from tui.widgets.plain import plain

HINTS = "Enter done · Tab complete · Esc leave"


class AskPath(AskLine):
    """Asks for a path. Comes back with it, stripped, or None when left.

    Tab puts in what all the paths that begin so have in common, and lists them where they are more
    than one. They are looked for at Tab only: a folder on another machine must hold up no letter.
    """

    def compose(self) -> ComposeResult:
        """The line, and the paths that begin so."""
        with self.frame(self._question, HINTS):
            if self._wrong:
                yield Static(plain(self._wrong), markup=False)
            yield TypedLine(self._value, entered=self.enter)
            yield Choices()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Take the list away, unless it is of what stands in the line now."""
        self.catch_up()

    def _suggest(self, typed: str) -> None:
        self._list([], "")

    def _list(self, found: list[str], missing: str) -> None:
        self._listed = found
        rows = [partial(plainly, path) for path in found]
        self.query_one(Choices).show(rows, -1, missing)

    def action_complete(self) -> None:
        """Complete the path as far as there is but one way to go on."""
        self.catch_up()
        line = self.query_one(TypedLine)
        found = [self._under_cursor] if self._under_cursor else completions(line.text)
        line.put(completed(line.text, found))
        line.action_end()
        self._asked = line.text
        self._list(found if len(found) > 1 else [], "" if found else "no path begins so")
