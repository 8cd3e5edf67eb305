"""The library's confirmation before adding many files, which waits while the user is typing."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.hands import burst, press, shown
from tests.screens.dialog_host import Host, a_study
from tui.paths import files_at
from tui.screens.library.adder import MANY
from tui.screens.library.screen import LibraryScreen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of so many files that adding them must be confirmed."""
    for number in range(MANY):
        (tmp_path / f"{number}.txt").write_text(f"Headline {number}\n\nText {number}.\n")
    return tmp_path


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Listing a folder does not finish until this event is set."""
    looked = Event()

    def looks_slowly(path: Path) -> Iterator[Path]:
        assert looked.wait(10)
        return files_at(path)

    monkeypatch.setattr("tui.screens.library.adder.files_at", looks_slowly)
    return looked


async def add_slowly(pilot: Pilot[None], folder: Path) -> None:
    await press(pilot, ["+"])
    await burst(pilot, [*str(folder), "enter"])


async def come(pilot: Pilot[None], looked: Event) -> str:
    """Let the listing of the folder finish; return what is then shown."""
    looked.set()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return shown(pilot.app)


async def test_it_waits_for_the_end_of_a_note(folder: Path, looked: Event) -> None:
    study = a_study()
    app = Host(LibraryScreen(study, (), print))
    async with app.run_test(size=(140, 30)) as pilot:
        await add_slowly(pilot, folder)
        await press(pilot, ["a", *"read "])
        assert "Add all" not in await come(pilot, looked)
        await press(pilot, [*"twice", "enter", *"and again", "escape"])
        assert "Add all 100 files below" in shown(app)
        await press(pilot, ["escape"])
        assert app.screen is app.opened
    assert [article.note for article in study.articles] == ["read twice\nand again"]


async def test_it_waits_for_the_end_of_a_filter(folder: Path, looked: Event) -> None:
    study = a_study()
    app = Host(LibraryScreen(study, (), print))
    async with app.run_test(size=(140, 30)) as pilot:
        await add_slowly(pilot, folder)
        await press(pilot, ["/", *"fer"])
        assert "Add all" not in await come(pilot, looked)
        await press(pilot, [*"ry"])
        assert app.screen.query_one(Input).value == "ferry"
        await press(pilot, ["enter"])
        assert "Add all 100 files below" in shown(app)
        await press(pilot, ["enter"])
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert len(study.articles) == 1 + MANY


async def test_two_of_them_are_asked_one_after_the_other(folder: Path, looked: Event) -> None:
    app = Host(LibraryScreen(a_study(), (), print))
    async with app.run_test(size=(140, 30)) as pilot:
        await add_slowly(pilot, folder)
        await add_slowly(pilot, folder)
        await come(pilot, looked)
        for _ in range(2):
            assert "Add all 100 files below" in shown(app)
            await press(pilot, ["escape"])
        assert app.screen is app.opened


async def test_where_the_library_was_left_nothing_is_added_and_that_is_told(
    folder: Path, looked: Event
) -> None:
    study = a_study()
    said: list[str] = []
    app = Host(LibraryScreen(study, (), said.append))
    async with app.run_test(size=(140, 30)) as pilot:
        await add_slowly(pilot, folder)
        await press(pilot, ["escape"])
        page = await come(pilot, looked)
        await press(pilot, ["enter"])
        assert "Add all" not in page
    assert len(study.articles) == 1
    assert said == [
        f"The library was left before it could ask about the 100 files below {folder}; "
        "none was added."
    ]


async def test_a_library_opened_again_asks(folder: Path, looked: Event) -> None:
    study = a_study()
    app = Host(LibraryScreen(study, (), print))
    async with app.run_test(size=(140, 30)) as pilot:
        await add_slowly(pilot, folder)
        await press(pilot, ["escape"])
        await app.push_screen(LibraryScreen(study, (), print))
        assert "Add all 100 files below" in await come(pilot, looked)


async def test_an_enter_that_is_meant_for_the_list_answers_nothing(
    folder: Path, looked: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.library.confirmations.CALM", 5.0)
    study, said = a_study(), []
    app = Host(LibraryScreen(study, (), said.append))
    async with app.run_test(size=(140, 30)) as pilot:
        await add_slowly(pilot, folder)
        await press(pilot, ["slash"])
        await come(pilot, looked)
        await press(pilot, ["enter", "enter"])
        assert not isinstance(app.screen, LibraryScreen)
        await app.workers.wait_for_complete()
        assert len(study.articles) == 1
        assert len(said) == 1
        assert said[0].startswith("The library was left before it could ask about the 100 files")
