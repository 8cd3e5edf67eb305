"""The tag picker: what it finds, what it marks, what it returns."""

from collections.abc import Sequence

import pytest
from textual.widgets import Input

from annotations.study.study import Study
from tests.hands import burst, click, press, shown
from tests.screens.dialog_host import NOTHING, Host, a_study, mark
from tui.screens.tag_picker import Picked, TagPicker
from tui.widgets.lists.choices import Choices

NAMES = ("frame/conflict", "frame/blame", "actor/ministry", "tone")


async def picked(
    *keys: str,
    study: Study | None = None,
    chosen: Sequence[str] = (),
    recents: Sequence[str] = (),
    give_key: str = "",
) -> object:
    app = Host(TagPicker(study or a_study(*NAMES), chosen, recents, "The ferry", give_key=give_key))
    async with app.run_test() as pilot:
        await press(pilot, keys)
    return app.answer


async def test_enter_takes_the_first_tag() -> None:
    assert await picked("enter") == Picked(("frame/conflict",), True)


async def test_what_is_typed_finds_a_tag_anywhere_in_its_path() -> None:
    assert await picked(*"mini", "enter") == Picked(("actor/ministry",), True)


async def test_a_slip_of_the_finger_still_finds_it_one_row_up() -> None:
    assert await picked(*"conflixt", "up", "enter") == Picked(("frame/conflict",), True)


async def test_a_new_name_is_made_even_if_another_is_like_it() -> None:
    assert await picked(*"frame/conclusion", "enter") == Picked(("frame/conclusion",), True)


async def test_letters_left_out_still_find_it() -> None:
    assert await picked(*"frbl", "enter") == Picked(("frame/blame",), True)


@pytest.mark.parametrize("typed", ["fr bl", "bl fr", "frame blame"])
async def test_the_beginnings_of_its_words_find_it_in_any_order(typed: str) -> None:
    assert await picked(*typed, "enter") == Picked(("frame/blame",), True)


@pytest.mark.parametrize("typed", ["fr lame", "fr bl story"])
async def test_a_new_name_of_several_words_is_made_unless_each_begins_one_there(typed: str) -> None:
    assert await picked(*typed, "enter") == Picked((typed,), True)


async def test_descriptions_are_searched_after_names() -> None:
    study = a_study(*NAMES)
    tone = study.codebook.named("tone")
    assert tone is not None
    study.codebook.change(tone.id, description="Words that take a side")
    assert await picked(*"a side", "enter", study=study) == Picked(("tone",), True)


async def test_the_tags_that_are_on_come_before_recent_ones() -> None:
    app = Host(TagPicker(a_study(*NAMES), ["actor/ministry"], ["tone"]))
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = [row for row in shown(app).splitlines() if any(name in row for name in NAMES)]
    assert "actor/ministry" in rows[0]
    assert "tone" in rows[1]


async def test_recent_tags_come_first() -> None:
    assert await picked("enter", recents=["tone", "gone"]) == Picked(("tone",), True)


async def test_a_tag_that_is_on_comes_off() -> None:
    answer = await picked(*"tone", "enter", chosen=["tone", "frame/blame"])
    assert answer == Picked(("frame/blame",), True)


async def test_tab_marks_several_and_enter_closes_with_them() -> None:
    answer = await picked(*"mini", "tab", *"blame", "tab", "enter", chosen=["tone"])
    assert answer == Picked(("tone", "actor/ministry", "frame/blame"), True)


async def test_tab_on_a_marked_row_takes_the_mark_off() -> None:
    answer = await picked(*"mini", "tab", "tab", "enter")
    assert answer == Picked((), False)


async def test_something_typed_after_tab_is_taken_too() -> None:
    answer = await picked(*"mini", "tab", *"tone", "enter")
    assert answer == Picked(("actor/ministry", "tone"), True)


async def test_escape_leaves_everything_even_after_tab() -> None:
    assert await picked("tab", "escape") is None


async def test_a_name_nobody_has_is_made_by_the_last_row() -> None:
    assert await picked(*"frame/co", "up", "enter") == Picked(("frame/co",), True)


async def test_a_new_name_comes_back_in_its_normal_form() -> None:
    assert await picked(*"new  one / two", "enter") == Picked(("new one/two",), True)


async def test_nothing_is_made_of_a_name_that_is_there() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await press(pilot, "tone")
        assert "make" not in shown(app)
        await press(pilot, "s")
        assert "make  tones" in shown(app)


async def test_a_new_tag_marked_stays_in_sight() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await press(pilot, [*"irony", "tab"])
        assert "✓    new   irony" in shown(app)
        await press(pilot, ["enter"])
    assert app.answer == Picked(("irony",), True)


async def test_an_empty_codebook_says_what_to_do() -> None:
    app = Host(TagPicker(a_study(), (), ()))
    async with app.run_test() as pilot:
        await press(pilot, ["enter", "tab", "down"])
        assert app.answer is NOTHING
        assert "no tags yet" in shown(app)
        await press(pilot, [*"a", "enter"])
    assert app.answer == Picked(("a",), True)


