"""A real reader must leave while its study cannot be saved.

The edits are saved elsewhere, and the last message on the terminal says where; only if that fails
too are edits lost, which is reported.
"""

import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.store import Store
from annotations.store.rescue.check import check
from tests.signals.conftest import SENTENCE, Opened
from tests.terminal import DIPTYCH, Terminal, is_restored
from tui.folders import users_folders
from tui.reader.saving import PAUSE

LEAVE: dict[str, Callable[[Terminal], object]] = {
    "SIGTERM": lambda terminal: terminal.send(signal.SIGTERM),
    "SIGHUP": lambda terminal: terminal.send(signal.SIGHUP),
    "q and a signal": lambda terminal: (
        terminal.press("q"),
        terminal.shows("Save the whole study to"),
        terminal.send(signal.SIGTERM),
    ),
    "ctrl+q in a dialog": lambda terminal: (
        terminal.press("q"),
        terminal.shows("Save the whole study to"),
        terminal.press("\x11"),
    ),
}

STUCK = """
import time
from textual.drivers.linux_driver import LinuxDriver
from tui import __main__

LinuxDriver.stop_application_mode = lambda driver: time.sleep(60)
__main__.main()
"""
"""A reader that hangs when it should leave the screen."""

FOLDED_AFTER = 2 * PAUSE + 1.0
"""Seconds within which a checkpoint has been attempted; an edit restarts the pause before it."""


