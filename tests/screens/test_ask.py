"""The confirmation of many edits, and questions answered by typing a line."""

import pytest

from tests.hands import burst, press, shown
from tests.screens.dialog_host import NOTHING, Host
from tui.screens.ask import AskLine, Confirm, Suggestions

NAMES = ("frame/conflict", "tone", "actor/tone")


async def asked(screen: AskLine | Confirm, *keys: str) -> object:
    app = Host(screen)
    async with app.run_test() as pilot:
        await press(pilot, keys)
    return app.answer


@pytest.mark.parametrize(("key", "answer"), [("enter", True), ("escape", False), ("x", NOTHING)])
async def test_enter_says_yes_escape_says_no_and_nothing_else_does(
    key: str, answer: object
) -> None:
    assert await asked(Confirm("“said” stands 14 times.", "tag 14"), key) is answer


async def test_the_sentence_stands_there_as_it_is_written() -> None:
    app = Host(Confirm("“[b]\x1b]0;x” stands 14 times in [/] articles.", "tag [14]"))
    async with app.run_test() as pilot:
        await pilot.pause()
        page = shown(app)
    assert "“[b]␛]0;x” stands 14 times in [/] articles." in page
    assert "Enter tag [14] · Esc leave" in page


async def test_a_line_comes_back_stripped() -> None:
    assert await asked(AskLine("name"), *" two words ", "enter") == "two words"
    assert await asked(AskLine("name"), *"abc", "escape") is None


async def test_the_keys_of_a_list_do_nothing_where_there_is_none() -> None:
    keys = ("down", "up", "pagedown", "pageup", "tab")
    assert await asked(AskLine("name"), "a", *keys, "b", "enter") == "ab"


async def test_only_the_first_answer_counts() -> None:
    app = Host(AskLine("into", "", Suggestions(NAMES, only=True)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, [*"acto", "enter", "enter", "escape"])
    assert app.answer == "actor/tone"


async def test_the_value_can_be_edited() -> None:
    assert await asked(AskLine("rename", "tone"), "s", "enter") == "tones"


async def test_a_value_nobody_edits_comes_back_as_it_was() -> None:
    assert await asked(AskLine("rename", "a\u202eb"), "enter") == "a\u202eb"


async def test_suggestions_wait_until_the_cursor_goes_down() -> None:
    assert await asked(AskLine("under", "", Suggestions(NAMES)), *"to", "enter") == "to"
    assert await asked(AskLine("under", "", Suggestions(NAMES)), *"to", "down", "enter") == "tone"
    assert await asked(AskLine("under", "", Suggestions(NAMES)), *"to", "tab", "enter") == "tone"
    assert (
        await asked(AskLine("under", "", Suggestions(NAMES)), *"to", "down", "down", "tab", "enter")
        == "actor/tone"
    )


async def test_a_suggestion_that_cannot_be_shown_is_taken_over_as_it_is() -> None:
    assert (
        await asked(AskLine("under", "", Suggestions(["bad\x1bname"])), *"bad", "tab", "enter")
        == "bad\x1bname"
    )


async def test_a_suggestion_is_found_by_its_words_in_any_order() -> None:
    question = AskLine("into", "", Suggestions(NAMES, only=True))
    assert await asked(question, *"confl fr", "enter") == "frame/conflict"


async def test_when_only_suggestions_count_nothing_else_is_taken() -> None:
    assert await asked(AskLine("into", "", Suggestions(NAMES, only=True)), *"to", "enter") == "tone"
    answer = await asked(AskLine("into", "", Suggestions(NAMES, only=True)), *"xyz", "enter")
    assert answer is NOTHING


async def test_a_value_as_it_came_hides_no_suggestion() -> None:
    assert await asked(AskLine("under", "zzz", Suggestions(NAMES)), "up", "enter") == "actor/tone"


@pytest.mark.parametrize("size", [(40, 15), (10, 4), (200, 60)])
async def test_both_stand_in_any_terminal(size: tuple[int, int]) -> None:
    suggested = Suggestions(NAMES * 30)
    for screen in (AskLine("t" * 300, "v" * 300, suggested), Confirm("s " * 300, "y" * 90)):
        app = Host(screen)
        async with app.run_test(size=size) as pilot:
            await press(pilot, ["enter"])
        assert app.answer in {"v" * 300, True}
