"""Reads the files of the program that the first keys will ask for, while nobody has pressed any.

What the first frame does without is imported when it is used. Where the files come from a slow disk
or over a network, and the system has not read them lately, the first press of such a key took half
a second: the disk is waited for here instead, on a thread, and the system keeps what was read.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from threading import Thread

PACKAGES = ("tui", "annotations", "textual", "rapidfuzz")
"""Those of which a key may want more than is imported."""

_PIECE = 1 << 18
"""Bytes that are read at a time: other threads run meanwhile."""


def begin() -> None:
    """Read the files on a thread of their own."""
    Thread(target=read, name="foresight", daemon=True).start()


def read() -> None:
    """Read the files, and keep nothing. What cannot be read is passed over."""
    for path in files():
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                while os.read(descriptor, _PIECE):
                    pass
            finally:
                os.close(descriptor)


def files() -> Iterator[str]:
    """The paths of the compiled modules of the packages, as this Python imports them."""
    compiled = (f".{sys.implementation.cache_tag}.pyc", EXTENSION_SUFFIXES[0])
    for package in PACKAGES:
        spec = find_spec(package)
        for root in (spec and spec.submodule_search_locations) or ():
            for folder, _, names in os.walk(root):
                yield from (os.path.join(folder, name) for name in names if name.endswith(compiled))
