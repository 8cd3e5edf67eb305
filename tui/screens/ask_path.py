"""A dialog that asks for the path of a file or a folder, which Tab completes."""

import os
from itertools import islice
from pathlib import Path

from tui.screens.ask import ENTER, LEAVE, TAB, AskLine
from tui.widgets.dialog import TypedLine

MOST = 5_000
"""The most paths that are looked for: nobody chooses from more."""


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


def completions(typed: str) -> list[str]:
    """The paths that begin as typed, sorted; those of folders end in a slash.

    Hidden ones are included if their dot is typed. There are none if the folder does not exist or
    cannot be read. If no path begins as typed, it is tried without a shell's quotes and
    backslashes.
    """
    bare = typed.lstrip("'\"").replace("\\ ", " ")
    return _beginning(typed) or (_beginning(bare) if bare != typed else [])


def _beginning(typed: str) -> list[str]:
    # A `Path` would drop the slash at the end.
    begun = os.path.basename(typed)
    above = typed.removesuffix(begun)
    try:
        with os.scandir(Path(above or ".").expanduser()) as entries:
            fitting = (entry for entry in entries if entry.name.startswith(begun))
            names = [
                f"{entry.name}/" if _is_folder(entry) else entry.name
                for entry in islice(fitting, MOST)
            ]
    except (OSError, RuntimeError, ValueError):
        return []
    return [above + name for name in sorted(names) if begun or not name.startswith(".")]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a folder; False if this fails, as for a circular link."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def completed(typed: str, found: list[str]) -> str:
    """The longest common beginning of the paths found; if there are none, what was typed."""
    # Comparing by character, not by path component, is intended.
    return os.path.commonprefix(found) if found else typed  # noqa: RUF071
