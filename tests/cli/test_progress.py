"""Long tasks report their progress: often enough, and not too often."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tui.cli.progress import LINES, REDRAWN, Progress


@pytest.mark.parametrize("total", [1_000, 100_000])
def test_in_a_pipe_a_few_lines_tell_of_many_steps(
    total: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(total, "adding") as progress:
        for _ in range(total):
            progress.step()
        progress.stage("saving")
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == f"adding {total:,} of {total:,}"
    assert len(lines) == LINES


def test_a_terminal_shows_one_line_that_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress(100_000, "finding") as progress:
        for _ in range(100_000):
            progress.step()
        progress.stage("saving")
    *shown, saving, nothing = capsys.readouterr().err.split("\r\x1b[K")
    assert shown[:2] == ["", "finding 500 of 100,000"]
    assert len(shown) == REDRAWN + 1
    assert (saving, nothing) == ("saving…", "")


def test_many_highlights_and_imports_tell_how_far_they_are(
    sh: Shell, place: Path, article: str
) -> None:
    line = {"article": article, "quote": "embassy"}
    lines = [json.dumps(line | {"note": str(number)}).encode() for number in range(250)]
    answer = sh("highlight", "--from", "-", stdin=b"\n\n".join(lines))
    assert len(answer.lines) == 250
    assert answer.err.splitlines() == ["finding 100 of 250", "finding 200 of 250"]
    sh("export", "--output", "out.json")
    answer = sh("import", "--study", "other.json", "out.json")
    assert answer.err.splitlines()[:2] == ["importing 100 of 251", "importing 200 of 251"]
    answer = sh("import", "--study", "other.json", "out.json", "--dry-run")
    assert "comparing 200 of 251" in answer.err
