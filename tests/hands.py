"""What a user at the screen does: press keys, click, wait, look."""

import unicodedata
from asyncio import Event, sleep
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.events import Key, MouseDown, MouseUp
from textual.pilot import Pilot
from textual.widget import Widget

PATIENCE = 30.0
"""Seconds after which a condition that has not come true fails the test."""


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press keys one by one."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type a text character by character, as a keyboard of its script sends it."""
    for character in text:
        name = unicodedata.name(character).lower().replace(" ", "_")
        pilot.app.post_message(Key(name, character))
    await pilot.pause()


async def burst(pilot: Pilot[Any], keys: Iterable[str], pauses: int = 6) -> None:
    """Post keys all at once, as from a fast typist, a paste or a slow connection.

    Each of the `pauses` that follow lasts until the screen is idle.
    """
    for key in keys:
        character = key if len(key) == 1 else " " if key == "space" else None
        pilot.app.post_message(Key({"/": "slash", " ": "space"}.get(key, key), character))
    for _ in range(pauses):
        await pilot.pause()


def slices_once(released: Event) -> Callable[[Iterable[None]], Awaitable[None]]:
    """A substitute for `tui.slicing.in_slices` that waits for `released`, then runs all steps."""

    async def in_slices(steps: Iterable[None]) -> None:
        await released.wait()
        for _ in steps:
            pass

    return in_slices


async def until(done: Callable[[], object]) -> None:
    """Wait until `done()` is true, for work of timers or threads that is slow on a busy machine."""
    end = monotonic() + PATIENCE
    while not done():
        assert monotonic() < end, "it never came to be"
        await sleep(0.01)


def click(app: App[Any], widget: Widget, at: tuple[int, int], *keys: str, times: int = 1) -> None:
    """Click on a cell of a widget and send keys immediately after it, as a slow connection does."""
    x, y = widget.region.offset + at
    for kind in (MouseDown, MouseUp) * times:
        app._driver.process_message(kind(None, x, y, 0, 0, 1, *[False] * 3, x, y))
    for key in keys:
        app._driver.process_message(Key(key, key if len(key) == 1 else None))


def shown(app: App[Any]) -> str:
    """The screen's contents, row by row."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


def place_of(app: App[Any], words: str) -> tuple[int, int]:
    """The screen cell where `words` begin; on the last row that has them, the last occurrence."""
    rows = shown(app).splitlines()
    y = max(y for y, row in enumerate(rows) if words in row)
    return cell_len(rows[y][: rows[y].rindex(words)]), y
