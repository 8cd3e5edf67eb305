"""Keys and clicks that come before a screen is complete, or just after one has gone."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.events import Key, MouseDown, MouseMove, MouseUp
from textual.screen import Screen

from annotations.study import Study
from tests.hands import burst, shown, until
from tui.screens.palette import ActionPalette
from tui.screens.tag_picker import TagPicker
from tui.widgets.lists.choices import Choices

TEXT = "One two three. Four five six seven.\n\nEight nine ten."


async def test_a_double_click_on_a_row_without_passages_is_refused_in_words(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        session.study.codebook.add("tone")
        await session.press("M")
        await session.pilot.click(session.app.screen.matrix, offset=(3, 2), times=2)
        await session.pilot.pause()
        assert "There are no passages under tone in these articles." in shown(session.app)


async def test_a_key_without_a_command_is_not_kept_for_the_next_dialog(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("tone")
        await session.press("C")
        await burst(session.pilot, ["tab", "enter"])
        assert "rename tone" in shown(session.app)


async def test_a_click_on_a_row_that_has_gone_takes_no_other(opened) -> None:
    async with opened((40, 20), texts=(TEXT,)) as session:
        for name in ("alpha", "beta", "gamma", "delta"):
            session.study.codebook.add(name)
        await session.press("t")
        region = session.app.screen.query_one(Choices).region
        send = session.app._driver.process_message
        send(Key("z", "z"))
        x, y = region.x + 3, region.y + 3
        for kind in (MouseDown, MouseUp):
            send(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await until(lambda: session.app.screen.query_one(Choices).region.height == 1)
        await session.pilot.pause()
        assert session.app.is_running
        assert session.quotes() == []


@pytest.mark.parametrize("keys", [["pageup"], ["pagedown"], ["up", "pageup"], ["down", "pagedown"]])
async def test_pages_are_turned_in_the_palette_once_it_is_there(opened, keys: list[str]) -> None:
    async with opened(texts=(TEXT,)) as session:
        await burst(session.pilot, [":", *keys])
        await until(lambda: isinstance(session.app.screen, ActionPalette))
        await session.pilot.pause()
        assert session.app.is_running
        await session.press("pagedown")


@pytest.mark.parametrize(
    ("screen", "action"),
    [
        (lambda study: TagPicker(study, (), ()), "page(1)"),
        (lambda study: ActionPalette(), "command_list('page_down')"),
    ],
    ids=["tag picker", "palette"],
)
async def test_a_key_that_comes_before_the_parts_of_a_screen_does_nothing(
    opened, screen: Callable[[Study], Screen[Any]], action: str
) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("tone")
        late = screen(session.study)
        session.app.push_screen(late)
        assert not await session.app.run_action(action, late)
        await until(lambda: late.is_mounted)
        await late.workers.wait_for_complete()
        await session.pilot.pause()
        assert await session.app.run_action(action, late)


@pytest.mark.parametrize("times", [2, 3])
async def test_the_palette_opens_again_while_it_is_still_closing(opened, times: int) -> None:
    async with opened(texts=(TEXT,)) as session:
        for _ in range(times):
            session.app.action_command_palette()
            session.app.screen.dismiss()
        session.app.action_command_palette()
        await until(lambda: len(session.app.screen_stack) == 2)
        assert isinstance(session.app.screen, ActionPalette)


async def test_a_drag_over_what_is_no_article_selects_nothing(opened) -> None:
    """Textual's own text selection fails if the pressed widget is removed during a drag."""
    async with opened(texts=(TEXT,)) as session:
        await session.press("?")
        for kind, x in ((MouseDown, 5), (MouseMove, 20)):
            session.app._driver.process_message(kind(None, x, 5, 0, 0, 1, *[False] * 3, x, 5))
        await session.pilot.pause()
        assert not session.app.screen.selections


async def test_keys_behind_leaving_open_no_pane(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        await burst(session.pilot, ["q", "+"])
        await until(lambda: session.app.return_code is not None)
        assert session.app.return_code == 0


async def test_the_answer_to_what_was_asked_right_behind_closing_a_pane_is_heard(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        session.study.codebook.add("tone")
        await burst(session.pilot, ["-", "t"])
        await until(lambda: isinstance(session.app.screen, TagPicker))
        await session.press("enter")
        assert session.quotes() == ["One two three."]
