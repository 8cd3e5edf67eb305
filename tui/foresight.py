"""Imports what the first keys will ask for, while nobody presses any.

What the first frame does without is imported when it is used. Where the files come from a slow disk
or over a network, and the system has not read them lately, the first press of such a key took half
a second: the disk is waited for here instead, on a thread, and the system keeps what was read. From
there it still took forty milliseconds, so that the modules themselves are imported in the rests
between keys, a few at a time.
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

from tui import collector

PACKAGES = ("tui", "annotations", "textual", "rapidfuzz")
"""Those of which a key may want more than is imported."""

MODULES = (
    "tui.commands.comparing", "tui.commands.arranging", "tui.commands.studying",
    "tui.commands.moving", "tui.commands.labelling", "tui.commands.selecting",
    "tui.commands.marking", "tui.commands.listing", "tui.commands.searching",
    "tui.screens.ask", "tui.screens.ask_path", "tui.commands.link_edits", "tui.commands.linking",
    "tui.commands.tagging", "tui.screens.drafting", "tui.commands.listed",
    "tui.screens.tag_picker", "tui.commands.tagging_many", "rapidfuzz.fuzz", "rapidfuzz.process",
    "annotations.study.marking", "annotations.study.branch", "annotations.study.adoption",
    "tui.screens.help", "tui.screens.differences", "tui.commands.importing", "tui.screens.palette",
    "tui.screens.note", "tui.widgets.tags.list", "tui.screens.codebook.screen",
    "tui.widgets.articles.list", "tui.screens.chooser", "tui.widgets.articles.shelf",
    "tui.screens.library.article_form", "annotations.reading", "tui.screens.library.adder",
    "tui.screens.library.screen",
    "annotations.compare.matrix.reckoning", "annotations.formats.comparison",
    "tui.screens.compare.articles", "tui.screens.compare.keys",
    "tui.widgets.matrix.view", "tui.screens.compare.screen",
)  # fmt: skip
"""What is imported in the rests, in an order in which each brings few others along."""

REST = 0.01
"""Seconds between two of them, and between two looks whether somebody presses keys."""

_PIECE = 1 << 18
"""Bytes that are read at a time: other threads run meanwhile."""


def begin() -> None:
    """Read the files on a thread of their own."""
    Thread(target=read, name="foresight", daemon=True).start()


async def import_all(is_resting: Callable[[], bool]) -> None:
    """Import the modules, one by one, while nobody presses keys.

    They stay, and so do all that they hold: no garbage is looked for there.
    """
    for name in MODULES:
        await sleep(REST)
        while not is_resting():
            await sleep(REST)
        import_module(name)
    collector.settle()


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
