"""The library, driven by keys: what it lists, what it opens, what it does to articles."""

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from annotations.reading import read_file
from annotations.reading.source import Source
from annotations.span import Span
from annotations.study.study import Study
from tests.screens.dialog_host import NOTHING, TEXT, Host, a_study, burst, press, shown
from tui.paths import path_typed
from tui.screens.library.adder import MANY
from tui.screens.library.adding import Intake
from tui.screens.library.keys import TABLE
from tui.screens.library.screen import LibraryChoice, LibraryScreen

DETAILS = (
    # title, outlet, event, published, status
    ("Bridge opens", "The Ledger", "bridge", "2024-05-02", "done"),
    ("Islanders angry", "North Star", "ferry", "2024-05-03", "todo"),
    ("A bridge too far", "North Star", "bridge", "2024-04-01", ""),
)


def library() -> Study:
    """Four articles: two of the event "bridge", one of "ferry", one, "Ferry stops", of none."""
    study = a_study("frame/blame")
    for title, outlet, event, published, status in DETAILS:
        study.articles.add(
            TEXT + title, title=title, source=title, media_type="text/plain", outlet=outlet,
            event=event, published=published, status=status,
        )  # fmt: skip
    bridge = study.articles.named("Bridge opens")
    for start in (0, 10, 20):
        study.highlights.make(bridge.id, Span(start, start + 5), tags=["frame/blame"])
    return study


def open_on(study: Study) -> Host:
    return Host(LibraryScreen(study, (), list[str]().append))


def titles(study: Study, answer: object) -> list[str]:
    assert isinstance(answer, LibraryChoice)
    return [study.articles.get(article).title for article in answer.articles]


def listed(app: Host) -> list[str]:
    """The first words of the rows below the names of the columns, marks left out."""
    rows = [row.strip(" ›•✓▐") for row in shown(app).splitlines()[2:-1]]
    return [row.split("  ")[0] for row in rows if row]


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


async def test_space_again_takes_the_mark_away() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["space", "g", "space", "enter"])
    assert titles(study, app.answer) == ["A bridge too far"]


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


async def test_removing_never_asks_and_can_be_undone() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["d"])
        assert "removed Bridge opens with 3 highlights; u undoes" in shown(app)
        assert len(study.articles) == 3
        assert len(study.highlights) == 0
        await press(pilot, ["u"])
        assert len(study.highlights) == 3
        assert listed(app)[1] == "Bridge opens"
        await press(pilot, ["U"])
        assert len(study.articles) == 3


async def test_marked_articles_are_removed_together_and_one_u_brings_them_back() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        before = listed(app)
        await press(pilot, ["g", "space", "G", "space", "d"])
        assert "removed 2 articles with 3 highlights; u undoes" in shown(app)
        assert len(study.articles) == 2
        await press(pilot, ["u"])
        assert len(study.articles) == 4
        assert [row for row in listed(app) if row in before] == before


async def test_an_article_that_comes_back_has_the_cursor() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["down", "d", "u", "s"])
    statuses = {article.title: article.status for article in study.articles}
    assert statuses["A bridge too far"] == "todo"


async def test_the_filter_finds_a_status() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["/", *"done"])
        assert "1 of 4 articles" in shown(app)


async def test_removing_the_last_article_says_what_to_do_next() -> None:
    study = a_study()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["d"])
        assert "No articles yet" in shown(app)
        await press(pilot, ["u"])
        assert "Ferry stops" in shown(app)
        await press(pilot, ["enter"])
    assert titles(study, app.answer) == ["Ferry stops"]


async def test_s_goes_through_the_states() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        seen = []
        await press(pilot, ["j"])
        for _ in range(4):
            await press(pilot, ["s"])
            seen.append(study.articles.named("A bridge too far").status)
    assert seen == ["todo", "doing", "done", None]


async def test_the_fields_of_the_marked_articles_are_edited_together() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["G", "space", "k", "space", "i"])
        await press(pilot, ["tab", *"crossing", "enter"])
        assert [name for name in listed(app) if name == "crossing"]
    assert [a.event for a in study.articles] == ["crossing", "bridge", "crossing", "bridge"]


async def test_tags_are_picked_and_made() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["t", *"opinion", "enter"])
    tags = study.articles.named("Bridge opens").tags
    assert study.codebook.names(tags) == ("opinion",)
    study.undo()
    assert study.codebook.named("opinion") is None
    assert not study.articles.named("Bridge opens").tags


async def test_a_note_is_written() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["a", *"read twice", "escape"])
    assert study.articles.named("Bridge opens").note == "read twice"


