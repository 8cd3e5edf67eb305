"""The note editor: Escape saves, and an unedited note is returned unchanged."""

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from annotations.errors import DiptychError
from tests.hands import burst, press, shown, type_in, until
from tests.screens.dialog_host import NOTHING, Host
from tui.screens.note import NoteEditor


async def noted(note: str, *keys: str) -> object:
    app = Host(NoteEditor(note, "The ferry"))
    async with app.run_test() as pilot:
        await press(pilot, keys)
    return app.answer


async def test_escape_saves_what_was_typed() -> None:
    assert await noted("", *"hello", "escape") == "hello"


async def test_enter_is_a_new_line_and_writing_goes_on_at_the_end() -> None:
    assert await noted("one", "enter", *"two", "escape") == "one\ntwo"


async def test_control_g_leaves_the_note_as_it_was() -> None:
    assert await noted("one", *"two", "ctrl+g") is None


async def test_control_z_takes_back_typing_in_the_box() -> None:
    assert await noted("one", *"x", "ctrl+z", "escape") == "one"


async def test_white_space_at_the_end_is_not_kept() -> None:
    assert await noted("one", "enter", "enter", *"two ", "enter", "escape") == "one\n\ntwo"


@pytest.mark.parametrize("typed", ["می‌خواهم", "👩🏽‍🏫 👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
async def test_what_is_typed_is_kept_with_all_that_joins_it(typed: str) -> None:
    app = Host(NoteEditor("", "The ferry"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await type_in(pilot, typed)
        await press(pilot, ["escape"])
    assert app.answer == typed


async def test_what_is_pasted_takes_the_place_of_what_is_selected() -> None:
    app = Host(NoteEditor("one two", "The ferry"))
    async with app.run_test() as pilot:
        await press(pilot, ["shift+left"] * 3)
        app.screen.query_one(TextArea).post_message(Paste("three"))
        await press(pilot, ["escape"])
    assert app.answer == "one three"


@pytest.mark.parametrize("note", ["one \n", "a\r\nb", "\x1b[31mred", "\u202eback", "می‌خواهم"])
async def test_a_note_that_nobody_edits_comes_back_as_it_was(note: str) -> None:
    assert await noted(note, "down", "escape") == note


async def test_control_characters_are_shown_by_stand_ins() -> None:
    app = Host(NoteEditor("\x1b[31m[bold]red", "The \x1b ferry [b]"))
    async with app.run_test() as pilot:
        await pilot.pause()
        page = shown(app)
        app.screen.query_one(TextArea).post_message(Paste("\x07 bell\r\nline"))
        await press(pilot, ["escape"])
    assert "␛[31m[bold]red" in page
    assert "The ␛ ferry [b]" in page
    assert "\x1b" not in page
    assert app.answer == "␛[31m[bold]red␇ bell\nline"


async def test_keys_that_come_all_at_once_are_taken_in_their_order() -> None:
    app = Host(NoteEditor("", "The ferry"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, [*"one", "enter", *"two", "escape", "d", "escape"])
    assert app.answer == "one\ntwo"
    assert app.strays == ["d"]


@pytest.mark.parametrize("size", [(40, 15), (12, 4), (200, 60)])
async def test_it_stands_in_any_terminal(size: tuple[int, int]) -> None:
    app = Host(NoteEditor("words and lines\n" * 80, "about " * 40))
    async with app.run_test(size=size) as pilot:
        await press(pilot, ["x", "escape"])
    assert app.answer == "words and lines\n" * 80 + "x"


async def test_what_is_typed_is_kept_meanwhile_and_so_is_the_way_back() -> None:
    kept: list[str] = []
    told: list[bool] = []
    app = Host(NoteEditor("one", "The ferry", keep=kept.append, told=told.append))
    async with app.run_test() as pilot:
        await press(pilot, "!")
        assert told == [True]
        await until(lambda: len(told) > 1)
        assert (kept, told) == (["one!"], [True, False])
        await press(pilot, ["backspace"])
        await until(lambda: len(kept) > 1)
        assert kept == ["one!", "one"]


async def test_what_cannot_be_kept_is_said_and_stays_in_the_editor() -> None:
    def refuse(_: str) -> None:
        raise DiptychError("The study is open elsewhere.")

    app = Host(NoteEditor("", "The ferry", keep=refuse))
    async with app.run_test() as pilot:
        await press(pilot, [*"one", "escape"])
        assert "The study is open elsewhere." in shown(app)
        assert app.answer is NOTHING
        app.screen.keep_written()


async def test_who_leaves_the_app_before_the_editor_is_there_has_lost_nothing() -> None:
    kept: list[str] = []
    editor = NoteEditor("one", "The ferry", keep=kept.append)
    editor.keep_written()
    app = Host(editor)
    async with app.run_test() as pilot:
        await press(pilot, ["!"])
    editor.keep_written()
    assert kept == ["one", "one!"]


async def test_the_caret_stays_in_sight_when_lines_are_broken_anew() -> None:
    note = "\n".join(f"line {number} of a long note on the ferry" for number in range(60))
    app = Host(NoteEditor(f"{note} END", "The ferry"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "END" in shown(app)
        for size in ((20, 8), (60, 15), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "END" in shown(app)
