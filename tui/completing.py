"""Completing a path that somebody types, as a shell does."""

import os
from itertools import islice
from pathlib import Path

MOST = 5_000
"""Paths that are found at most: of more, nobody chooses."""


def completions(typed: str) -> list[str]:
    """The paths that begin as typed, in order; those of folders end in a slash.

    Hidden ones are among them where their dot is typed. There are none below what is no folder, or
    may not be read. Where none begins so, a shell's quotes and backslashes come off.
    """
    bare = typed.lstrip("'\"").replace("\\ ", " ")
    return _beginning(typed) or (_beginning(bare) if bare != typed else [])


def _beginning(typed: str) -> list[str]:
    # A `Path` would lose the slash at the end.
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
    """Whether it is one, as far as can be seen: a link may lead in a circle."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def completed(typed: str, found: list[str]) -> str:
    """As much as all the paths that begin as typed have in common."""
    # Letter by letter is what is meant.
    return os.path.commonprefix(found) if found else typed  # noqa: RUF071