async def test_a_name_with_an_empty_part_is_not_offered() -> None:
    assert await picked(*"zq//", "enter", "escape") is None


async def test_why_no_tag_can_be_named_so_is_said() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await press(pilot, [*"zq//"])
        assert "Write it like frame/conflict" in shown(app)


async def test_rows_show_mark_key_name_description_and_count() -> None:
    study = a_study(*NAMES)
    tag = study.codebook.named("frame/conflict")
    assert tag is not None
    study.codebook.change(tag.id, description="Who [red]fights\x1b[31m whom")
    mark(study, 0, 9, "frame/conflict")
    app = Host(TagPicker(study, ["frame/conflict"], ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        row = next(line for line in shown(app).splitlines() if "frame/conflict" in line)
    assert "›✓ ■1 frame/conflict" in row
    assert "Who [red]fights␛[31m whom" in row
    assert row.rstrip(" │").endswith(" 1")


async def test_arrows_go_round_and_pages_stop_at_the_ends() -> None:
    assert await picked("up", "enter") == Picked(("tone",), True)
    assert await picked("down", "enter") == Picked(("frame/blame",), True)
    assert await picked("pagedown", "enter") == Picked(("tone",), True)
    assert await picked("pagedown", "pageup", "enter") == Picked(("frame/conflict",), True)


async def test_opened_for_a_key_it_returns_the_key_and_its_tag() -> None:
    answer = await picked(*"tone", "enter", give_key="7", chosen=["frame/blame"])
    assert answer == Picked(("frame/blame", "tone"), True, "tone")


async def test_opened_for_a_key_a_tag_that_is_on_stays_on() -> None:
    answer = await picked(*"tone", "enter", give_key="7", chosen=["tone"])
    assert answer == Picked(("tone",), False, "tone")


async def test_a_click_marks_and_stays_and_a_double_click_closes() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("Choices", offset=(8, 2))
        await pilot.pause()
        assert app.answer is NOTHING
        await pilot.click("Choices", offset=(8, 1), times=2)
        await pilot.pause()
    assert app.answer == Picked(("actor/ministry", "frame/blame"), True)


async def test_enter_right_behind_a_click_takes_what_was_clicked() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        click(app, app.opened.query_one(Choices), (8, 1), "enter")
        await pilot.pause()
    assert app.answer == Picked(("frame/blame",), True)


async def test_a_third_click_finds_the_picker_closed() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        choices = app.opened.query_one(Choices)
        click(app, choices, (8, 1), times=3)
        await pilot.pause()
    assert app.answer == Picked(("frame/blame",), True)


async def test_keys_still_reach_the_line_after_a_click_anywhere() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(offset=(1, 1))
        await press(pilot, [*"tone", "enter"])
    assert app.answer == Picked(("tone",), True)


async def test_pasted_control_characters_do_not_reach_the_line() -> None:
    app = Host(TagPicker(a_study(), (), ()))
    async with app.run_test() as pilot:
        app.screen.query_one(Input).post_message(_paste("a\x1b]52;c;eA==\x07 b\nc"))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "a␛]52;c;eA==␇ b c"


async def test_keys_that_come_all_at_once_are_taken_in_their_order() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, [*"mini", "tab", *"bla", "enter", "x", "enter", "escape", "enter"])
    assert app.answer == Picked(("actor/ministry", "frame/blame"), True)


async def test_keys_behind_the_one_that_closes_go_to_the_page_below() -> None:
    app = Host(TagPicker(a_study(*NAMES), (), ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, [*"mini", "enter", "d", "]"])
        assert app.strays == ["d", "]"]


def _paste(text: str) -> object:
    from textual.events import Paste

    return Paste(text)


@pytest.mark.parametrize("size", [(40, 15), (10, 4), (200, 60)])
async def test_it_stands_in_any_terminal(size: tuple[int, int]) -> None:
    study = a_study(*(f"deep/path/number {n}/漢字 {n}" for n in range(60)))
    app = Host(TagPicker(study, (), (), "about " * 40))
    async with app.run_test(size=size) as pilot:
        await press(pilot, ["pagedown", "down", *"numb", "up", "tab", "enter"])
    assert app.answer == Picked(("numb",), True)


async def test_enter_alone_leaves_the_tags_that_are_on() -> None:
    assert await picked("enter", chosen=("frame/conflict",)) == Picked(("frame/conflict",), False)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_the_frame_is_no_higher_than_the_tags_it_shows(size: tuple[int, int]) -> None:
    study = a_study(*(f"tag {number}" for number in range(60)))
    app = Host(TagPicker(study, [], []))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(size[0], size[1] - 2)
        await pilot.pause()
        page = shown(app)
        rows, frame = (app.screen.query_one(name).size.height for name in ("Choices", ".frame"))
    assert page.count("tag ") == rows > 1
    assert frame == rows + 1
