"""The command palette closes only once, however many events come together."""

from textual.app import App, ComposeResult, SystemCommand
from textual.events import Click, Key, Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tests.hands import shown, until
from tests.inert.hostile import PAYLOADS, harmful
from tui.screens.palette import ActionPalette


class Host(App[None]):
    """Has one command, and counts how often it runs."""

    def __init__(self) -> None:
        super().__init__()
        self.done = 0

    def compose(self) -> ComposeResult:
        yield Static("a page of text")

    def get_system_commands(self, screen: Screen[object]):  # type: ignore[no-untyped-def]
        yield SystemCommand("undo", "takes it back", self.do)

    def do(self) -> None:
        self.done += 1


async def opened(pilot: Pilot[None]) -> ActionPalette:
    """Open the palette."""
    palette = ActionPalette()
    pilot.app.push_screen(palette)
    await until(lambda: palette.is_mounted)
    return palette


async def found(pilot: Pilot[None], *keys: str) -> OptionList:
    """Open the palette, type keys, and return the list of commands found."""
    palette = await opened(pilot)
    await pilot.press(*keys)
    listed = palette.query_one(OptionList)
    # During the search the list may still be that of an earlier query.
    await until(lambda: listed.option_count == 1 and not any(w.is_running for w in palette.workers))
    return listed


async def test_enter_twice_in_one_go_runs_a_command_once() -> None:
    app = Host()
    async with app.run_test() as pilot:
        listed = await found(pilot, *"undo", "down")
        listed.action_select()
        listed.action_select()
        await until(lambda: app.done and len(app.screen_stack) == 1)
        app.post_message(Key("enter", None))
        await pilot.pause()
        assert app.done == 1
        assert len(app.screen_stack) == 1


async def test_what_closes_it_again_closes_nothing_else() -> None:
    app = Host()
    async with app.run_test() as pilot:
        palette = ActionPalette()
        below = Screen[None]()
        app.push_screen(below)
        app.push_screen(palette)
        await pilot.pause()
        palette.dismiss()
        palette.dismiss()
        await pilot.pause()
        assert app.screen is below


async def test_what_is_pasted_into_it_is_shown_and_not_obeyed() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await opened(pilot)
        app.post_message(Paste(f"here{PAYLOADS['clipboard-st']}"))
        await until(lambda: "here␛]52;c;" in shown(app))
        assert harmful(shown(app).replace("\n", "")) == []


async def test_a_click_that_comes_when_the_list_is_shorter_does_nothing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        listed = await found(pilot, *"undo")
        x, y = listed.region.x + 3, listed.region.y + 1
        look = app.screen.get_style_at(x, y)
        assert look.meta["option"] == 0
        # Click on an option that the screen still shows.
        listed.post_message(Click(listed, 3, 1, 0, 0, 1, False, False, False, x, y, look))
        listed.clear_options()
        await pilot.pause()
        assert app.done == 0
        assert app.screen is listed.screen


async def test_a_click_from_beyond_a_screen_that_has_shrunk_does_nothing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        palette = await opened(pilot)
        palette.post_message(Click(palette, 300, 2, 0, 0, 1, False, False, False, 300, 2))
        await pilot.pause()
        assert app.screen is palette
