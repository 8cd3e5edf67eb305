"""Garbage is collected in the rests between keys, and none is left uncollected forever."""

import asyncio
import gc
import sys
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from tests.hands import until
from tests.reader.conftest import Opened
from tui.startup.collector import SHORT_REST, Sweeper

LONG = "\n\n".join(f"Paragraph {n} tells what was told in paragraph {n - 1}." for n in range(3_000))


SENTENCE = 8.0
"""Seconds within which most sentences are read."""


@pytest.fixture
def collections() -> Iterator[list[str]]:
    """The name of the function that started each garbage collection, in order."""
    begun: list[str] = []

    def note(phase: str, _: dict[str, Any]) -> None:
        if phase == "start":
            begun.append(sys._getframe(1).f_code.co_name)

    gc.callbacks.append(note)
    yield begun
    gc.callbacks.remove(note)


async def test_no_page_waits_for_garbage(opened: Opened, collections: list[str]) -> None:
    async with opened(texts=(LONG,)) as session:
        await session.press("pagedown")
        collections.clear()
        for _ in range(24):
            await session.press("pagedown")
            await asyncio.sleep(2 * SHORT_REST)
        assert len(collections) >= 8
        assert set(collections) <= {"_sweep_young", "_sweep_old"}


async def test_a_key_right_behind_a_new_size_does_not_wait_for_garbage(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(texts=(LONG,)) as session:
        put_off: list[Sweeper] = []
        monkeypatch.setattr(Sweeper, "put_off", lambda sweeper: put_off.append(sweeper))
        await session.pilot.resize_terminal(90, 30)
        await session.pilot.pause()
        assert put_off


class Knot:
    """A reference cycle, which only the collector can free."""

    def __init__(self) -> None:
        self.knot = self


async def swept_young(sweeper: Sweeper) -> None:
    """Start a short rest and wait until it is over."""
    sweeper.put_off()
    coming = sweeper._rest
    await until(lambda: sweeper._rest is not coming)


async def test_who_reads_a_sentence_and_goes_on_meets_no_look_through_everything() -> None:
    loop = asyncio.get_running_loop()
    sweeper = Sweeper(loop)
    await swept_young(sweeper)
    assert sweeper._rest is not None
    assert sweeper._rest.when() - loop.time() > SENTENCE


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make long rests short."""
    monkeypatch.setattr("tui.startup.collector.LONG_REST", 0.3)


@pytest.mark.usefixtures("soon")
async def test_what_grew_old_unseen_is_found_in_a_long_rest() -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    gc.collect()
    sweeper = Sweeper(asyncio.get_running_loop())
    for _ in range(12):
        gc.collect(1)
    del knot
    await swept_young(sweeper)
    assert gone() is not None
    await until(lambda: gone() is None)


@pytest.mark.usefixtures("soon")
async def test_very_many_new_objects_wait_for_a_long_rest(collections: list[str]) -> None:
    gc.collect()
    sweeper = Sweeper(asyncio.get_running_loop())
    many = [[number] for number in range(200_000)]
    knot = Knot()
    gone = weakref.ref(knot)
    many.append([knot])
    gc.collect(0)
    del knot, many[-1]
    collections.clear()
    await swept_young(sweeper)
    assert "_sweep_young" not in collections
    assert gone() is not None
    await until(lambda: gone() is None)
