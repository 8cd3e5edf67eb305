"""Completes a path that is being typed, as a shell does."""

import os
from itertools import islice
from pathlib import Path

MOST = 5_000
"""The most paths that are looked for: nobody chooses from more."""


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
