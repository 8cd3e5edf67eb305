"""Asks for the path of a file or a folder; Tab completes it. What becomes of it is for others."""

from tui.completing import completed, completions
from tui.screens.ask import ENTER, LEAVE, TAB, AskLine
from tui.widgets.dialog import TypedLine


class AskPath(AskLine):
    """Asks for a path. Comes back with it, stripped, or None when left.

    Tab puts in what all the paths that begin so have in common, and lists them where they are more
    than one. They are looked for at Tab only: a folder on another machine must hold up no letter.
    """

    _hints = (ENTER, TAB, LEAVE)
    _has_list = True

    def list_for(self, wanted: str) -> None:
        """List nothing: what was listed is of what stood in the line before."""
        self._list([], "")

    def action_complete(self) -> None:
        """Complete the path as far as there is but one way to go on."""
        self.catch_up()
        line = self.query_one(TypedLine)
        found = [self._under_cursor] if self._under_cursor else completions(line.text)
        line.put(completed(line.text, found))
        line.action_end()
        self._listed_for = line.text
        self._list(found if len(found) > 1 else [], "" if found else "no path begins so")
