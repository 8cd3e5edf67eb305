"""A line to type in: its contents are displayed cleaned, but returned unchanged."""

import pytest
from textual.app import App, ComposeResult

from tests.hands import press, shown, type_in
from tests.inert.hostile import PAYLOADS, harmful
from tests.screens.dialog_host import Host as DialogHost
from tests.widgets.side_host import Host, two_articles
from tui.screens.ask import AskLine
from tui.terminal.clean import clean_line
from tui.widgets.dialog import TypedLine

TAG = f"bad{PAYLOADS['clipboard-st']}end"
"""A tag's name, as an imported codebook may contain it."""


class LineHost(App[None]):
    """Shows a single line to type in."""

    def __init__(self) -> None:
        super().__init__()
        self.line = TypedLine(entered=lambda: None)

    def compose(self) -> ComposeResult:
        yield self.line


async def test_no_way_to_set_a_line_shows_a_control_character() -> None:
    app = LineHost()
    async with app.run_test() as pilot:
        for value in PAYLOADS.values():
            app.line.value = value
            assert app.line.value == clean_line(value)
            app.line.put(value)
            assert app.line.value == clean_line(value)
            app.line.clear()
            app.line.insert_text_at_cursor(value)
            await pilot.pause()
            assert harmful(shown(app).replace("\n", "")) == []


async def test_what_was_put_into_a_line_is_meant_as_it_came_until_it_is_edited() -> None:
    app = LineHost()
    async with app.run_test() as pilot:
        app.line.put(TAG)
        assert app.line.text == TAG
        await press(pilot, ["end", "s"])
        assert app.line.text == f"{clean_line(TAG)}s"
        app.line.put("")
        assert app.line.text == ""


async def test_ctrl_z_takes_back_what_was_done_in_a_line() -> None:
    app = LineHost()
    async with app.run_test() as pilot:
        await press(pilot, ["ctrl+z", *"ab c", "ctrl+w", *"de"])
        assert app.line.value == "ab de"
        for stood in ("ab ", "ab c", "", ""):
            await press(pilot, ["ctrl+z"])
            assert app.line.value == stood
        await press(pilot, [*"fg", "ctrl+u", "ctrl+z"])
        assert app.line.value == "fg"
        assert app.line.cursor_position == 2


async def test_a_tag_with_escapes_lists_its_highlights_and_sends_none_of_them() -> None:
    study = two_articles()
    first = next(iter(study.highlights))
    study.highlights.retag([first.id], [TAG])
    app = Host(study)
    async with app.run_test() as pilot:
        await press(pilot, ["2", "end", "enter"])
        assert harmful(shown(app).replace("\n", "")) == []
        assert "tag:" in shown(app)
        assert app.quotes == [first.quote]


@pytest.mark.parametrize("typed", ["می‌خواهم", "👩🏽‍🏫 👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
async def test_what_is_typed_stands_there_with_all_that_joins_it(typed: str) -> None:
    app = DialogHost(AskLine("title", ""))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        await type_in(pilot, typed)
        await press(pilot, ["enter"])
    assert app.answer == typed


@pytest.mark.parametrize(
    ("value", "keys", "typed", "becomes"),
    [
        ("\u0915\u093f", ["home", "delete"], "\u0916", "\u0916\u093f"),
        ("\U0001f469\u200d\U0001f4bb", ["end", "backspace"], "\U0001f680",
         "\U0001f469\u200d\U0001f680"),
        ("e\u0301", ["home", "delete"], "a", "a\u0301"),
    ],
)  # fmt: skip
async def test_what_lacks_a_neighbour_for_one_key_is_kept_for_it(
    value: str, keys: list[str], typed: str, becomes: str
) -> None:
    app = DialogHost(AskLine("title", value))
    async with app.run_test(size=(80, 12)) as pilot:
        await press(pilot, keys)
        app.screen.query_one(TypedLine).insert_text_at_cursor(typed)
        await press(pilot, ["enter"])
    assert app.answer == becomes
