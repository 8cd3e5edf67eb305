"""The library, driven by keys: what it lists and finds, what it opens."""

import pytest
from textual.widgets import Input

from tests.hands import burst, press, shown
from tests.screens.dialog_host import NOTHING, TEXT, Host, a_study
from tests.screens.library_host import library, listed, open_on, titles
from tui.screens.library.keys import TABLE
from tui.screens.library.screen import LibraryScreen
from tui.widgets.articles.order import ORDERS


async def test_articles_stand_under_their_events_those_without_one_last() -> None:
    app = open_on(library())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert listed(app) == [
            "bridge", "Bridge opens", "A bridge too far",
            "ferry", "Islanders angry",
            "no event", "Ferry stops",
        ]  # fmt: skip


async def test_a_row_shows_what_is_known_of_an_article() -> None:
    study = library()
    bridge = study.articles.named("Bridge opens")
    study.articles.set(bridge.id, tags=[next(iter(study.codebook)).id])
    app = open_on(study)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        (row,) = [row for row in shown(app).splitlines() if "Bridge opens" in row]
        cells = [cell.strip() for cell in row.strip(" ›").split("  ") if cell.strip()]
        assert cells == [
            "Bridge opens", "The Ledger", "2024-05-02", "done", "3", "▌frame/blame"
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("presses", "first"),
    [
        (1, "A bridge too far"),
        (2, "Islanders angry"),
        (3, "A bridge too far"),
        (4, "Islanders angry"),
        (5, "Bridge opens"),
        (6, "bridge"),
    ],
)
async def test_the_order_goes_through_the_columns_and_back(presses: int, first: str) -> None:
    app = open_on(library())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["S"] * presses)
        assert listed(app)[0] == first


async def test_enter_opens_the_article_under_the_cursor() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["j", "enter"])
    assert titles(study, app.answer) == ["A bridge too far"]


async def test_the_cursor_begins_on_the_article_that_is_read() -> None:
    study = library()
    app = Host(LibraryScreen(study, [study.articles.named("Islanders angry").id], print))
    async with app.run_test() as pilot:
        await press(pilot, ["enter"])
    assert titles(study, app.answer) == ["Islanders angry"]


async def test_a_double_click_opens() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("Listing", offset=(6, 2))
        assert app.answer is NOTHING
        await pilot.click("Listing", offset=(6, 2), times=2)
        await pilot.pause()
    assert titles(study, app.answer) == ["A bridge too far"]


def head_of(app: Host, name: str) -> tuple[int, int]:
    """The cell where a column's heading begins."""
    return shown(app).splitlines()[1].index(name), 1


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize(
    ("name", "first"), [("title", "A bridge"), ("outlet", "Islanders"), ("date", "A bridge")]
)
async def test_a_click_on_the_name_of_a_column_orders_by_it_and_another_by_event(
    name: str, first: str, size: tuple[int, int]
) -> None:
    app = open_on(library())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        events = listed(app)
        await pilot.click(offset=head_of(app, name), times=2)
        await pilot.pause()
        assert f"by {name} " in shown(app)
        assert listed(app)[0].startswith(first)
        await pilot.click("#shelf-caption")
        await pilot.click(offset=head_of(app, name))
        await pilot.pause()
        assert listed(app) == events


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_numbers_of_highlights_stand_under_their_name(size: tuple[int, int]) -> None:
    app = open_on(library())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        head = shown(app).splitlines()[1]
        (row,) = [row for row in shown(app).splitlines() if "Bridge opens" in row]
        assert head.split() == ["title", "outlet", "date", "status", "highlights"]
        assert row.rindex("3") == head.index("highlights") + len("highlights") - 1


async def test_all_columns_that_there_is_an_order_by_can_be_clicked() -> None:
    app = open_on(library())
    async with app.run_test(size=(200, 60)) as pilot:
        for name in ORDERS[1:]:
            await pilot.pause()
            await pilot.click(offset=head_of(app, name))
            await pilot.pause()
            assert f"by {name} " in shown(app)


