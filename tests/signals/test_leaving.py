"""A real reader is signalled, stopped or loses its terminal.

Everything is saved and the terminal restored.
"""

import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.store import Store
from annotations.store.rescue.check import check
from tests.terminal import DIPTYCH, Terminal, is_restored
from tui.folders import users_folders
from tui.screens.note import KEPT_AFTER

SENTENCE = "The embassy will stop work, the minister said."
TEXT = f"A mission closes\n\n{SENTENCE} The minister gave no date.\n\n" + "More of it. " * 900

CRASH = """
import sys
from tui import __main__
from tui.commands import noting

def edit(reader):
    article = reader.pane.article.text
    raise ValueError(article) from KeyError(article)

noting.edit = edit
__main__.main()
"""

IN_BACKGROUND = """
import os, signal, subprocess, sys

job = subprocess.Popen(sys.argv[1:], process_group=0)
os.waitpid(job.pid, os.WUNTRACED)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
os.tcsetpgrp(0, job.pid)
os.killpg(job.pid, signal.SIGCONT)
sys.exit(job.wait())
"""
"""Runs a program as a shell does that is told `&`, and `fg` as soon as it stops."""

Opened = Callable[..., Terminal]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens the reader on one article, its first sentence highlighted."""
    (tmp_path / "home").mkdir()
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")

    def start(*, program: tuple[str, ...] = DIPTYCH, controls: bool = True) -> Terminal:
        terminal = Terminal(
            (*program, "--study", str(tmp_path / "study.json"), str(tmp_path / "article.txt")),
            env={"HOME": str(tmp_path / "home")},
            controls=controls,
        )
        terminal.shows("minister")
        terminal.settle()
        terminal.press("jj\r")
        terminal.shows("highlighted")
        return terminal

    return start


def saved(tmp_path: Path) -> list[str]:
    """The highlighted passages of the study on disk."""
    assert check(tmp_path / "study.json").problems == ()
    with Store.open(tmp_path / "study.json", coder="eva", access="read") as store:
        return [highlight.quote for highlight in store.study.highlights]


def at_rest(tmp_path: Path) -> bool:
    return not any(tmp_path.glob("study.json.journal")) and not any(tmp_path.glob("*.lock"))


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log folder of the user with this home folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = users_folders().logs
    assert folder.is_relative_to(tmp_path)
    return folder


def said(terminal: Terminal) -> bytes:
    """What the program printed after restoring the terminal."""
    return terminal.seen.rpartition(b"\x1b[?1006l")[2].strip()


@pytest.mark.parametrize(
    ("leave", "code"),
    [
        (lambda terminal: terminal.press("q"), 0),
        (lambda terminal: terminal.send(signal.SIGTERM), 143),
        (lambda terminal: terminal.send(signal.SIGHUP), 129),
        (lambda terminal: terminal.send(signal.SIGINT), 130),
    ],
    ids=["q", "SIGTERM", "SIGHUP", "SIGINT"],
)
def test_asked_to_go_it_saves_and_restores_the_terminal(
    leave: Callable[[Terminal], None], code: int, opened: Opened, tmp_path: Path, logs: Path
) -> None:
    with opened() as terminal:
        leave(terminal)
        assert terminal.gone() == code
        assert is_restored(terminal.seen)
        assert terminal.settings_now == terminal.settings
        assert said(terminal) == b""
    assert saved(tmp_path) == [SENTENCE]
    assert at_rest(tmp_path)
    assert not any(logs.glob("*"))


@pytest.mark.parametrize("after", [0, 0.002, 0.004, 0.006, 0.008, 0.01, 0.012, 0.015])
def test_asked_to_go_before_all_is_in_place_it_goes_as_well(
    after: float, tmp_path: Path, logs: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    argv = (*DIPTYCH, "--study", str(tmp_path / "study.json"), str(tmp_path / "article.txt"))
    with Terminal(argv, env={"HOME": str(tmp_path / "home")}) as terminal:
        terminal.shows("minister")
        time.sleep(after)
        terminal.send(signal.SIGTERM)
        assert terminal.gone() == 143
        assert is_restored(terminal.seen)
        assert said(terminal) == b""
    assert at_rest(tmp_path)
    assert not any(logs.glob("*"))


def test_a_signal_in_a_dialog_is_heeded_too(opened: Opened, tmp_path: Path) -> None:
    with opened() as terminal:
        terminal.press("a")
        terminal.shows("ctrl+g")
        terminal.send(signal.SIGTERM)
        assert terminal.gone() == 143
        assert is_restored(terminal.seen)
    assert saved(tmp_path) == [SENTENCE]


def notes(tmp_path: Path) -> list[str]:
    with Store.open(tmp_path / "study.json", coder="eva", access="read") as store:
        return [highlight.note for highlight in store.study.highlights]


def write_note(terminal: Terminal) -> None:
    """Begin a note and leave its editor open."""
    terminal.press("a")
    terminal.shows("ctrl+g")
    terminal.press("why now")
    terminal.shows("now")


@pytest.mark.parametrize(
    "leave",
    [
        lambda terminal: terminal.press("\x11"),
        lambda terminal: terminal.send(signal.SIGTERM),
        lambda terminal: terminal.send(signal.SIGHUP),
        lambda terminal: terminal.close(),
    ],
    ids=["ctrl+q", "SIGTERM", "SIGHUP", "closed"],
)
def test_what_stands_in_an_open_note_is_saved_however_it_ends(
    leave: Callable[[Terminal], None], opened: Opened, tmp_path: Path
) -> None:
    with opened() as terminal:
        write_note(terminal)
        leave(terminal)
        terminal.gone()
    assert notes(tmp_path) == ["why now"]
    assert at_rest(tmp_path)


def test_killed_it_has_lost_no_more_of_a_note_than_the_last_letters(
    opened: Opened, tmp_path: Path
) -> None:
    with opened() as terminal:
        write_note(terminal)
        terminal.settle(KEPT_AFTER + 1.0)
        terminal.send(signal.SIGKILL)
        terminal.gone()
    assert notes(tmp_path) == ["why now"]


@pytest.mark.parametrize("controls", [True, False], ids=["with a signal", "without a signal"])
def test_a_closed_terminal_ends_it_with_everything_saved(
    controls: bool, opened: Opened, tmp_path: Path
) -> None:
    with opened(controls=controls) as terminal:
        terminal.close()
        assert terminal.gone() == 129
    assert saved(tmp_path) == [SENTENCE]
    assert at_rest(tmp_path)


def test_a_terminal_closed_amid_output_ends_it_with_everything_saved(
    opened: Opened, tmp_path: Path
) -> None:
    with opened() as terminal:
        terminal.settle()
        terminal.press(" \x15" * 600)
        terminal.sends()
        terminal.close()
        assert terminal.gone() == 129
    assert saved(tmp_path) == [SENTENCE]
    with Store.open(tmp_path / "study.json", coder="ana") as store:
        assert not store.read_only


def test_stopped_it_leaves_the_terminal_and_comes_back_whole(
    opened: Opened, tmp_path: Path
) -> None:
    with opened() as terminal:
        terminal.send(signal.SIGTSTP)
        terminal.until(lambda: is_restored(terminal.seen))
        terminal.settle()
        assert terminal.settings_now == terminal.settings
        assert saved(tmp_path) == [SENTENCE]
        stopped = len(terminal.seen)
        terminal.send(signal.SIGCONT)
        terminal.shows("minister", since=stopped)
        terminal.shows("saved", since=stopped)
        terminal.settle()
        assert not terminal.settings_now[3] & termios.ECHO
        terminal.press("u")
        terminal.shows("undid", since=stopped)
        terminal.press("q")
        assert terminal.gone() == 0
        assert is_restored(terminal.seen)
    assert saved(tmp_path) == []


def test_told_to_go_on_where_it_had_not_stopped_it_shows_all_and_is_left_as_ever(
    opened: Opened, tmp_path: Path
) -> None:
    with opened() as terminal:
        for number in (signal.SIGCONT, signal.SIGSTOP, signal.SIGCONT):
            began = len(terminal.seen)
            terminal.send(number)
            if number == signal.SIGCONT:
                terminal.shows("minister", since=began)
                terminal.settle()
        assert not terminal.settings_now[3] & termios.ECHO
        terminal.press("u")
        terminal.shows("undid", since=began)
        terminal.press("q")
        assert terminal.gone() == 0
        assert is_restored(terminal.seen)
        assert terminal.settings_now == terminal.settings
    assert saved(tmp_path) == []


def test_begun_in_the_background_it_waits_for_the_terminal(opened: Opened, tmp_path: Path) -> None:
    with opened(program=(sys.executable, "-c", IN_BACKGROUND, *DIPTYCH)) as terminal:
        terminal.press("q")
        assert terminal.gone() == 0
        assert is_restored(terminal.seen)
        assert terminal.settings_now == terminal.settings
    assert saved(tmp_path) == [SENTENCE]


@pytest.mark.parametrize("later", [0, 0.02, 0.1, 0.2])
def test_told_to_go_on_behind_the_signal_to_end_it_ends(
    opened: Opened, tmp_path: Path, later: float
) -> None:
    with opened() as terminal:
        terminal.send(signal.SIGTERM)
        time.sleep(later)
        terminal.send(signal.SIGCONT)
        assert terminal.gone() == 143
        assert is_restored(terminal.seen)
        assert terminal.settings_now == terminal.settings
    assert saved(tmp_path) == [SENTENCE]
    assert at_rest(tmp_path)


def test_ctrl_z_takes_back_and_does_not_stop(opened: Opened, tmp_path: Path) -> None:
    with opened() as terminal:
        terminal.press("\x1a")
        terminal.shows("undid")
        terminal.press("q")
        assert terminal.gone() == 0
    assert saved(tmp_path) == []


def test_what_nobody_foresaw_is_one_sentence_and_a_log_without_the_article(
    opened: Opened, tmp_path: Path, logs: Path
) -> None:
    with opened(program=(sys.executable, "-c", CRASH)) as terminal:
        shown = len(terminal.seen)
        terminal.press("a")
        assert terminal.gone() == 1
        assert is_restored(terminal.seen)
        assert terminal.settings_now == terminal.settings
        log = logs / "diptych.log"
        assert b"".join(said(terminal).split()).endswith(f"iswrittenin{log}.".encode())
        assert said(terminal).count(b"\n") == 0
        assert b"ValueError" not in terminal.seen[shown:]
        assert b"gave no date" not in said(terminal)
    told = log.read_text(encoding="utf-8")
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "reader.py" in told
    assert "minister" not in told
    assert "mission" not in told
    assert saved(tmp_path) == [SENTENCE]
    assert at_rest(tmp_path)
