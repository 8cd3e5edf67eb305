"""Adding files from the library, in a separate thread."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

import pytest
from textual.pilot import Pilot

from annotations.article import Digest
from annotations.reading import read_file
from annotations.reading.source import Source
from annotations.study.integrity import problems
from tests.hands import burst, press, shown, until
from tests.screens.dialog_host import Host, a_study
from tests.screens.library_host import library, listed, open_on
from tui.paths import path_typed
from tui.screens.library.adder import MANY
from tui.screens.library.adding import Adding
from tui.screens.library.screen import LibraryScreen


async def adding(pilot: Pilot[None], app: Host, path: Path) -> str:
    """Add the files at a path, wait until they are read or asked about; return what is shown."""
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


async def test_a_folder_that_may_not_be_looked_into_is_told_and_a_linked_one_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = os.scandir

    def refuse(folder: str | Path = ".") -> object:
        if Path(folder).name == "shut":
            raise PermissionError(13, "Permission denied", str(folder))
        return look(folder)

    for name in ("news/a.txt", "news/shut/b.txt", "elsewhere/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Headline {name[-5]}\n\nIts text goes on for a while.\n")
    (tmp_path / "news" / "linked").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(os, "scandir", refuse)
    app = open_on(library())
    async with app.run_test(size=(140, 30)) as pilot:
        page = await adding(pilot, app, tmp_path / "news")
        assert "added 2 articles; undo leaves them. 1 not added (! says why): shut may not" in page
        assert "Headline c" in page


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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/nowhere.txt", "There is no file '/nowhere.txt'."),
        ("https://north.example/a", "https://north.example/a is an address, not a file"),
    ],
)
async def test_a_path_that_leads_nowhere_is_told_and_an_address_as_one(
    typed: str, said: str
) -> None:
    app = open_on(a_study())
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["+", *typed, "enter"])
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert said in shown(app)


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """No file is read until this event is set."""
    go_on = Event()

    def read_slowly(path: Path) -> Source:
        assert go_on.wait(10)
        return read_file(path)

    monkeypatch.setattr("annotations.reading.read_file", read_slowly)
    return go_on


async def test_adding_goes_on_when_the_library_is_left(tmp_path: Path, go_on: Event) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Headline {n}\n\nIts text goes on for a while.\n")
    study = library()
    said: list[str] = []
    app = Host(LibraryScreen(study, (), said.append))
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*str(tmp_path), "enter"])
        assert "reading 1 of 3…" in shown(app)
        await press(pilot, ["escape"])
        assert app.answer is None
        go_on.set()
        await app.workers.wait_for_complete()
        await until(lambda: said == ["added 3 articles; undo leaves them"])
    assert len(study.articles) == 7


async def test_a_library_opened_again_shows_what_the_first_one_adds(
    tmp_path: Path, go_on: Event
) -> None:
    (tmp_path / "a.txt").write_text("A first headline\n\nIts text goes on for a while.\n")
    study = library()
    app = open_on(study)
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*str(tmp_path), "enter", "escape"])
        await app.push_screen(LibraryScreen(study, (), print))
        go_on.set()
        await app.workers.wait_for_complete()
        await until(lambda: "added 1 article" in shown(app))
        assert "A first headline" in listed(app)


@pytest.mark.parametrize("typed", ["{}", " {} ", "'{}'", '"{}"'])
def test_a_path_dropped_into_the_terminal_is_understood(typed: str, tmp_path: Path) -> None:
    path = tmp_path / "my article.txt"
    path.touch()
    assert path_typed(typed.format(path)) == path
    assert path_typed(str(path).replace(" ", "\\ ")) == path
    assert path_typed(typed.format(path.as_uri())) == path


@pytest.mark.parametrize("typed", ["~nobody-is-called-so/x", "a" * 300, "a/" * 2_100])
async def test_what_can_be_no_path_is_told(typed: str) -> None:
    app = open_on(library())
    async with app.run_test() as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*typed, "enter"])
        assert "cannot be used as a path" in shown(app)
        await press(pilot, ["escape"])
        assert app.is_running


def test_an_empty_folder_is_told() -> None:
    assert Adding(0).told() == "There is no file in that folder."


async def test_a_long_text_is_digested_beside_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[Thread] = []
    reckon = Digest.slices

    def noted(digest: Digest) -> Iterator[None]:
        threads.append(current_thread())
        return reckon(digest)

    monkeypatch.setattr(Digest, "slices", noted)
    (tmp_path / "one.txt").write_text("A first headline\n\nIts text goes on for a while.\n")
    study = library()
    threads.clear()
    app = open_on(study)
    async with app.run_test(size=(140, 30)) as pilot:
        assert "added 1 article" in await adding(pilot, app, tmp_path)
    assert threads
    assert main_thread() not in threads
    assert list(problems(study.state)) == []