async def test_e_opens_the_event_side_by_side() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["j", "e"])
    assert titles(study, app.answer) == ["Bridge opens", "A bridge too far"]


async def test_e_on_an_article_without_event_says_what_to_do() -> None:
    app = open_on(library())
    async with app.run_test() as pilot:
        await press(pilot, ["G", "e"])
        assert app.answer is NOTHING
        assert "has no event; i gives it one" in shown(app)


async def test_the_marked_articles_open_in_the_order_of_marking() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["G", "space", "g", "space", "j"])
        assert "2 marked" in shown(app)
        await press(pilot, ["enter"])
    assert titles(study, app.answer) == ["Ferry stops", "Bridge opens"]


async def test_a_click_before_a_title_marks_the_article_and_another_takes_the_mark_off() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for title in ("A bridge too far", "Ferry stops"):
            row = next(n for n, line in enumerate(shown(app).splitlines()) if title in line)
            await pilot.click(offset=(1, row))
            await pilot.pause()
        assert "2 marked" in shown(app)
        await pilot.click(offset=(2, row), times=2)
        await pilot.pause()
        assert app.answer is NOTHING
        assert "2 marked" in shown(app)
        await pilot.click(offset=(1, row))
        await press(pilot, ["enter"])
    assert titles(study, app.answer) == ["A bridge too far"]


async def test_space_again_takes_the_mark_away() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["space", "g", "space", "enter"])
    assert titles(study, app.answer) == ["A bridge too far"]


@pytest.mark.parametrize("key", ["A", "ctrl+a"])
async def test_all_that_a_filter_leaves_are_marked_at_once_and_unmarked(key: str) -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["/", *"star", "enter", key, "escape"])
        assert "4 articles · 2 marked" in shown(app)
        await press(pilot, ["s"])
        assert [article.status for article in study.articles] == [None, "done", "doing", "doing"]
        await press(pilot, [key])
        assert "4 marked" in shown(app)
        await press(pilot, [key])
        assert "marked" not in shown(app)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_opens_nothing(key: str) -> None:
    app = open_on(library())
    async with app.run_test() as pilot:
        await press(pilot, [key])
    assert app.answer is None


async def test_escape_leaves_the_help_and_then_the_library() -> None:
    app = open_on(library())
    async with app.run_test() as pilot:
        await press(pilot, ["?"])
        assert "keys of the library" in shown(app)
        await press(pilot, ["escape"])
        assert app.answer is NOTHING
        await press(pilot, ["escape"])
    assert app.answer is None


async def test_the_filter_narrows_the_list_and_escape_widens_it_again() -> None:
    app = open_on(library())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["/", *"star", "enter"])
        assert [name for name in listed(app) if name[0].isupper()][:2] == [
            "Islanders angry", "A bridge too far"
        ]  # fmt: skip
        assert "2 of 4 articles" in shown(app)
        await press(pilot, ["escape"])
        assert "Ferry stops" in listed(app)
        assert app.answer is NOTHING
        await press(pilot, ["escape"])
        assert app.answer is None


async def test_the_filter_puts_the_cursor_on_the_first_article_that_fits() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", "/", *"star", "enter", "s"])
        assert study.articles.named("A bridge too far").status == "todo"
        await press(pilot, ["escape", "G", "/", *"bri", "enter", "s"])
        assert study.articles.named("Bridge opens").status is None
        await press(pilot, ["/", *"no such thing"])
        assert "No article has that. Esc shows all." in shown(app)
        await press(pilot, ["escape"])
        assert "No article has that" not in shown(app)


async def test_a_click_on_the_list_leaves_the_filter_for_it() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["/", *"bri"])
        row = next(n for n, line in enumerate(shown(app).splitlines()) if "A bridge" in line)
        await pilot.click(offset=(6, row))
        await press(pilot, ["s"])
    assert study.articles.named("A bridge too far").status == "todo"


async def test_a_double_click_on_a_hint_opens_one_dialog() -> None:
    app = open_on(library())
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.pause()
        row = shown(app).splitlines()[-1]
        await pilot.click("#library-line", offset=(row.index("a note"), 0), times=2)
        await press(pilot, ["escape"])
        assert app.screen is app.opened