async def test_a_study_for_reading_only_says_so_and_nothing_happens() -> None:
    study = library()
    study.refusal = "bo has this study open; it can only be read here."
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["d"])
        assert "bo has this study open" in shown(app)
        await press(pilot, ["s", "u", "t", *"new", "enter"])
        assert app.is_running
    assert len(study.articles) == 4


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


async def adding(pilot: Pilot[None], app: Host, path: Path) -> str:
    """Ask for the files at a path, and wait until they are read, or asked about; what is shown."""
    await press(pilot, ["+"])
    await burst(pilot, [*str(path), "enter"])
    await app.workers.wait_for_complete()
    await pilot.pause()
    return shown(app)


async def test_a_folder_is_added_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A first headline\n\nIts text goes on for a while.\n")
    (tmp_path / "two.txt").write_text("A second headline\n\nIts text goes on for a while.\n")
    (tmp_path / "three.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / ".hidden").write_text("hidden")
    study = library()
    app = open_on(study)
    async with app.run_test(size=(140, 30)) as pilot:
        page = await adding(pilot, app, tmp_path)
        assert "added 2 articles; undo leaves them. 1 not added (! says why): three.bin" in page
        assert "A second headline" in page
    assert len(study.articles) == 6


@pytest.mark.parametrize(("answer", "added"), [("enter", MANY), ("escape", 0)])
async def test_many_files_are_added_only_when_all_are_meant(
    tmp_path: Path, answer: str, added: int
) -> None:
    for number in range(MANY):
        (tmp_path / f"{number}.txt").write_text(f"Headline {number}\n\nText {number}.\n")
    study = library()
    before = len(study.articles)
    app = open_on(study)
    async with app.run_test(size=(140, 30)) as pilot:
        assert "Add all 100 files below" in await adding(pilot, app, tmp_path)
        await press(pilot, [answer])
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(study.articles) == before + added


async def test_a_path_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    app = open_on(a_study())
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["+", *"/nowhere.txt", "enter"])
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "nowhere.txt does not exist" in shown(app)


async def test_adding_goes_on_when_the_library_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Headline {n}\n\nIts text goes on for a while.\n")
    left = Event()

    def read_slowly(path: Path) -> Source:
        assert left.wait(10)
        return read_file(path)

    monkeypatch.setattr("annotations.reading.read_file", read_slowly)
    study = library()
    said: list[str] = []
    app = Host(LibraryScreen(study, (), said.append))
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*str(tmp_path), "enter"])
        assert "reading 1 of 3…" in shown(app)
        await press(pilot, ["escape"])
        assert app.answer is None
        left.set()
        await app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert said == ["added 3 articles; undo leaves them"]
    assert len(study.articles) == 7


async def test_a_library_opened_again_shows_what_the_first_one_adds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("A first headline\n\nIts text goes on for a while.\n")
    again = Event()

    def read_slowly(path: Path) -> Source:
        assert again.wait(10)
        return read_file(path)

    monkeypatch.setattr("annotations.reading.read_file", read_slowly)
    study = library()
    app = open_on(study)
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*str(tmp_path), "enter", "escape"])
        await app.push_screen(LibraryScreen(study, (), print))
        again.set()
        await app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert "added 1 article" in shown(app)
        assert "A first headline" in listed(app)


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


@pytest.mark.parametrize("typed", ["{}", " {} ", "'{}'", '"{}"'])
def test_a_path_dropped_into_the_terminal_is_understood(typed: str, tmp_path: Path) -> None:
    path = tmp_path / "my article.txt"
    path.touch()
    assert path_typed(typed.format(path)) == path
    assert path_typed(str(path).replace(" ", "\\ ")) == path


@pytest.mark.parametrize("typed", ["~nobody-is-called-so/x", "a" * 300, "a/" * 3_000])
async def test_what_can_be_no_path_is_told(typed: str) -> None:
    app = open_on(library())
    async with app.run_test() as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*typed, "enter"])
        assert "cannot be used as a path" in shown(app)
        await press(pilot, ["escape"])
        assert app.is_running


def test_an_empty_folder_is_told() -> None:
    assert Intake(0).told() == "There is no file in that folder."


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


async def test_a_key_behind_the_one_that_opens_edits_nothing() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["enter", "d"])
    assert titles(study, app.answer) == ["Bridge opens"]
    assert len(study.articles) == 4


async def test_what_is_typed_ahead_reaches_the_form() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["i", "tab", *"!d", "enter"])
    assert study.articles.named("Bridge opens").outlet == "The Ledger!d"


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
