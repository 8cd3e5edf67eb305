"""Listing what a study holds on a terminal, one row per record."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Shell


class TestOnATerminal:
    @pytest.fixture
    def wide(self, sh: Shell, place: Path) -> Path:
        """A study whose columns together are much wider than a terminal."""
        for number in range(3):
            (place / f"{number}.txt").write_text(
                f"{number} {'of a long title ' * 5}\n\nText 港口.\n"
            )
            last = sh(
                "add", f"{number}.txt", "--outlet", "The Harbour Post and Herald", "--event",
                "the harbour strike of the spring", "--published", "2024-05-01",
            )  # fmt: skip
        sh(
            "highlight", last.out.strip(), "Text 港口.", "--tag", "actor/harbour authority",
            "--note", "A note that goes on and on and on.",
        )  # fmt: skip
        return place

    @pytest.mark.parametrize("columns", [80, 100, 200])
    @pytest.mark.parametrize("kind", ["articles", "highlights"])
    def test_each_record_takes_one_row(
        self, sh: Shell, wide: Path, monkeypatch: pytest.MonkeyPatch, columns: int, kind: str
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        head, *rows = sh("list", kind).out.splitlines()
        assert head.startswith("id        ")
        assert max(cell_len(row) for row in [head, *rows]) <= columns
        assert len(rows) == (3 if kind == "articles" else 1)

    def test_the_beginning_of_an_id_that_is_shown_names_the_article(
        self, sh: Shell, wide: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout.isatty", lambda: True)
            shown = [row.split()[0] for row in sh("list").out.splitlines()[1:]]
        whole = [row.split()[0] for row in sh("list").out.splitlines()]
        assert [len(id) for id in shown] == [8] * 3
        assert [id[:8] for id in whole] == shown
        assert sh("remove", shown[1]).code == 0
