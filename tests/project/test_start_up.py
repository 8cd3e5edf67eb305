"""Commands without a screen do not import what screens need, nor parsers they do not use."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "textual", "trafilatura", "sentencex", "rapidfuzz", "chardet", "lxml",
    "email", "logging", "asyncio", "shutil",
    *(["platformdirs"] if sys.platform == "linux" else []),
)  # fmt: skip
"""Modules that no such command needs.

`email` is imported by querying a distribution's version, and compression by `shutil`.
"""

PROBE = f"""
import sys
import tui.__main__
from tui.cli.main import run
code = run(sys.argv[1:])
names = {{name.partition(".")[0] for name in sys.modules}}
print(code, *sorted(names & set({HEAVY!r})), file=sys.stderr)
"""


def probe(folder: Path, *arguments: str) -> list[str]:
    """The exit code of a command and the heavy modules it imported."""
    result = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stderr.splitlines()[-1].split()


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a study of one plain text and one highlight."""
    folder = tmp_path_factory.mktemp("start_up")
    text = "A mission closes\n\nThe embassy to the alliance will stop work.\n"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    probe(folder, "add", "--study", "study.json", "one.txt")
    probe(
        folder,
        "highlight",
        "--study",
        "study.json",
        "A mission closes",
        "embassy",
        "--tag",
        "actor",
    )
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "--version",
        "paths",
        "settings",
        "list --study study.json",
        "list highlights --json --study study.json",
        "export --study study.json",
        "export --format csv --study study.json",
        "export --schema",
        "check --study study.json",
    ],
)
def test_a_command_without_a_screen_imports_nothing_heavy(study: Path, command: str) -> None:
    assert probe(study, *command.split()) == ["0"]


def test_help_asks_for_the_width_of_the_terminal_and_imports_nothing_else(study: Path) -> None:
    assert probe(study, "--help") == ["0", "shutil"]


def test_the_probe_sees_what_is_imported(study: Path) -> None:
    (study / "page.html").write_text("<html><p>Nothing here.</p></html>", encoding="utf-8")
    assert "trafilatura" in probe(study, "add", "--study", "study.json", "page.html")


def test_nothing_is_looked_through_on_the_way_out(study: Path) -> None:
    code = (
        "import atexit, gc, sys; from tui.__main__ import main; "
        "atexit.register(lambda: print(gc.get_freeze_count() > 1000, gc.isenabled())); main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "paths"], cwd=study, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "True False"


def test_the_first_frame_waits_for_nothing_that_it_does_not_show() -> None:
    later = (
        "annotations.reading", "annotations.compare.counterparts.terms", "annotations.formats.json",
        "tui.reader.side", "tui.widgets.prompt", "tui.screens.help", "rapidfuzz", "trafilatura",
        "tinydb", "click", "json", "ssl", "annotations.search", "annotations.sentences",
        "annotations.words", "annotations.study.branch", "tui.reader.search",
        "tui.reader.told_here", "tui.text.labels", "tui.widgets.dialog",
    )  # fmt: skip
    code = (
        "import sys, tui.cli.main, tui.cli.reader; "
        "from tui.startup.lean import load_asyncio; load_asyncio(); import tui.app, tui.cli.logs; "
        f"print(*(name for name in {later!r} if name in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []


def test_asyncio_is_loaded_without_tls_which_others_still_get() -> None:
    code = (
        "import sys; from tui.startup.lean import load_asyncio; load_asyncio(); "
        "print('ssl' in sys.modules); import asyncio, ssl; "
        "asyncio.run(asyncio.sleep(0)); print(ssl.create_default_context)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.startswith("False\n<function create_default_context")
