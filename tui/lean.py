"""What the reader needs of Python, loaded without what Python would load along with it."""

import sys
from types import ModuleType
from typing import cast


def load_asyncio() -> None:
    """Import asyncio without TLS, unless one of them has been imported before.

    The reader speaks with no other machine, and OpenSSL takes a fortieth of the way to the first
    frame. asyncio does without it, as in a Python that was built so; who imports `ssl` afterwards
    gets it.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    # So the import system is told that there is no such module.
    sys.modules["ssl"] = cast("ModuleType", None)
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
