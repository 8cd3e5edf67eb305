"""The programs measured, ours and the references, and the environment they run in."""

import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
HELLO = [sys.executable, str(HERE / "apps" / "hello.py")]
TEXT_AREA = [sys.executable, str(HERE / "apps" / "text_area.py")]
SCROLL_VIEW = [sys.executable, str(HERE / "apps" / "scroll_view.py")]
DIPTYCH = [str(BIN / "diptych")]


def environment(home: Path) -> dict[str, str]:
    """The environment of a separate user with home folder `home` and a true-colour terminal."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPATH": str(HERE.parents[1]),
        "DIPTYCH_CODER": "ana",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def vim(file: Path) -> list[str] | None:
    """The command for vim, without user settings, on a file; None if vim is not installed."""
    found = shutil.which("vim")
    plain = ["-u", "NONE", "-i", "NONE", "-n", "-N", "-R", "+set nohlsearch linebreak ruler"]
    return [found, *plain, str(file)] if found else None


def less(file: Path) -> list[str] | None:
    """The command for less on a file; None if less is not installed."""
    found = shutil.which("less")
    return [found, str(file)] if found else None


def missing() -> str:
    """A line naming the reference programs that are not installed; empty if all are."""
    names = [name for name in ("vim", "less") if shutil.which(name) is None]
    return f"Not installed, so not measured: {', '.join(names)}." if names else ""