@pytest.fixture
def refuge(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The refuge folder, where studies that cannot be saved go."""
    monkeypatch.setenv("HOME", str(folder.parent / "home"))
    found = users_folders().refuge
    assert found.is_relative_to(folder.parent)
    return found


def mark_in_vain(terminal: Terminal, words: str) -> None:
    """Highlight the first sentence; the reader continues, and says why it is not saved."""
    terminal.press("jj\r")
    terminal.shows("not saved yet")
    terminal.shows(words)


def last_words(terminal: Terminal) -> str:
    """What the program printed after restoring the terminal; lines are not wrapped."""
    said = terminal.seen.rpartition(b"\x1b[?1006l")[2].strip().decode()
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("leave", LEAVE)
def test_made_to_leave_it_saves_elsewhere_and_says_where(
    leave: str, opened: Opened, folder: Path, refuge: Path
) -> None:
    with opened() as terminal:
        shutil.rmtree(folder)
        mark_in_vain(terminal, "the folder is gone")
        LEAVE[leave](terminal)
        assert terminal.gone() == 1
        assert is_restored(terminal.seen)
        assert terminal.settings_now == terminal.settings
        said = last_words(terminal)
    (file,) = refuge.iterdir()
    assert said == (
        f"diptych: 1 edit could not be saved in {folder}/study.json: the folder is gone. "
        f"The whole study is {file} now; to open it: diptych {file}"
    )
    assert check(file).problems == ()
    log = users_folders().logs / "diptych.log"
    assert str(file) in log.read_text(encoding="utf-8")
    assert "minister" not in log.read_text(encoding="utf-8")
    with Terminal((*DIPTYCH, str(file)), env={"HOME": str(folder.parent / "home")}) as again:
        again.shows("minister")
        again.settle()
        again.press("q")
        assert again.gone() == 0
    with Store.open(file, coder="eva", access="read") as store:
        assert [highlight.quote for highlight in store.study.highlights] == [SENTENCE]


def limit(terminal: Terminal, size: int) -> None:
    """Limit the size of the program's files, in bytes, as a full disk would."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (size, hard))


def lines_of(journal: Path) -> bytes:
    """A journal's contents without the space reserved for more."""
    return journal.read_bytes().rstrip(b"\0")


@pytest.mark.parametrize("wait", [0.0, FOLDED_AFTER], ids=["at once", "after a checkpoint"])
def test_on_a_full_disk_the_old_file_stays_and_the_whole_study_goes_elsewhere(
    wait: float, opened: Opened, folder: Path, refuge: Path
) -> None:
    with opened() as terminal:
        terminal.press("jj\r" + "uU" * 20)
        terminal.settle()
        journal = folder / "study.json.journal"
        old = (folder / "study.json").read_bytes(), lines_of(journal)
        limit(terminal, len(lines_of(journal)))
        terminal.press("u")
        terminal.shows("may not grow any larger")
        terminal.settle(wait)
        terminal.send(signal.SIGTERM)
        assert terminal.gone() == 1
        assert str(refuge) in last_words(terminal)
    assert ((folder / "study.json").read_bytes(), lines_of(journal)) == old
    (file,) = refuge.iterdir()
    with Store.open(file, coder="eva", access="read") as store:
        assert len(store.study.highlights) == 0
    with Store.open(folder / "study.json", coder="eva", access="read") as store:
        assert [highlight.quote for highlight in store.study.highlights] == [SENTENCE]


def test_where_nothing_can_be_written_at_all_it_says_that_edits_are_lost(
    opened: Opened, folder: Path, refuge: Path
) -> None:
    with opened() as terminal:
        limit(terminal, 0)
        mark_in_vain(terminal, "may not grow any larger")
        terminal.send(signal.SIGTERM)
        assert terminal.gone() == 1
        assert is_restored(terminal.seen)
        said = last_words(terminal)
    assert "1 edit could not be saved" in said
    assert f"so that is lost: {refuge}" in said
    assert said.endswith("the file may not grow any larger.")
    assert list(refuge.iterdir()) == []
    assert check(folder / "study.json").problems == ()


@pytest.mark.parametrize("close", [True, False], ids=["closed", "stuck"])
def test_a_terminal_that_is_no_more_is_no_reason_to_lose_them(
    close: bool, opened: Opened, folder: Path, refuge: Path
) -> None:
    with opened(DIPTYCH if close else (sys.executable, "-c", STUCK)) as terminal:
        shutil.rmtree(folder)
        mark_in_vain(terminal, "the folder is gone")
        if close:
            terminal.close()
        else:
            terminal.send(signal.SIGTERM)
        assert terminal.gone() == (1 if close else 143)
    (file,) = refuge.iterdir()
    log = (users_folders().logs / "diptych.log").read_text(encoding="utf-8")
    assert str(file) in log
    assert "in a command" not in log
    with Store.open(file, coder="eva", access="read") as store:
        assert [highlight.quote for highlight in store.study.highlights] == [SENTENCE]


def test_the_study_says_that_there_is_a_later_one_until_that_is_removed(
    opened: Opened, folder: Path, refuge: Path
) -> None:
    kept = folder.with_name("kept")
    with opened() as terminal:
        shutil.copytree(folder, kept)
        shutil.rmtree(folder)
        mark_in_vain(terminal, "the folder is gone")
        terminal.send(signal.SIGTERM)
        terminal.gone()
    for lock in kept.glob("*.lock"):
        lock.unlink()
    kept.rename(folder)
    (file,) = refuge.iterdir()
    with opened() as terminal:
        terminal.shows(f"Edits that could not be saved then are in {file}")
        terminal.press("q")
        assert terminal.gone() == 0
    file.unlink()
    with opened() as terminal:
        assert b"could not be saved" not in terminal.seen
        terminal.press("q")
        assert terminal.gone() == 0


def test_who_quits_is_asked_for_another_place_and_leaves_with_everything(
    opened: Opened, folder: Path, refuge: Path, tmp_path: Path
) -> None:
    with opened() as terminal:
        shutil.rmtree(folder)
        mark_in_vain(terminal, "the folder is gone")
        terminal.press("q")
        terminal.shows("Save the whole study to")
        terminal.press("\x1b")
        terminal.settle()
        asked = len(terminal.seen)
        terminal.press("q")
        terminal.shows("Save the whole study to", since=asked)
        terminal.press(f"{tmp_path}/other.json\r")
        assert terminal.gone() == 0
        assert f"to open it: diptych {tmp_path}/other.json" in last_words(terminal)
    assert not refuge.exists()
    with Store.open(tmp_path / "other.json", coder="eva", access="read") as store:
        assert [highlight.quote for highlight in store.study.highlights] == [SENTENCE]
