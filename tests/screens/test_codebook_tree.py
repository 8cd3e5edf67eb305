"""The codebook's tree: all tags and all prefixes of their names, folded, found, renamed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.tag import Tag
from tests.hands import place_of, shown
from tests.screens.codebook_host import names, page_after, tag, undone
from tests.screens.dialog_host import Host, a_study, mark
from tui.screens.codebook.screen import CodebookScreen
from tui.widgets.tags.tree import tree

paths = st.lists(st.sampled_from(["a", "b", "a b", "漢"]), min_size=1, max_size=4).map("/".join)


def made(names: list[str]) -> list[Tag]:
    start = "00000000-0000-4000-8000-"
    return [
        Tag(id=f"{start}{n:012d}", name=name, key=None, color="#000000", description="")
        for n, name in enumerate(names)
    ]


def beginnings(found: list[str]) -> set[str]:
    """The names and all their prefixes."""
    parts = [name.split("/") for name in found]
    return {"/".join(one[:length]) for one in parts for length in range(1, len(one) + 1)}


@given(st.lists(paths, unique=True, max_size=12))
@settings(max_examples=100)
def test_the_tree_holds_every_tag_right_below_the_name_it_goes_on_from(found: list[str]) -> None:
    twigs = tree(made(found), ())
    assert {twig.name for twig in twigs} == beginnings(found)
    assert len({twig.name for twig in twigs}) == len(twigs)
    for nth, twig in enumerate(twigs):
        assert (twig.tag.name if twig.tag else None) == (twig.name if twig.name in found else None)
        *above, last = twig.name.split("/")
        assert (twig.depth, twig.label) == (len(above), last)
        below = [one for one in twigs if one.name.startswith(twig.name + "/")]
        assert twigs[nth + 1 : nth + 1 + len(below)] == below
        assert twig.below == sum(one.startswith(twig.name + "/") for one in found)


@given(st.lists(paths, unique=True, max_size=12), st.data())
@settings(max_examples=60)
def test_folding_hides_only_what_lies_below(found: list[str], data: st.DataObject) -> None:
    tags = made(found)
    twigs = tree(tags, ())
    closed = [one for one in twigs if data.draw(st.booleans())]
    seen = [t for t in twigs if not any(t.name.startswith(c.name + "/") for c in closed)]
    shown_now = tree(tags, {one.key for one in closed})
    assert [twig.name for twig in shown_now] == [twig.name for twig in seen]


@given(st.lists(paths, unique=True, max_size=12))
@settings(max_examples=60)
def test_a_filter_shows_what_holds_it_with_what_lies_above(found: list[str]) -> None:
    wanted = beginnings([one for one in beginnings(found) if "b" in one])
    tags = made(found)
    assert {twig.name for twig in tree(tags, {t.id for t in tags}, "b")} == wanted


async def test_a_name_that_tags_only_begin_with_has_a_row_and_is_renamed_with_them() -> None:
    study = a_study("frame/conflict", "frame/blame", "tone")
    mark(study, 0, 9, "frame/conflict")
    before = dict(study.state.tags)
    page = await page_after(study)
    assert "▾ frame" in page
    assert "frame · 0 highlights, 1 with the 2 below it" in page
    page = await page_after(study, "r", "s", "enter")
    assert names(study) == ["frames/conflict", "frames/blame", "tone"]
    assert "renamed frame to frames; u undoes" in page
    await undone(study, before)


@pytest.mark.parametrize(
    ("answer", "after"), [("escape", ["lang/en", "act/he"]), ("enter", ["act/en", "act/he"])]
)
async def test_a_name_that_others_go_on_from_already_is_asked_about(
    answer: str, after: list[str]
) -> None:
    study = a_study("lang/en", "act/he")
    keys = ["r", *["backspace"] * 4, *"act", "enter"]
    assert "There are tags below act already" in await page_after(study, *keys)
    await page_after(study, *keys, answer)
    assert names(study) == after


async def test_it_is_folded_nested_merged_and_deleted_like_a_tag() -> None:
    study = a_study("frame/conflict", "tone", "theme/conflict")
    assert "conflict" not in (await page_after(study, "left", "end", "left", "left"))
    await page_after(study, "p", *"tone", "enter")
    assert names(study) == ["tone/frame/conflict", "tone", "theme/conflict"]
    await page_after(study, "u")
    page = await page_after(study, "r", *["backspace"] * 5, *"theme", "enter")
    assert "Tags below theme are there already." in page
    await page_after(study, "r", *["backspace"] * 5, *"theme", "enter", "enter")
    assert names(study) == ["tone", "theme/conflict"]
    await page_after(study, "end", "up", "d")
    assert names(study) == ["tone"]


async def test_what_only_a_tag_has_is_refused_and_n_makes_it_one() -> None:
    study = a_study("frame/conflict")
    assert "n makes it a tag" in await page_after(study, "1")
    await page_after(study, "n", "enter")
    assert names(study) == ["frame/conflict", "frame"]


async def test_a_tag_can_be_put_below_a_name_that_others_only_go_on_from() -> None:
    study = a_study("frame/conflict/war", "tone")
    page = await page_after(study, "end", "p")
    listed = [row.strip("│ ›") for row in page.splitlines() if row.startswith("│")]
    assert [row for row in listed if "frame" in row] == [
        "frame", "frame/conflict", "frame/conflict/war"
    ]  # fmt: skip
    await page_after(study, "end", "p", *"frame/c", "down", "enter")
    assert names(study) == ["frame/conflict/war", "frame/conflict/tone"]


async def test_what_is_done_behind_a_filter_is_done_to_what_was_searched_for() -> None:
    study = a_study("frame/conflict", "frame/blame", "source")
    await page_after(study, "slash", *"blame", "enter", "e", *"guilt", "escape")
    assert tag(study, "frame/blame").description == "guilt"


async def test_a_cursor_that_is_on_what_was_searched_for_stays() -> None:
    study = a_study("frame/conflict", "frame/blame", "source")
    await page_after(study, "end", "slash", *"r", "enter", "e", *"who", "escape")
    assert tag(study, "source").description == "who"


async def test_behind_a_filter_all_tags_are_counted_that_lie_below() -> None:
    study = a_study("frame", "frame/conflict", "frame/blame")
    page = await page_after(study, "slash", *"blame", "enter", "up")
    assert "with the 2 below it" in page
    assert "deleted frame and 2 below it" in await page_after(
        study, "slash", *"blame", "enter", "up", "d"
    )


@pytest.mark.parametrize("keys", [("J", "K"), ("alt+down", "alt+up")])
async def test_a_tag_goes_up_and_down_among_those_on_its_level_with_what_lies_below(
    keys: tuple[str, str],
) -> None:
    down, up = keys
    study = a_study("frame/conflict", "frame/blame", "tone", "actor")
    page = await page_after(study, down)
    assert "moved frame down; u undoes" in page
    assert names(study) == ["tone", "frame/conflict", "frame/blame", "actor"]
    # The cursor moves with the tag.
    await page_after(study, "down", down)
    assert names(study) == ["tone", "actor", "frame/conflict", "frame/blame"]
    page = await page_after(study, "end", up)
    assert "moved frame/blame up; u undoes" in page
    assert names(study)[2:] == ["frame/blame", "frame/conflict"]
    await page_after(study, "u", "u")
    assert names(study) == ["tone", "frame/conflict", "frame/blame", "actor"]
    page = await page_after(study, up)
    assert "tone is the first of its level already" in page


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_click_on_the_sign_folds_and_unfolds_and_two_quick_ones_do_it_once(
    size: tuple[int, int],
) -> None:
    app = Host(CodebookScreen(a_study("tone", "frame", "frame/loss", "frame/loss/deep")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "▾ frame"), times=2)
        await pilot.pause()
        assert "▸ frame" in shown(app)
        assert "loss" not in shown(app)
        assert app.opened.here.name == "frame"
        await pilot.click(offset=place_of(app, "tone"))
        await pilot.click(offset=place_of(app, "▸ frame"))
        await pilot.click(offset=place_of(app, "▾ loss"))
        await pilot.pause()
        assert "▸ loss" in shown(app)
        assert "deep" not in shown(app)
        assert app.opened.here.name == "frame/loss"


async def test_a_click_beside_the_sign_folds_nothing() -> None:
    app = Host(CodebookScreen(a_study("tone", "frame", "frame/loss")))
    async with app.run_test() as pilot:
        await pilot.pause()
        x, y = place_of(app, "▾ frame")
        for beside in (-1, 1, 2):
            await pilot.click(offset=(x + beside, y))
        assert "▾ frame" in shown(app)
        assert app.opened.here.name == "frame"


async def test_the_key_behind_an_undo_is_for_what_came_back_not_for_what_took_its_place() -> None:
    study = a_study("frame/conflict", "frame/blame", "tone", "actor")
    await page_after(study, "d", "u", "d")
    assert names(study) == ["tone", "actor"]
    await page_after(study, "u")
    # Undone from elsewhere it is gone to, too.
    await page_after(study, *["down"] * 3, "d", "up", "up", "u", "d")
    assert names(study) == ["frame/conflict", "frame/blame", "actor"]
