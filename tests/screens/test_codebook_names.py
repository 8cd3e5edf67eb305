"""Tags made, renamed, merged and moved below others on the codebook screen."""

import pytest

from tests.hands import burst, press, shown
from tests.screens.codebook_host import NAMES, names, page_after, tag, undone
from tests.screens.dialog_host import Host, a_study, mark
from tui.screens.codebook.screen import CodebookScreen


async def test_n_makes_a_tag_and_a_slash_puts_it_below() -> None:
    study = a_study("frame")
    await page_after(study, "n", *"tone", "enter")
    await page_after(study, "n", *"/blame", "enter")
    assert names(study) == ["frame", "tone", "frame/blame"]


async def test_a_name_that_cannot_be_is_refused_in_a_sentence() -> None:
    study = a_study("frame")
    page = await page_after(study, "n", *"a//b", "enter")
    assert "Write it like frame/conflict" in page
    assert names(study) == ["frame"]


async def test_r_renames_with_what_lies_below() -> None:
    study = a_study("frame", "frame/conflict")
    before = dict(study.state.tags)
    await page_after(study, "r", "s", "enter")
    assert names(study) == ["frames", "frames/conflict"]
    await undone(study, before)


async def test_renaming_onto_a_name_that_is_there_asks_and_enter_merges() -> None:
    study = a_study("tone", "tones")
    mark(study, 0, 9, "tone")
    mark(study, 10, 12, "tone", "tones")
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await press(pilot, ["r", "s", "enter"])
        assert "tones is there already. Merge tone, 2 highlights, into it?" in shown(app)
        assert names(study) == ["tone", "tones"]
        await press(pilot, ["enter"])
        assert names(study) == ["tones"]
        assert study.codebook.branch("tones").uses == 2
        await press(pilot, ["u"])
    assert names(study) == ["tone", "tones"]


async def test_merged_into_a_tag_without_one_a_description_is_kept_and_that_is_said() -> None:
    study = a_study(*NAMES)
    study.codebook.change(tag(study, "frame/conflict").id, description="who is to blame")
    page = await page_after(study, "down", "m", *"acto", "enter")
    assert "its description kept" in page
    assert tag(study, "actor").description == "who is to blame"


async def test_escape_leaves_a_merge_undone() -> None:
    study = a_study("tone", "tones")
    await page_after(study, "r", "s", "enter", "escape")
    assert names(study) == ["tone", "tones"]


async def test_m_merges_into_a_tag_that_is_chosen() -> None:
    study = a_study(*NAMES)
    mark(study, 0, 9, "frame/conflict")
    page = await page_after(study, "down", "m", *"acto", "enter")
    assert names(study) == ["frame/blame", "tone", "actor"]
    assert "merged frame/conflict into actor, 1 highlight; u undoes" in page


async def test_p_puts_a_tag_below_another_and_empty_below_none() -> None:
    study = a_study(*NAMES)
    await page_after(study, "end", "p", *"tone", "enter")
    assert names(study)[3] == "tone/actor"
    await page_after(study, "end", "p", "enter")
    assert names(study)[3] == "actor"


async def test_greater_and_less_move_a_tag_in_and_out() -> None:
    study = a_study("frame", "tone")
    await page_after(study, "down", ">")
    assert names(study) == ["frame", "frame/tone"]
    await page_after(study, "down", "<")
    assert names(study) == ["frame", "tone"]
    assert "no tag before it" in await page_after(study, ">")
    assert "lies below no tag" in await page_after(study, "<")


async def test_what_is_no_tag_itself_is_merged_into_nothing() -> None:
    study = a_study("frame/conflict", "tone")
    page = await page_after(study, "m")
    assert "frame is only the beginning of other names" in page
    assert names(study) == ["frame/conflict", "tone"]


@pytest.mark.parametrize("key", ["c", "e"])
async def test_what_is_no_tag_itself_may_become_one_and_typing_on_does_no_harm(key: str) -> None:
    study = a_study("frame/conflict", "tone")
    page = await page_after(study, key)
    assert "Make it one?" in page
    await page_after(study, key, *"#ff0m0d", "escape")
    assert names(study) == ["frame/conflict", "tone"]
    await page_after(study, key, *"d0m", "enter")
    assert names(study) == ["frame/conflict", "tone", "frame"]
    assert study.codebook.named("tone").key == "2"


async def test_a_name_that_is_none_can_be_mended_where_it_was_typed() -> None:
    study = a_study("tone")
    wrong = await page_after(study, "n", *"frame//blame", "enter")
    assert "frame//blame" in wrong
    assert "a part of the tag" in wrong
    assert names(study) == ["tone"]
    mended = await page_after(
        study, "n", *"frame//blame", "enter", *["left"] * 5, "backspace", "enter"
    )
    assert "made frame/blame" in mended
    assert names(study) == ["tone", "frame/blame"]


async def test_a_line_that_was_wrong_can_be_left() -> None:
    study = a_study("tone")
    assert "tone" in await page_after(study, "n", *"a//b", "enter", "enter", "escape")
    assert names(study) == ["tone"]


async def test_keys_typed_ahead_go_to_the_line_that_is_asked_for_again() -> None:
    study = a_study("tone")
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["n", *"a//", "enter", "backspace", "b", "enter"])
    assert names(study) == ["tone", "a/b"]
