"""The study in the reader: saving, leaving, reopening, exporting, read-only mode."""

import asyncio
import csv
import json
from collections.abc import Iterable
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.widgets import OptionList, Static
from tinydb import TinyDB

from annotations.reading import read_file
from annotations.reading.source import Source
from annotations.span import Span
from annotations.store import Store
from annotations.study.highlights import Wanted
from tests.hands import shown, until
from tui.app import DiptychApp, run
from tui.commands.studying import save_elsewhere
from tui.commands.studying import theme as turn_theme
from tui.files import NotWritten
from tui.screens.ask import Confirm
from tui.settings import THEMES, Settings

TEXT = "One two three. Four five six seven."


async def test_what_was_marked_is_there_when_it_is_opened_again(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter")
    async with opened() as session:
        assert session.quotes() == ["One two three."]


async def test_plain_tinydb_reads_what_the_reader_saved(opened, tmp_path: Path) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter")
    with TinyDB(tmp_path / "study.json") as db:
        assert [row["quote"] for row in db.table("highlights").all()] == ["One two three."]


async def test_the_study_is_exported_to_the_file_asked_for(opened, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "E")
        await session.type(str(target))
        await session.press("enter")
        await session.app.workers.wait_for_complete()
        assert "exported 1 highlight" in session.footer()
    (highlight,) = json.loads(target.read_text())["highlights"]
    assert TEXT[highlight["start"] : highlight["end"]] == highlight["quote"]


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The writing of a file does not finish until this event is set."""
    go_on = Event()

    def slowly(path: Path, pieces: Iterable[bytes]) -> None:
        go_on.wait(10)
        path.write_bytes(b"".join(pieces))

    monkeypatch.setattr("tui.files.write_pieces", slowly)
    return go_on


async def test_the_file_that_was_exported_to_is_offered_again(opened, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    async with opened() as session:
        await session.press("enter", "E")
        await session.type(str(target))
        await session.press("enter")
        await session.app.workers.wait_for_complete()
        assert target.exists()
        await session.press("E", "enter")
        await session.pilot.pause()
        assert isinstance(session.app.screen, Confirm)


async def test_the_file_that_was_not_to_be_written_over_is_offered_again_to_be_named_otherwise(
    opened, tmp_path: Path
) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine")
    async with opened() as session:
        await session.press("enter", "E")
        await session.type(str(target))
        await session.press("enter", "escape", "E")
        assert session.app.focused.value == str(target)
    assert target.read_text() == "mine"


async def test_a_file_whose_name_ends_in_links_csv_gets_the_links(opened, tmp_path: Path) -> None:
    target = tmp_path / "bridge-links.csv"
    async with opened() as session:
        await session.press("L", "tab", "L", "enter", "E")
        await session.type(str(target))
        await session.press("enter")
        await session.app.workers.wait_for_complete()
        assert "exported 1 link to" in session.footer()
    assert target.read_text().count("same claim") == 1


async def test_keys_are_answered_while_an_export_is_written_which_is_of_what_was_there(
    opened, tmp_path: Path, go_on: Event
) -> None:
    target = tmp_path / "out.json"
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "E")
        await session.type(str(target))
        await session.press("enter")
        assert "writing" in session.footer()
        await session.press(")", "enter")
        assert session.quotes() == ["One two three.", "Four five six seven."]
        go_on.set()
        await session.app.workers.wait_for_complete()
        assert "exported 1 highlight" in session.footer()
    assert [h["quote"] for h in json.loads(target.read_text())["highlights"]] == ["One two three."]


async def test_a_comparison_is_written_beside_what_goes_on_and_is_of_what_was_there(
    opened, tmp_path: Path, go_on: Event
) -> None:
    target = tmp_path / "out.csv"
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "M", "3", "x")
        await session.type(str(target))
        await session.press("enter", "escape", "d")
        assert session.quotes() == []
        go_on.set()
        await session.app.workers.wait_for_complete()
        # The screen that asked has closed, so the reader reports it.
        assert f"wrote {tmp_path}" in session.footer()
    assert "One two three." in target.read_text()


async def test_who_leaves_while_an_export_is_written_gets_it_whole(opened, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    async with opened(texts=(TEXT,) * 40) as session:
        await session.press("enter", "E")
        await session.type(str(target))
        await session.press("enter", "q")
    await asyncio.get_running_loop().shutdown_default_executor()
    assert len(json.loads(target.read_text())["articles"]) == 40


async def test_who_leaves_while_an_export_fails_is_told_and_stays(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def fail(path: Path, pieces: Iterable[bytes]) -> None:
        go_on.wait(10)
        raise NotWritten("The disk is full.")

    monkeypatch.setattr("tui.files.write_pieces", fail)
    async with opened(texts=(TEXT,)) as session:
        await session.press("E")
        await session.type(str(tmp_path / "out.json"))
        await session.press("enter")
        session.app.simulate_key("q")
        asked = session.reader.input.pressed
        await until(lambda: session.reader.input.pressed > asked)
        go_on.set()
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert "The disk is full" in session.footer()
        assert session.app.is_running
        assert session.app.return_code is None


async def test_a_name_that_ends_in_csv_gets_the_highlights_as_a_table(
    opened, tmp_path: Path
) -> None:
    target = tmp_path / "out.CSV"
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "E")
        await session.type(str(target))
        await session.press("enter")
        await session.app.workers.wait_for_complete()
    with target.open(newline="", encoding="utf-8") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == ["One two three."]


async def asked_to_write(session, *keys: str, to: Path) -> str:
    """What the screen says after a file dialog, opened by `keys`, is answered with a path."""
    await session.press(*keys)
    await session.type(str(to))
    await session.press("enter")
    return words_of(session)


def words_of(session) -> str:
    """The text of the topmost dialog without line breaks, which depend on the path's length."""
    return " ".join(part.render().plain for part in session.app.screen.query(Static))


@pytest.mark.parametrize("name", ["study.json", "study.json.bak", "study.json.journal"])
async def test_no_export_takes_the_place_of_the_study(opened, tmp_path: Path, name: str) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter")
        for keys in ("E", "C x"):
            said = await asked_to_write(session, *keys.split(" "), to=tmp_path / name)
            assert "belongs to the study itself" in said
            await session.press("escape", "escape")
        said = await asked_to_write(session, "M", "x", to=tmp_path / "study.json")
        assert "belongs to the study itself" in said
    with Store.open(tmp_path / "study.json", coder="ana") as store:
        assert len(store.study.highlights) == 1
        assert store.path == tmp_path / "study.json"


@pytest.mark.parametrize("name", ["", "no/folder.json"])
async def test_where_nothing_can_be_written_is_asked_about_again(
    opened, tmp_path: Path, name: str
) -> None:
    async with opened(texts=(TEXT,)) as session:
        page = await asked_to_write(session, "E", to=tmp_path / name)
        assert "is a folder" in page or "There is no folder" in page
        await session.press("ctrl+u")
        await session.type(str(tmp_path / "good.json"))
        await session.press("enter")
        await session.app.workers.wait_for_complete()
    assert (tmp_path / "good.json").exists()


@pytest.mark.parametrize("typed", ["~nobody-is-called-so/x.json", "a" * 300])
async def test_a_name_that_can_be_no_path_is_asked_for_again(opened, typed: str) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("E")
        await session.type(typed)
        await session.press("enter")
        assert "cannot be used as a path" in shown(session.app)
        await session.press("escape")
        await session.reader.attempt(save_elsewhere)
        await session.type(typed)
        await session.press("enter")
        assert "cannot be used as a path" in shown(session.app)
        assert session.app.is_running


async def test_a_held_study_is_read_only_and_says_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "study.json"
    with Store.open(path, coder="ana") as held:
        held.study.articles.add(TEXT, title="T", source="s", media_type="text/plain")
        held.flush()
        with Store.open(path, coder="ben", access="write or read") as store:
            app = DiptychApp(store, [], Settings(), tmp_path / "state")
            async with app.run_test(size=(120, 30)) as pilot:
                await pilot.pause()
                assert "read-only" in app.reader.lines.status.render().plain
                await pilot.press("enter")
                await pilot.pause()
                assert "open" in app.reader.lines.footer.render().plain
                assert len(store.study.highlights) == 0


async def test_who_reads_beside_is_told_when_the_study_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.reader.saving.LOOKS", 0.02)
    path = tmp_path / "study.json"
    held = Store.open(path, coder="ana")
    with Store.open(path, coder="ben", access="write or read") as store:
        app = DiptychApp(store, [], Settings(), tmp_path / "state")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            told = " ".join(app.reader.lines.footer.render().plain.split())
            assert told.startswith("Read-only: ")
            assert "when it is closed there" in told
            held.close()
            await until(lambda: "study.json is free now" in shown(app))
            assert store.read_only


async def test_the_theme_is_remembered(opened, tmp_path: Path) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.app.theme = "textual-light"
        await session.pilot.pause()
    async with opened() as session:
        assert session.app.theme == "textual-light"


async def test_from_light_to_dark_and_back_is_to_the_theme_that_was_chosen(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.app.theme = "nord"
        for expected in ("textual-light", "nord", "textual-light"):
            await session.reader.attempt(turn_theme)
            assert session.app.theme == expected


@pytest.mark.parametrize(("theme", "told"), [("nrd", True), ("nord", False), ("", False)])
async def test_a_theme_that_there_is_not_is_told(tmp_path: Path, theme: str, told: bool) -> None:
    with Store.open(tmp_path / "study.json", coder="ana") as store:
        app = DiptychApp(store, [], Settings(theme=theme), tmp_path / "state")
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.pause()
            footer = app.reader.lines.footer.render().plain
            assert ("no theme with 'nrd'; near it: nord" in footer) == told


def test_what_is_said_of_the_theme_joins_what_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    monkeypatch.setattr(DiptychApp, "run", lambda app: said.append(app.reader.remark))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with Store.open(tmp_path / "study.json", coder="ana") as store:
        run(store, [], Settings(theme="zzz"), "First.")
        run(store, [], Settings(), "First.")
    assert said[0].startswith("First. · The settings name no theme with 'zzz'")
    assert said[1] == "First."


def test_the_themes_that_the_settings_tell_are_all_there_are() -> None:
    assert set(THEMES) == set(App[None]().available_themes)


async def test_undo_with_nothing_to_undo_says_so(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("u")
        assert session.footer() == "There is nothing to undo."


async def test_every_action_is_in_the_palette_by_what_it_does(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("colon")
        await session.type("plain highlight")
        await until(lambda: session.app.screen.query_one(OptionList).option_count)
        await session.press("enter")
        await until(session.quotes)
        assert session.quotes() == ["One two three."]


async def test_what_came_of_adding_is_said_in_the_footer_when_the_library_was_left(
    opened, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "new.txt").write_text("A first headline\n\nIts text goes on for a while.\n")
    left = Event()

    def read_slowly(path: Path) -> Source:
        assert left.wait(10)
        return read_file(path)

    monkeypatch.setattr("annotations.reading.read_file", read_slowly)
    async with opened(texts=(TEXT,)) as session:
        await session.press("O", "+")
        session.app.focused.value = str(tmp_path / "new.txt")
        await session.press("enter", "escape")
        left.set()
        await session.app.workers.wait_for_complete()
        await until(lambda: session.footer() == "added 1 article; undo leaves it")


async def test_keys_typed_behind_leaving_do_nothing_any_more(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter")
        for key in ("q", "d", "u"):
            session.app.simulate_key(key)
        await until(lambda: session.app.return_code is not None)
        assert session.app.return_code == 0
    async with opened() as session:
        assert session.quotes() == ["One two three."]


@pytest.mark.parametrize("name", ["out.html", "out.xlsx"])
async def test_an_export_of_a_form_that_there_is_not_is_asked_for_again(
    opened, tmp_path: Path, name: str
) -> None:
    async with opened(texts=(TEXT,)) as session:
        said = await asked_to_write(session, "E", to=tmp_path / name)
        assert "End the name in .json or .csv" in said
        assert not (tmp_path / name).exists()


LONG = "\n\n".join(f"Paragraph {n} goes on over several rows. " * 6 for n in range(40))


async def test_undo_shows_where_a_highlight_was_that_it_takes_away(opened) -> None:
    async with opened(size=(100, 24), texts=(LONG,)) as session:
        await session.press("G", "enter", "g")
        view = session.reader.pane.view
        last = session.study.state.highlights_of(session.reader.pane.article.id)[0].span
        assert not last.overlaps(view.viewport.visible)
        await session.press("u")
        assert session.quotes() == []
        assert last.overlaps(view.viewport.visible)
        await session.press("g", "U")
        assert last.overlaps(view.viewport.visible)


@pytest.mark.parametrize(
    "altered",
    [["2"], ["r", "w", "w", "enter"], ["a", *"why", "escape"]],
    ids=["tag", "edges", "note"],
)
async def test_the_next_key_is_for_the_highlight_that_undo_shows(opened, altered) -> None:
    async with opened(size=(100, 24), texts=(LONG,)) as session:
        for name in ("one", "two", "three"):
            session.study.codebook.add(name)
        session.put_caret("Paragraph 1 ")
        await session.press("1", *altered, "G", "u", "3")
        (quote,) = session.quotes()
        assert quote.startswith("Paragraph 1 ")
        assert session.tags_of(quote) == ("one", "three")
        await session.press("u", "g", "U", "3")
        assert session.tags_of(quote) == ("one",)


async def test_undo_names_the_article_that_is_in_no_pane(opened) -> None:
    async with opened(texts=("One.", "Two.", "Three.")) as session:
        await session.press("enter", "o", *"Article 2", "enter", "u")
        assert session.quotes() == []
        assert session.footer().endswith("in “Article 0”")


async def test_ctrl_o_goes_back_from_either_end_of_the_text(opened) -> None:
    async with opened(texts=(LONG,)) as session:
        session.put_caret("Paragraph 20")
        here = session.reader.pane.caret
        await session.press("G", "g", "ctrl+o", "ctrl+o")
        assert session.reader.pane.caret == here


async def test_the_last_tags_say_so_where_they_are_on_already(opened) -> None:
    async with opened(texts=("One. Two.",)) as session:
        session.study.codebook.add("frame")
        await session.press("1", ".")
        assert session.footer().startswith("It has frame already.")


async def test_undo_of_many_edits_shows_one_of_them_that_is_in_sight_or_names_no_article(
    opened,
) -> None:
    texts = (f"Ships came.\n\n{LONG}\n\nA zebra.", "A zebra.", "A zebra too.")
    async with opened(size=(100, 24), texts=texts) as session:
        ids = list(session.study.state.articles)
        where = [
            Wanted(id, Span(at := texts[n].index("zebra"), at + 5)) for n, id in enumerate(ids)
        ]
        session.study.highlights.marking(where, "tag every occurrence").at_once()
        await session.press("u")
        assert session.footer().startswith("undid: tag every occurrence  ")
        assert where[0].span.overlaps(session.reader.pane.view.viewport.visible)
        await session.press("U")
        session.study.articles.remove(ids[2])
        await session.press("u")
        assert session.footer().startswith("undid: remove Article 2  ")


async def test_undo_names_the_article_of_a_pane_that_waits_behind_others(opened) -> None:
    async with opened(size=(80, 24), texts=("One.", "Two.")) as session:
        await session.press("enter", "tab", "u")
        assert session.footer().startswith("undid: highlight, in “Article 0”")


async def test_undo_names_the_article_of_a_link_that_is_out_of_sight(opened) -> None:
    async with opened(size=(80, 24), texts=("One.", "Two.", "Three.")) as session:
        await session.press("enter", "tab", "enter", "shift+tab", "L", "tab", "L", "enter")
        await session.press("u")
        assert session.footer().startswith("undid: link same claim, in “Article 0”")
        await session.press("U")
        assert session.footer().startswith("redid: link same claim, in “Article 0”")


async def test_a_jump_that_led_nowhere_is_not_gone_back_to(opened) -> None:
    async with opened(texts=(LONG,)) as session:
        session.put_caret("Paragraph 20")
        here = session.reader.pane.caret
        await session.press("g", "g", "ctrl+o")
        assert session.reader.pane.caret == here
