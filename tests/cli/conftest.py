"""A user at a shell: runs commands in a folder of their own and sees the output."""

import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.cli.main import run

TEXT = (
    "A mission closes\n\n"
    "The embassy to the alliance will stop work, the minister said.\n"
    "The minister gave no date.\n"
)


@dataclass(frozen=True)
class Answer:
    """The result of a command."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Shell = Callable[..., Answer]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's working folder; the home folder is a different one."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("DIPTYCH_CODER", "ana")
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def sh(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs the command line with arguments and standard input; None closes standard input."""

    def typed(*arguments: str, stdin: bytes | None = b"") -> Answer:
        given = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", given)
        code = run(arguments)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return typed


@pytest.fixture
def article(sh: Shell, place: Path) -> str:
    """The id of an article in the default study."""
    (place / "closing.txt").write_text(TEXT, encoding="utf-8")
    answer = sh("add", "closing.txt")
    assert answer.code == 0
    return answer.out.strip()


def spawn(*arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        preexec_fn=heed_interrupts,
        **{**pipes, **options},
    )


def heed_interrupts() -> None:
    """Restore ctrl+c's default action; shells make background processes ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def articles(sh: Shell) -> list[dict[str, Any]]:
    """The articles of the default study, as exported."""
    listed: list[dict[str, Any]] = json.loads(sh("list", "--json").out)
    return listed
