"""The log says where something went wrong, and contains no article text."""

import errno
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.cli import log_file, logs
from tui.cli.log_file import Discreet
from tui.folders import users_folders

SECRET = "what the article says"

FAILING = f"""
from tui import __main__
from tui.cli import main

def fail(arguments):
    secret = {SECRET!r}
    raise ZeroDivisionError(secret)

main.run = fail
__main__.main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a log file that is being written to."""
    hook = threading.excepthook
    logs.begin(tmp_path / "log")
    yield tmp_path / "log"
    threading.excepthook = hook
    for handler in list(logging.getLogger(logs.NAME).handlers):
        logging.getLogger(logs.NAME).removeHandler(handler)
        handler.close()


def fail(secret: str) -> None:
    raise ValueError(secret)


def logged(folder: Path) -> str:
    return logs.log_file(folder).read_text(encoding="utf-8")


def test_an_error_is_told_by_type_and_place_alone(folder: Path) -> None:
    try:
        try:
            fail(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        logging.getLogger(logs.NAME).error("unexpected", exc_info=error)
    told = logged(folder)
    assert SECRET not in told
    assert "test_logs.py" in told
    assert "in fail" in told
    assert told.index("builtins.ValueError") < told.index("builtins.KeyError")
    assert "diptych 0" in told


def test_nothing_is_written_while_all_is_well(folder: Path) -> None:
    assert not logs.log_file(folder).exists()


def test_what_is_logged_is_inert() -> None:
    record = logging.makeLogRecord(
        {"msg": "a path: %s", "args": ("/tmp/\x1b]0;x\x07\udcff\nnext",)}
    )
    told = Discreet().format(record)
    assert not {"\x1b", "\x07", "\udcff", "\n"} & set(told)


def test_logs_rotate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "LARGEST", 2_000)
    logs.begin(folder)
    for number in range(400):
        logging.getLogger(logs.NAME).warning("number %d", number)
    files = sorted(file.name for file in folder.iterdir())
    assert files == ["diptych.log", "diptych.log.1", "diptych.log.2", "diptych.log.3"]
    assert all(file.stat().st_size <= 2_000 for file in folder.iterdir())
    assert "number 399" in logged(folder)


def test_an_error_of_a_thread_is_logged_and_not_printed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading, "excepthook", threading.excepthook)
        thread = threading.Thread(target=fail, args=(SECRET,))
        thread.start()
        thread.join()
    assert "unexpected, in a thread" in logged(folder)
    assert SECRET not in logged(folder)
    assert capfd.readouterr().err == ""


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    logs.begin(tmp_path / "file" / "log")
    logging.getLogger(logs.NAME).error("lost")
    assert capfd.readouterr().err == ""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log file of a user with a separate home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    return logs.log_file(users_folders().logs)


def failed() -> "subprocess.CompletedProcess[str]":
    """Run a command that fails with an unexpected exception."""
    return subprocess.run(
        [sys.executable, "-c", FAILING], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("is_folder", [True, False])
def test_a_log_that_could_not_be_written_is_not_named(log: Path, is_folder: bool) -> None:
    (log.parent.parent if is_folder else log.parent).mkdir(parents=True)
    if is_folder:
        log.parent.touch()
    else:
        log.mkdir()
    ended = failed()
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert f"could not be noted, as {log.parent} cannot be written" in ended.stderr
    assert str(log) not in ended.stderr


def test_a_command_that_fails_unforeseen_says_one_sentence(tmp_path: Path, log: Path) -> None:
    ended = failed()
    assert log.is_relative_to(tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert str(log) in ended.stderr
    assert SECRET not in ended.stderr
    assert "Traceback" not in ended.stderr
    told = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert SECRET not in told


@pytest.mark.parametrize(("is_closed", "notes"), [(True, 0), (False, 1)])
def test_a_terminal_that_is_closed_surprises_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch, is_closed: bool, notes: int
) -> None:
    def read() -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("tui.terminal.listening.is_hung_up", lambda: is_closed)
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    written = logged(folder) if logs.log_file(folder).exists() else ""
    assert written.count("unexpected, in a thread") == notes
