"""Completing a path that somebody types, as a shell does."""

import os
from itertools import islice
from pathlib import Path

MOST = 5_000
"""Entries of a folder that are looked at: one that holds more is no place to choose from."""


def completions(typed: str) -> list[str]:
    """The paths that begin as typed, in order; those of folders end in a slash.

    Hidden ones are among them where their dot is typed. There are none below what is no folder, or
    may not be read.
    """
    # A `Path` would lose the slash at the end.
    begun = os.path.basename(typed)
    above = typed.removesuffix(begun)
    try:
        with os.scandir(Path(above or ".").expanduser()) as entries:
            names = [
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in islice(entries, MOST)
                if entry.name.startswith(begun)
            ]
    except (OSError, RuntimeError, ValueError):
        return []
    return [above + name for name in sorted(names) if begun or not name.startswith(".")]


def completed(typed: str, found: list[str]) -> str:
    """As much as all the paths that begin as typed have in common."""
    # Letter by letter is what is meant.
    return os.path.commonprefix(found) if found else typed  # noqa: RUF071
