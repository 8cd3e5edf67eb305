"""What a path stands for: which files of a folder are read, and in which order."""

from pathlib import Path

import pytest

from tui.paths import Kind, files_at, kind_of


def test_files_of_a_folder_come_by_number_without_hidden_ones_and_studies(tmp_path: Path) -> None:
    for name in ("10.txt", "2.html", ".c.txt", "study.json.bak", "facts.csv", "page.json"):
        (tmp_path / name).touch()
    (tmp_path / "study.json").write_text('{"study": {}}')
    (tmp_path / "export.json").write_text('{"format": "diptych"}')
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").touch()
    assert [path.name for path in files_at(tmp_path)] == ["page.json", "2.html", "10.txt"]


def test_a_path_that_is_no_folder_stands_for_itself(tmp_path: Path) -> None:
    assert list(files_at(tmp_path / "none")) == [tmp_path / "none"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"study": {"1": {', "study"),
        (b'\n{ "study"', "study"),
        (b'{"tags": {}, "study": {}}', "study"),
        (b'{"tags": {}, "study": {', "file"),
        (b'{"format": "diptych", "version": 1}', "export"),
        (b'{"format": "diptych", "version": ', "file"),
        (b'{"format": "other"}', "file"),
        (b'{"stu', "file"),
        (b"The study said", "file"),
        (b"", "file"),
    ],
)
def test_a_study_is_known_by_its_beginning_even_when_it_is_damaged(
    tmp_path: Path, content: bytes, kind: Kind
) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(content)
    assert kind_of(path) == kind
