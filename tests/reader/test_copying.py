"""Copying a passage of any length: it is prepared in the background and sent whole."""

from asyncio import Event, get_running_loop

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from tests.hands import shown, slices_once, until
from tui.terminal import clipboard
from tui.terminal.clean import without_controls
from tui.terminal.clipboard import Copied

LONG, SHORT = " ".join(["One two three."] * 20), "Seven eight nine."


@given(passage=st.text(st.characters(codec="utf-8"), max_size=40), step=st.integers(1, 7))
def test_what_is_cleaned_bit_by_bit_is_sent_whole(passage: str, step: int) -> None:
    app = App[None]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clipboard, "STEP", step)
        copied = Copied(passage)
        slices = sum(1 for _ in copied.slices())
        copied.send(app)
    assert slices == -(-len(passage) // step)
    assert app.clipboard == without_controls(passage)


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Long passages are prepared only once this event is set."""
    event = Event()

    monkeypatch.setattr(clipboard, "STEP", 100)
    monkeypatch.setattr("tui.commands.studying.in_slices", slices_once(event))
    return event


async def test_keys_have_turns_while_a_long_passage_is_copied(opened, released: Event) -> None:
    async with opened(texts=(LONG, SHORT), size=(140, 40)) as session:
        await session.press("V", "y", "escape", "g", "w")
        assert session.reader.pane.caret == LONG.index("two")
        assert session.app.clipboard == ""
        released.set()
        await until(lambda: session.app.clipboard == LONG)
        await session.app.workers.wait_for_complete()
        assert "Sent to the terminal's clipboard" in shown(session.app)


async def test_what_is_copied_last_is_what_is_there_then(opened, released: Event) -> None:
    async with opened(texts=(LONG, SHORT), size=(140, 40)) as session:
        await session.press("V", "y", "tab", "V", "y")
        assert session.app.clipboard == SHORT
        released.set()
        await session.app.workers.wait_for_complete()
        assert session.app.clipboard == SHORT


async def test_who_leaves_has_copied_what_was_asked_for(opened, released: Event) -> None:
    async with opened(texts=(LONG, SHORT), size=(140, 40)) as session:
        await session.press("V", "y")
        get_running_loop().call_later(0.1, released.set)
        await session.press("q")
        assert session.app.clipboard == LONG
