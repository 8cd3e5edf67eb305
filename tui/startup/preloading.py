"""Imports the modules that the first keys will need, while no keys are pressed.

Modules that the first frame does not need are imported on first use. If their files are on a slow
disk or a network, and not in the system's cache, the first press of such a key took half a second:
so a thread reads the files here in advance, and the system caches them. Importing from the cache
still took forty milliseconds, so the modules themselves are imported in the rests between keys, a
few at a time.
"""

import os
import sys
from asyncio import sleep
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from threading import Thread

from tui.startup import collector

PACKAGES = ("tui", "annotations", "textual", "rapidfuzz")
"""The packages of which a key may need more modules than are imported."""

MODULES = (
    "tui.commands.comparing", "tui.commands.arranging", "tui.commands.studying",
    "tui.commands.moving", "tui.commands.labelling", "tui.commands.selecting",
    "tui.commands.marking", "tui.commands.listing", "tui.commands.searching",
    "tui.screens.ask", "tui.screens.ask_path", "tui.commands.link_edits", "tui.commands.linking",
    "tui.commands.tagging", "tui.screens.drafting", "tui.commands.list_edits",
    "tui.screens.tag_picker", "tui.commands.tagging_many", "rapidfuzz.fuzz", "rapidfuzz.process",
    "annotations.study.marking", "annotations.study.branch", "annotations.study.adoption",
    "tui.screens.help", "tui.screens.differences", "tui.commands.importing", "tui.screens.palette",
    "tui.screens.note", "tui.widgets.tags.list", "tui.screens.codebook.screen",
    "tui.widgets.articles.list", "tui.screens.chooser", "tui.widgets.articles.shelf",
    "tui.screens.library.article_form", "annotations.reading", "tui.screens.library.adder",
    "tui.screens.library.screen",
    "annotations.compare.matrix.matrix", "annotations.formats.comparison",
    "tui.screens.compare.articles", "tui.screens.compare.keys",
    "tui.widgets.matrix.view", "tui.screens.compare.screen",
)  # fmt: skip
"""The modules imported in the rests, in an order in which each brings few others along."""

REST = 0.01
"""Seconds between two imports, and between two checks whether keys are being pressed."""

_PIECE = 1 << 18
"""Bytes read at a time; other threads run meanwhile."""


def begin() -> None:
    """Start reading the files, on a thread of its own."""
    Thread(target=read, name="preloading", daemon=True).start()


async def import_all(is_resting: Callable[[], bool]) -> None:
    """Import the modules, one by one, while no keys are pressed.

    They and their objects stay for good, so they are then excluded from garbage collection.
    """
    for name in MODULES:
        await sleep(REST)
        while not is_resting():
            await sleep(REST)
        import_module(name)
    collector.settle()


def read() -> None:
    """Read the files and discard the content. Files that cannot be read are skipped."""
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
