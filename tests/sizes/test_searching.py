"""No pattern, whatever its form, blocks the keys for longer than a moment."""

import gc
import signal
import time
from contextlib import suppress

import pytest

from annotations.search import BadPattern, Query, find
from tests.hands import until
from tui.time_limit import TakesTooLong, time_limit

BOMBS = {
    r"(a+)+$": "a" * 25 + "!",
    r"(a|a)*b": "a" * 24,
    r"(x+x+)+y": "x" * 25,
    r"(.*)*z": "q" * 24,
}
"""Patterns and texts that take seconds to match; each further letter doubles the time."""

ENDLESS, TEXT = r"(a+)+$", "a" * 60 + "! "

SLOW = 2.5
"""Seconds allowed on a busy machine; without a limit the endless pattern takes years."""


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is stopped soon."""
    monkeypatch.setattr("tui.time_limit.PATIENCE", 0.1)


@pytest.mark.usefixtures("soon")
def test_what_is_not_stopped_at_once_is_stopped_again() -> None:
    until = time.monotonic() + 5

    def search() -> None:
        while time.monotonic() < until:
            pass

    def deaf() -> None:
        # Like code that swallows the exception, such as a garbage collection callback, and
        # continues.
        with suppress(TakesTooLong):
            search()
        search()

    with pytest.raises(TakesTooLong), time_limit(limited=True):
        deaf()


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_pattern_that_would_never_end_is_stopped(bomb: str) -> None:
    # Otherwise the exception may hit Hypothesis's garbage collection callback, which swallows it.
    gc.collect()
    began = time.monotonic()
    with pytest.raises(TakesTooLong, match="write it more simply"), time_limit(limited=True):
        list(find(BOMBS[bomb], Query(bomb, regex=True)))
    assert time.monotonic() - began < SLOW


@pytest.mark.usefixtures("soon")
def test_what_is_done_in_time_is_not_stopped_later() -> None:
    with time_limit(limited=True):
        found = list(find("one two", Query("two", regex=True)))
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert [span.of("one two") for span in found] == ["two"]


def test_a_pattern_may_be_long_but_not_endless() -> None:
    assert list(find("x", Query("a" * 2_000))) == []
    with pytest.raises(BadPattern, match="2,000 characters at most"):
        find("x", Query("a" * 2_001))


@pytest.mark.parametrize("key", ["slash", "ctrl+f"])
async def test_typing_such_a_pattern_leaves_the_reader_at_work(opened, key: str) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        began = time.monotonic()
        await session.press(key, "alt+r")
        session.reader.prompt.query_one("TypedLine").value = ENDLESS
        told = session.reader.prompt.query_one(".found")
        await until(lambda: "takes too long" in told.render().plain)
        assert time.monotonic() - began < 4 * SLOW
        await session.press("escape")
        await session.press("enter")
        assert len(session.study.highlights) == 1