async def test_letters_typed_in_the_filter_are_no_keys() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["/", *"deisu q?+", "backspace"])
        assert app.screen.query_one(Input).value == "deisu q?"
        assert len(study.articles) == 4


async def test_the_filter_finds_a_status() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["/", *"done"])
        assert "1 of 4 articles" in shown(app)


async def test_what_is_left_to_do_is_listed_by_leaving_out_what_is_done() -> None:
    study = library()
    study.articles.set(study.articles.named("Ferry stops").id, title="The ferry is abandoned")
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["/", *"-done"])
        assert "3 of 4 articles" in shown(app)
        assert "Bridge opens" not in shown(app)
        await press(pilot, [*" star -angry"])
        assert "1 of 4 articles" in shown(app)
        assert "A bridge too far" in shown(app)


async def test_by_status_what_is_left_stands_before_what_is_done() -> None:
    study = library()
    study.articles.set(study.articles.named("A bridge too far").id, status="doing")
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["S", "S", "S", "S"])
        assert "by status" in shown(app)
        assert listed(app)[:4] == [
            "Islanders angry", "A bridge too far", "Ferry stops", "Bridge opens"
        ]  # fmt: skip


async def test_a_hyphen_before_nothing_leaves_nothing_out() -> None:
    app = open_on(library())
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["/", *"bri -"])
        assert "2 of 4 articles" in shown(app)


async def test_every_key_is_in_the_help_and_its_hints_can_be_clicked() -> None:
    app = open_on(library())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["?"])
        page = shown(app)
        for binding in (binding for bindings in TABLE.values() for binding in bindings):
            assert binding.does in page
        await press(pilot, ["escape"])
        row = shown(app).splitlines()[-1]
        await pilot.click("#library-line", offset=(row.index("s status"), 0))
    assert [a.status for a in app.opened.study.articles if a.title == "Bridge opens"] == [None]


async def test_three_hundred_articles_scroll() -> None:
    study = a_study()
    for n in range(300):
        study.articles.add(
            f"{TEXT}{n}", title=f"Title {n}", source=str(n), media_type="text/plain",
            event=f"event {n // 3}",
        )  # fmt: skip
    app = open_on(study)
    async with app.run_test(size=(200, 60)) as pilot:
        await press(pilot, ["pagedown", "pagedown", "G", "pageup", "g", "G", "k", "enter"])
    assert titles(study, app.answer) == ["Title 299"]


@pytest.mark.parametrize("size", [(40, 15), (20, 5), (80, 24)])
async def test_it_does_not_break_in_a_small_terminal(size: tuple[int, int]) -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, ["space", "?", "?", "i", "escape", "/", *"b", "enter", "enter"])
    assert titles(study, app.answer) == ["Bridge opens"]


@pytest.mark.parametrize(
    ("keys", "opened"),
    [
        (["/", *"too far", "enter", "enter"], ["A bridge too far"]),
        (["/", *"angry", "enter", "space", "escape", "enter"], ["Islanders angry"]),
        (["j", "e"], ["Bridge opens", "A bridge too far"]),
    ],
)
async def test_keys_typed_ahead_find_what_those_before_them_brought(
    keys: list[str], opened: list[str]
) -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, keys)
    assert titles(study, app.answer) == opened
    assert len(study.articles) == 4


async def test_columns_that_no_article_has_anything_for_leave_their_room_to_titles() -> None:
    title = "A headline of some seventy cells, as those of long reports often are, here"
    study = a_study()
    article = next(iter(study.articles))
    study.articles.set(article.id, title=title)
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        page = shown(app)
        assert title in page
        assert "1 article " in page
        assert "outlet" not in page.splitlines()[1]
        await press(pilot, ["s", "s"])
        assert "doing" in shown(app)
        assert "status" in shown(app).splitlines()[1]


async def test_what_stands_behind_short_titles_is_not_far_off() -> None:
    app = open_on(library())
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        row = next(line for line in shown(app).splitlines() if "Bridge opens" in line)
        assert "Ledger" in row[:60]
