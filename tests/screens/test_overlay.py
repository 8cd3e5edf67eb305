"""What is visible behind a dialog: the current page, drawn once, with nothing to click on."""

import pytest
from textual._compositor import Compositor
from textual.content import Content
from textual.widgets import Static

from tests.hands import press, shown
from tests.screens.dialog_host import Host
from tui.screens.ask import AskLine, Confirm


async def test_what_changes_behind_a_dialog_is_seen_also_behind_two() -> None:
    app = Host(Confirm("Leave now?", "leave"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        page = app.screen_stack[0].query_one(Static)
        for words in ("The tide is out.", "The tide is in."):
            page.update(words)
            await pilot.pause()
            assert words in shown(app)
        await app.push_screen(AskLine("one more"))
        page.update("The tide turns.")
        await pilot.pause()
        assert "The tide turns." in shown(app)
        assert "one more" in shown(app)


async def test_letters_typed_in_a_dialog_do_not_have_the_page_behind_drawn_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Host(AskLine("what for"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Compositor, "render_strips", lambda *_: pytest.fail("drawn anew"))
        await press(pilot, [*"ferry"])


async def test_what_could_be_clicked_on_the_page_cannot_behind_a_dialog() -> None:
    app = Host(Confirm("Leave now?", "leave"))
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen_stack[0].query_one(Static)
        page.update(Content.from_markup("[@click=app.quit]a way out[/]"))
        await pilot.pause()
        assert "a way out" in shown(app)
        assert not app.screen.get_style_at(2, 0).meta
