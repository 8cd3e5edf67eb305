"""The codebook screen, driven by keys: what is on the page and what becomes of the study."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.study.study import Study
from annotations.tag import Tag
from tests.screens.dialog_host import NOTHING, Host, a_study, burst, mark, press, shown
from tui.screens.codebook.keys import TABLE
from tui.screens.codebook.screen import CodebookScreen

NAMES = ("frame/conflict", "frame/blame", "tone", "actor")


def names(study: Study) -> list[str]:
    return [tag.name for tag in study.codebook]


def tag(study: Study, name: str) -> Tag:
    found = study.codebook.named(name)
    assert found is not None
    return found


async def page_after(study: Study, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """What the screen shows after these keys."""
    app = Host(CodebookScreen(study))
    async with app.run_test(size=size) as pilot:
        await press(pilot, keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return shown(app)


async def undone(study: Study, before: dict[str, Tag]) -> None:
    """One undo brings the tags back as they were."""
    await page_after(study, "u")
    assert study.state.tags == before


async def test_tags_stand_under_the_tags_they_go_on_from() -> None:
    study = a_study("frame", "tone", "frame/conflict", "frame/conflict/war")
    rows = [row.partition("■")[2] for row in (await page_after(study)).splitlines() if "■" in row]
    assert [row.rstrip() for row in rows] == [
        "1 ▾ frame",
        "3   ▾ conflict",
        "4       war",
        "2   tone",
    ]


async def test_left_folds_and_right_unfolds() -> None:
    study = a_study("frame", "frame/conflict", "tone")
    mark(study, 0, 9, "frame/conflict")
    folded = await page_after(study, "left")
    assert "▸ frame" in folded
    assert "conflict" not in folded
    assert next(row for row in folded.splitlines() if "▸" in row).rstrip().endswith("1")
    assert "conflict" in await page_after(study, "left", "right")


async def test_left_on_a_leaf_goes_to_the_tag_above() -> None:
    study = a_study("frame", "frame/conflict", "tone")
    await page_after(study, "down", "left", "d")
    assert names(study) == ["tone"]


async def test_n_makes_a_tag_and_a_slash_puts_it_below() -> None:
    study = a_study("frame")
    await page_after(study, "n", *"tone", "enter")
    await page_after(study, "n", *"/blame", "enter")
    assert names(study) == ["frame", "tone", "frame/blame"]


async def test_a_name_that_cannot_be_is_refused_in_a_sentence() -> None:
    study = a_study("frame")
    page = await page_after(study, "n", *"a//b", "enter")
    assert "has an empty part" in page
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


async def test_c_colours_from_the_palette_or_as_typed() -> None:
    study = a_study("tone")
    await page_after(study, "c", "down", "down", "enter")
    assert tag(study, "tone").color == "#56b4e9"
    await page_after(study, "c", *["backspace"] * 7, *"#ABC", "enter")
    assert tag(study, "tone").color == "#aabbcc"
    page = await page_after(study, "c", *["backspace"] * 7, *"mud", "enter")
    assert "colour is written like #e69f00" in page


async def test_e_describes_and_the_whole_description_is_shown() -> None:
    study = a_study("tone")
    page = await page_after(study, "e", *"sides", "escape", "down")
    assert tag(study, "tone").description == "sides"
    assert page.count("sides") == 2


async def test_a_digit_gives_its_key_and_the_same_again_takes_it_off() -> None:
    study = a_study("tone", "frame")
    page = await page_after(study, "2")
    assert (tag(study, "tone").key, tag(study, "frame").key) == ("2", None)
    assert "2 sets tone instead of frame; u undoes" in page
    await page_after(study, "2")
    assert tag(study, "tone").key is None


async def test_d_deletes_at_once_and_says_what_is_lost_and_u_brings_it_back() -> None:
    study = a_study("frame", "frame/conflict", "tone")
    mark(study, 0, 9, "frame/conflict")
    before = dict(study.state.tags)
    page = await page_after(study, "d")
    assert "deleted frame and 1 below it, on 1 highlight; u undoes" in page
    assert names(study) == ["tone"]
    await undone(study, before)
    await page_after(study, "U")
    assert names(study) == ["tone"]


async def test_the_filter_shows_what_holds_it_and_escape_shows_all() -> None:
    study = a_study("frame", "frame/conflict", "tone")
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await press(pilot, ["/", *"confl", "enter"])
        page = shown(app)
        assert "frame" in page
        assert "tone" not in page
        await press(pilot, ["escape"])
        assert "tone" in shown(app)
        assert app.answer is NOTHING
        await press(pilot, ["escape"])
    assert app.answer is None


async def test_keys_are_text_while_the_filter_is_typed() -> None:
    study = a_study("dud", "tone")
    await page_after(study, "/", *"dud")
    assert names(study) == ["dud", "tone"]


async def test_articles_that_have_the_tag_are_counted_too() -> None:
    study = a_study("genre/news")
    article = next(iter(study.articles))
    study.articles.retag([article.id], ["genre/news"])
    assert "genre/news · 0 highlights, 1 article" in await page_after(study, "down")


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


@pytest.mark.parametrize(
    "keys",
    ["d", "3", "u", ["n", "x", "enter"], ["r", "x", "enter"], ["c", "down", "down", "enter"]],
)
async def test_a_study_for_reading_only_refuses_in_its_words(keys: list[str]) -> None:
    study = a_study("tone")
    before = dict(study.state.tags)
    study.refusal = "Berta has this study open."
    assert "Berta has this study open." in await page_after(study, *keys)
    assert study.state.tags == before


async def test_an_empty_codebook_says_what_to_press() -> None:
    study = a_study()
    assert "n makes one" in await page_after(study)
    for keys in ("d", "r", "m", "p", "c", "e", "1", ">", "<"):
        assert "There is no tag here; n makes one." in await page_after(study, keys)
    await page_after(study, "up", "pagedown", "left", "n", *"a", "enter")
    assert names(study) == ["a"]


async def test_keys_typed_ahead_reach_the_dialog_they_open() -> None:
    study = a_study("tone")
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["n", *"adu", "enter", "d", "/", *"to", "enter", "r", "s", "enter"])
    assert names(study) == ["tones"]


async def test_a_click_moves_the_cursor_and_a_click_on_a_hint_does_it() -> None:
    study = a_study("tone", "frame", "actor")
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("TagList", offset=(8, 1))
        await press(pilot, ["d"])
        assert names(study) == ["tone", "actor"]
        await pilot.click("Line", offset=(1, 0))
        await pilot.pause()
        assert "keys of the codebook" in shown(app)


async def test_the_codebook_goes_to_a_csv_file_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    study = a_study(*NAMES)
    assert "wrote 4 tags" in await page_after(study, "x", "enter", size=(200, 24))
    assert "Write over it?" in await page_after(study, "x", "enter", size=(200, 24))
    other = a_study()
    page = await page_after(other, "i", *"codebook.csv", "enter")
    assert "read 4 tags" in page
    fields: Callable[[Study], list[tuple[str, str | None, str]]] = lambda study: [  # noqa: E731
        (tag.name, tag.key, tag.color) for tag in study.codebook
    ]
    assert fields(other) == fields(study)
    await page_after(other, "u")
    assert names(other) == []


async def test_a_file_that_is_not_there_is_said_in_a_sentence() -> None:
    assert "could not be read" in await page_after(a_study(), "i", *"gone.csv", "enter")


async def test_a_name_that_is_none_can_be_mended_where_it_was_typed() -> None:
    study = a_study("tone")
    wrong = await page_after(study, "n", *"frame//blame", "enter")
    assert "frame//blame" in wrong
    assert "empty part" in wrong
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


@pytest.mark.parametrize("key", ["i", "x"])
async def test_what_can_be_no_path_is_told(key: str) -> None:
    page = await page_after(a_study("tone"), key, *"~nobody-is-called-so/x", "enter")
    assert "cannot be used as a path" in page


async def test_names_from_elsewhere_are_shown_as_they_are_written() -> None:
    study = a_study("[red]x", "b\x1b[31m", "\u202eturned")
    study.codebook.change(tag(study, "[red]x").id, description="[/] [sic] \x07")
    page = await page_after(study, size=(120, 24))
    assert "[red]x" in page
    assert "[/] [sic] ␇" in page
    assert "\x1b" not in page
    assert "\u202e" not in page


async def test_question_mark_shows_every_key() -> None:
    page = await page_after(a_study("a"), "?", size=(160, 60))
    for binding in (b for table in TABLE.values() for b in table):
        assert binding.does in page
    assert "1 2 3 4 5 6 7 8 9 0" in page


@pytest.mark.parametrize("size", [(40, 15), (10, 4), (200, 60)])
async def test_it_stands_in_any_terminal(size: tuple[int, int]) -> None:
    study = a_study(*(f"deep/{n % 7}/漢字 {n}" for n in range(40)))
    keys = [
        "pagedown",
        "down",
        "end",
        "e",
        *"words " * 3,
        "escape",
        "?",
        "escape",
        "r",
        "x",
        "enter",
    ]
    await page_after(study, *keys, size=size)
    assert sum(name.endswith("x") for name in names(study)) == 1
