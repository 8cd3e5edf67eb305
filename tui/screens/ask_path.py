"""A dialog that asks for the path of a file or a folder, which Tab completes."""

from tui.completing import completed, completions
from tui.screens.ask import ENTER, LEAVE, TAB, AskLine
from tui.widgets.dialog import TypedLine


class AskPath(AskLine):
    """Asks for a path. Returns it, stripped, or None when left.

    Tab inserts what all matching paths begin with, and lists them if there are several. Paths are
    looked up only on Tab: a slow network folder must not delay typing.
    """

    _hints = (ENTER, TAB, LEAVE)
    _has_list = True

    def list_for(self, wanted: str) -> None:
        """Clear the list: it was made for what the line held before."""
        self._list([], "")

    def action_complete(self) -> None:
        """Complete the path as far as it is unambiguous."""
        self.catch_up()
        line = self.query_one(TypedLine)
        found = [self._under_cursor] if self._under_cursor else completions(line.text)
        line.put(completed(line.text, found))
        line.action_end()
        self._listed_for = line.text
        self._list(found if len(found) > 1 else [], "" if found else "no path begins so")
