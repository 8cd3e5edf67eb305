"""What a person at the screen does: presses keys, clicks, waits for something, looks."""

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
"""Seconds after which what does not come to be has failed the test."""


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press keys one by one, as a person does."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type a text as a keyboard of its script sends it, character by character."""
    for character in text:
        name = unicodedata.name(character).lower().replace(" ", "_")
        pilot.app.post_message(Key(name, character))
    await pilot.pause()


async def burst(pilot: Pilot[Any], keys: Iterable[str], pauses: int = 6) -> None:
    """Press keys all at once, as a practised hand, a paste of keys or a slow line brings them.

    Each of the `pauses` behind them is as long as the screen has work.
    """
    for key in keys:
        character = key if len(key) == 1 else " " if key == "space" else None
        pilot.app.post_message(Key({"/": "slash", " ": "space"}.get(key, key), character))
    for _ in range(pauses):
        await pilot.pause()


def turns_once(released: Event) -> Callable[[Iterable[None]], Awaitable[None]]:
    """Stands for `tui.turns.in_turns`: nothing is made before `released` is set, then all is."""

    async def in_turns(steps: Iterable[None]) -> None:
        await released.wait()
        for _ in steps:
            pass

    return in_turns


async def until(done: Callable[[], object]) -> None:
    """Wait for what a timer, a worker or a thread brings, which takes a while on a busy machine."""
    end = monotonic() + PATIENCE
    while not done():
        assert monotonic() < end, "it never came to be"
        await sleep(0.01)


def click(app: App[Any], widget: Widget, at: tuple[int, int], *keys: str, times: int = 1) -> None:
    """Click on a cell of a widget and press keys right behind, as a slow line brings them."""
    x, y = widget.region.offset + at
    for kind in (MouseDown, MouseUp) * times:
        app._driver.process_message(kind(None, x, y, 0, 0, 1, *[False] * 3, x, y))
    for key in keys:
        app._driver.process_message(Key(key, key if len(key) == 1 else None))


def shown(app: App[Any]) -> str:
    """What stands on the screen, row by row."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


def place_of(app: App[Any], words: str) -> tuple[int, int]:
    """The cell of the screen where words begin; the last such where there are several."""
    rows = shown(app).splitlines()
    y = max(y for y, row in enumerate(rows) if words in row)
    return cell_len(rows[y][: rows[y].rindex(words)]), y
