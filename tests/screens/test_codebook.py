"""The codebook screen, driven by keys: what it shows and how it changes the study."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.study.study import Study
from tests.exporting import encode
from tests.hands import burst, press, shown
from tests.screens.codebook_host import NAMES, names, page_after, tag, undone
from tests.screens.dialog_host import NOTHING, Host, a_study, mark
from tui.screens.codebook.keys import TABLE
from tui.screens.codebook.screen import CodebookScreen


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


async def test_c_colours_from_the_palette_or_as_typed() -> None:
    study = a_study("tone")
    await page_after(study, "c", "down", "down", "enter")
    assert tag(study, "tone").color == "#56b4e9"
    await page_after(study, "c", *"#ABC", "enter")
    assert tag(study, "tone").color == "#aabbcc"
    page = await page_after(study, "c", *["backspace"] * 7, *"mud", "enter")
    assert "colour is written like #e69f00" in page


async def test_e_describes_and_the_whole_description_is_shown() -> None:
    study = a_study("tone")
    page = await page_after(study, "e", *"sides", "escape", "down")
    assert tag(study, "tone").description == "sides"
    assert page.count("sides") == 2


async def test_the_key_that_a_new_tag_gets_is_told_and_none_where_none_is_free() -> None:
    study = a_study(*"abcdefghi")
    assert "made tone; 0 sets it; u undoes" in await page_after(study, "n", *"tone", "enter")
    assert "made frame; u undoes" in await page_after(study, "n", *"frame", "enter")


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


@pytest.mark.parametrize("typed", ["confl", "confl fr"])
async def test_the_filter_shows_what_holds_its_words_and_escape_shows_all(typed: str) -> None:
    study = a_study("frame", "frame/conflict", "tone")
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await press(pilot, ["/", *typed, "enter"])
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


async def test_arrows_go_through_the_list_while_the_filter_is_typed() -> None:
    study = a_study(*NAMES)
    await page_after(study, "/", *"frame", "down", "down", "enter", "d")
    assert names(study) == ["frame/conflict", "tone", "actor"]


async def test_articles_that_have_the_tag_are_counted_too() -> None:
    study = a_study("genre/news")
    article = next(iter(study.articles))
    study.articles.retag([article.id], ["genre/news"])
    assert "genre/news · 0 highlights, 1 article" in await page_after(study, "down")


@pytest.mark.parametrize("key", ["n", "r", "m", "p", "<", "c", "e", "3", "d", "u", "i"])
async def test_a_study_for_reading_only_refuses_in_its_words_and_asks_nothing(key: str) -> None:
    study = a_study("tone", "tone/dry")
    before = dict(study.state.tags)
    study.refusal = "Berta has this study open."
    app = Host(CodebookScreen(study))
    async with app.run_test() as pilot:
        await press(pilot, ["down", key])
        assert app.screen is app.opened
        assert "Berta has this study open." in shown(app)
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
        await pilot.click("Line", offset=(shown(app).splitlines()[-1].index("? keys"), 0))
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


async def test_an_export_is_told_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    study = a_study(*NAMES)
    (tmp_path / "out.json").write_bytes(encode(study.state, exported="2021-10-18T00:00:00Z"))
    page = await page_after(a_study(), "i", *"out.json", "enter", size=(200, 24))
    assert "This is an export of diptych, no table; use diptych import" in page


async def test_a_file_that_is_not_there_is_said_in_a_sentence() -> None:
    assert "There is no file 'gone.csv'." in await page_after(a_study(), "i", *"gone.csv", "enter")


async def test_a_line_that_is_wrong_is_told_with_its_file_where_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("tag,color\nport,Red\nwharf,rad\n", encoding="utf-8")
    page = await page_after(a_study(), "i", *"in.csv", "enter", size=(200, 24))
    assert "in.csv, line 3: a tag's colour is written like #e69f00" in page
    Path("in.csv").write_text("tag,color\nport,Red\n", encoding="utf-8")
    study = a_study()
    await page_after(study, "i", *"in.csv", "enter")
    assert [tag.color for tag in study.codebook] == ["#ff0000"]


async def test_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.csv")
    page = await page_after(a_study(), "i", *"pipe.csv", "enter")
    assert "pipe.csv is no file; name one." in page


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
