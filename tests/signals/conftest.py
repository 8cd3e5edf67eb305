"""A real reader on a terminal, with one article and a study in a separate folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import DIPTYCH, Terminal

SENTENCE = "The embassy will stop work, the minister said."
TEXT = f"A mission closes\n\n{SENTENCE} The minister gave no date.\n\nMore.\n"

Opened = Callable[..., Terminal]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the study, with an article beside it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "studies").mkdir()
    return tmp_path / "studies"


@pytest.fixture
def opened(folder: Path) -> Opened:
    """Opens the reader on the article."""

    def start(program: tuple[str, ...] = DIPTYCH) -> Terminal:
        terminal = Terminal(
            (*program, "--study", str(folder / "study.json"), str(folder.parent / "article.txt")),
            env={"HOME": str(folder.parent / "home")},
            size=(200, 30),
        )
        terminal.shows("minister")
        terminal.settle()
        return terminal

    return start
