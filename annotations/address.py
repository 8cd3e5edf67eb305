"""Recognises addresses of pages that were given in place of paths; fetches none."""

import re
from pathlib import Path

_ADDRESS = r"(?i)(?:^|/)((?:https?|ftp):/.+)"


def address_of(path: Path) -> str:
    """The address that a path was made of, with the slashes that paths lose; empty if none."""
    found = re.search(_ADDRESS, path.as_posix())
    return re.sub(r":/(?!/)", "://", found[1]) if found else ""


def nothing_at(path: Path) -> str:
    """The message for a path at which there is no file, as it may have been an address."""
    address = address_of(path)
    if not address:
        return f"There is no file {str(path)!r}."
    return f"{address} is an address, not a file; save the page, and name the file that it is in."
