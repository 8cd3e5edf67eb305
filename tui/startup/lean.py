"""Loads parts of the standard library without dependencies that the reader does not need."""

import sys
from types import ModuleType
from typing import cast


def load_asyncio() -> None:
    """Import asyncio without `ssl`, unless either has been imported before.

    The reader does not use the network, and loading OpenSSL takes a fortieth of the time to the
    first frame. asyncio works without it, as in a Python built without TLS; a later import of
    `ssl` succeeds.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    # This tells the import system that there is no such module.
    sys.modules["ssl"] = cast("ModuleType", None)
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
