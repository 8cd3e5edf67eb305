"""What the library says about files it cannot add: which, why, and where all reasons are listed."""

from pathlib import Path

import pytest

from annotations.errors import Refused, UnreadableSource
from tests.hands import burst, press, shown
from tests.inert.hostile import PAYLOADS, harmful
from tests.screens.dialog_host import Host, a_study
from tui.screens.library.adding import Adding
from tui.screens.library.screen import LibraryScreen


def intake_of(*errors: Refused) -> str:
    """The message after adding files that all fail, where a list of reasons is available."""
    adding = Adding(len(errors))
    for number, error in enumerate(errors):
        adding.take(a_study(), Path(f"/in/{number}.txt"), error)
    return adding.told(" (! says why)")


def test_what_was_refused_is_told_with_the_first_reason_and_the_other_names() -> None:
    empty = UnreadableSource("0.txt is empty; there is nothing to read in it.")
    assert intake_of(empty) == (
        "added 0 articles. 1 not added (! says why): "
        "0.txt is empty; there is nothing to read in it."
    )
    assert intake_of(empty, Refused("No."), Refused("No.")) == (
        "added 0 articles. 3 not added (! says why): "
        "0.txt is empty; there is nothing to read in it. Also 1.txt, 2.txt."
    )


def test_a_reason_that_names_no_file_is_told_with_its_name() -> None:
    assert intake_of(Refused("An article needs a title.")).endswith(
        ": 0.txt: An article needs a title."
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one readable file and three unreadable ones."""
    (tmp_path / "a.txt").write_text("A first headline\n\nIts text goes on for a while.\n")
    (tmp_path / "e.txt").touch()
    (tmp_path / "f.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / f"g{PAYLOADS['clipboard-st'].replace('/', '')}.txt").touch()
    return tmp_path


async def test_a_key_of_the_library_lists_all_reasons(folder: Path) -> None:
    app = Host(LibraryScreen(a_study(), (), print))
    async with app.run_test(size=(90, 30)) as pilot:
        await press(pilot, ["+"])
        await burst(pilot, [*str(folder), "enter"])
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = " ".join(shown(app).split())
        assert "added 1 article; undo leaves it. 3 not added (! says why): e.txt is empty;" in said
        assert "Also f.bin, g␛]52" in said
        await press(pilot, ["!"])
        page = shown(app)
        assert "3 files not added" in page
        for name in ("e.txt is empty", "f.bin ", "g␛]52"):
            assert name in page
        assert harmful(page.replace("\n", "")) == []
        await press(pilot, ["down", "escape"])
        assert app.screen is app.opened


async def test_where_nothing_was_refused_it_says_so() -> None:
    app = Host(LibraryScreen(a_study(), (), print))
    async with app.run_test(size=(90, 30)) as pilot:
        await press(pilot, ["!"])
        assert "No file was refused here" in shown(app)
