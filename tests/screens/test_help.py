"""The help page: every action with its current keys, a filter, any width."""

import pytest
from textual.widgets import Static

from tests.hands import burst, press, shown
from tests.screens.dialog_host import NOTHING, Host
from tui.actions import ACTIONS
from tui.keymap import Keymap
from tui.screens.help import IN_LISTS, IN_SEARCH, HelpScreen, sections_of
from tui.widgets.key_page import Explanation, KeyRow, Section, laid_out
from tui.widgets.prompt import SearchPrompt
from tui.widgets.side.bar import SideBar
from tui.widgets.side.highlights import SideHighlights
from tui.widgets.side.links import SideLinks
from tui.widgets.side.list import FilteredList


def page(app: Host) -> str:
    return str(app.screen.query_one(".page", Static).content)


async def test_every_action_stands_on_the_page() -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        told = page(app)
    for action in ACTIONS:
        if not action.argument.isdigit():
            assert action.does in told
    assert "1 2 3 4 5 6 7 8 9 0" in told
    assert "What a digit does" in told
    assert "Select by labels" in told


NAMES = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "escape": "Esc", "apostrophe": "'",
    "full_stop": ".", "asterisk": "*", "delete": "Del", "backspace": "Backspace",
}  # fmt: skip


@pytest.mark.parametrize(
    ("places", "told"),
    [((SideBar, FilteredList, SideHighlights, SideLinks), IN_LISTS), ((SearchPrompt,), IN_SEARCH)],
)
def test_every_key_of_side_bar_and_search_line_stands_on_the_page(places, told: Section) -> None:
    bound = {key for place in places for one in place.BINDINGS for key in one.key.split(",")}
    assert {NAMES.get(key, key) for key in bound} | {"Enter"} == {
        key for row in told.rows for key in row.keys
    }
    assert told in sections_of(Keymap({}))


def test_keys_in_force_take_the_place_of_the_defaults() -> None:
    keymap = Keymap({"studying.undo": ("f9",)})
    rows = [row for section in sections_of(keymap) for row in section.rows]
    assert next(row for row in rows if row.does == "undo").keys == ("f9",)
    assert next(row for row in rows if row.does == "redo").keys == ("U", "ctrl+r", "ctrl+y")


async def test_what_is_explained_names_the_keys_in_force() -> None:
    keys = {
        "studying.undo": ("f9",),
        "labelling.select": ("f8", "s"),
        "tagging.pick": (),
        "selecting.extend:right": ("f7",),
    }
    app = Host(HelpScreen(Keymap(keys)))
    async with app.run_test(size=(100, 90)) as pilot:
        await pilot.pause()
        told = " ".join(page(app).split())
    assert "f9 undoes the whole note in one step." in told
    assert "f8 shows letters on every word" in told
    assert "“choose tags in the tag picker” in the palette and Enter choose the passage" in told
    assert "shift+← and f7 move the edge by one character." in told


@pytest.mark.parametrize(
    ("typed", "found"), [("undo", "ctrl+z"), ("occurrence tag", "tag every occurrence")]
)
async def test_slash_filters_by_words_and_escape_shows_all_again_then_leaves(
    typed: str, found: str
) -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test() as pilot:
        await press(pilot, ["slash", *typed])
        assert found in page(app)
        assert "previous word" not in page(app)
        await press(pilot, ["escape"])
        assert "previous word" in page(app)
        assert app.answer is NOTHING
        await press(pilot, ["escape"])
    assert app.answer is None


async def test_an_empty_filter_gives_way_to_the_page_as_that_of_any_list() -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["slash", "down", "q"])
        assert app.answer is None


async def test_a_filter_typed_at_once_is_taken_in_its_order() -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["/", *"quit", "enter", "q", "d"])
    assert app.answer is None
    assert app.strays == ["d"]


@pytest.mark.parametrize("key", ["q", "question_mark", "f1"])
async def test_the_keys_that_open_it_close_it(key: str) -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test() as pilot:
        await press(pilot, [key])
    assert app.answer is None


async def test_it_scrolls_by_arrows_and_pages() -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [])
        first = shown(app)
        await press(pilot, ["down"])
        second = shown(app)
        await press(pilot, ["pagedown"])
        assert len({first, second, shown(app)}) == 3
        await press(pilot, ["pageup", "up"])
        assert shown(app) == first


async def test_g_and_capital_g_lead_to_its_ends_as_in_the_text() -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [])
        first = shown(app)
        await press(pilot, ["G"])
        last = shown(app)
        await press(pilot, ["pagedown"])
        assert first != last == shown(app)
        await press(pilot, ["g"])
        assert shown(app) == first


ROWS = tuple(KeyRow((f"k{n}",), f"does thing {n}", "click") for n in range(9))
PAGE = [Section("One", ROWS), Section("Two", ROWS[:3]), Section("Three", ROWS[:5])]
TOLD = [Explanation("Why", "Because this is so, and was always so. " * 4)]


@pytest.mark.parametrize("width", [10, 38, 78, 118, 119, 158, 240])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    lines = laid_out(PAGE, TOLD, width).split("\n")
    assert max(line.rstrip().cell_length for line in lines) <= width


def test_sections_stand_side_by_side_when_there_is_room() -> None:
    narrow, wide = laid_out(PAGE, TOLD, 80).plain, laid_out(PAGE, TOLD, 120).plain
    assert wide.count("\n") < narrow.count("\n")
    assert narrow.index("One") < narrow.index("Two") < narrow.index("Three") < narrow.index("Why")


def test_a_filter_that_only_a_heading_fits_shows_its_section() -> None:
    told = laid_out(PAGE, TOLD, 80, "two").plain
    assert told.count("does thing") == 3


def test_a_filter_that_nothing_fits_says_so() -> None:
    assert laid_out(PAGE, TOLD, 80, "zebra").plain == "no key has to do with that"
