"""Addresses of pages, given where a path was to be: nothing here reads what lies at one."""

import re
from pathlib import Path

_ADDRESS = r"(?i)(?:^|/)((?:https?|ftp):/.+)"


def address_of(path: Path) -> str:
    """The address that a path was made of, with the slashes that paths lose; empty for none."""
    found = re.search(_ADDRESS, path.as_posix())
    return re.sub(r":/(?!/)", "://", found[1]) if found else ""


def nothing_at(path: Path) -> str:
    """What is said of a path that leads nowhere, for it may have been an address."""
    address = address_of(path)
    if not address:
        return f"There is no file {str(path)!r}."
    return f"{address} is an address, not a file; save the page, and name the file that it is in."
