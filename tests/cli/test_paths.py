"""What a path stands for: which files of a folder are read, and in what order."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Shell
from tui.paths import PathKind, files_at, kind_of


def test_files_of_a_folder_come_by_number_without_hidden_ones_and_studies(tmp_path: Path) -> None:
    for name in (
        "10.txt", "2.html", ".c.txt", "study.json.bak", "study.json.journal.next", "facts.csv",
        "page.json",
    ):  # fmt: skip
        (tmp_path / name).touch()
    (tmp_path / "study.json").write_text('{"study": {}}')
    (tmp_path / "export.json").write_text('{"format": "diptych"}')
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").touch()
    assert [path.name for path in files_at(tmp_path).files] == ["page.json", "2.html", "10.txt"]


def test_a_linked_folder_is_looked_into_once_and_never_in_a_circle(tmp_path: Path) -> None:
    for name in ("corpus/a.txt", "corpus/sub/b.txt", "elsewhere/c.txt", "elsewhere/deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    corpus = tmp_path / "corpus"
    for link, target in (
        ("again", corpus / "sub"), ("linked", tmp_path / "elsewhere"), ("round", corpus),
        ("sub/twice", tmp_path / "elsewhere"), ("itself", corpus / "itself"),
    ):  # fmt: skip
        (corpus / link).symlink_to(target)
    (tmp_path / "elsewhere" / "back").symlink_to(corpus)
    found = files_at(corpus).files
    assert [path.name for path in found] == ["a.txt", "itself", "c.txt", "d.txt", "b.txt"]
    assert corpus / "linked" / "c.txt" in found


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A name of folders that cannot be listed, not even by root."""
    look = os.scandir

    def refuse(folder: str | Path = ".") -> object:
        if Path(folder).name == "shut":
            raise PermissionError(13, "Permission denied", str(folder))
        return look(folder)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        yield "shut"


def test_a_folder_that_may_not_be_looked_into_is_among_what_failed(
    sh: Shell, place: Path, shut: str
) -> None:
    for name in ("news/a.txt", f"news/{shut}/b.txt", "news/sub/c.txt"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(f"{name}\n\n{TEXT}", encoding="utf-8")
    answer = sh("add", "news")
    assert (answer.code, len(answer.lines)) == (1, 2)
    assert "shut may not be read by you; change its permissions" in answer.err
    answer = sh("add", f"news/{shut}")
    assert (answer.code, answer.lines) == (1, [])
    assert "shut may not be read by you" in answer.err


def test_a_path_that_is_no_folder_stands_for_itself(tmp_path: Path) -> None:
    assert files_at(tmp_path / "none").files == [tmp_path / "none"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"study": {"1": {', "study"),
        (b'\n{ "study": { "1": {', "study"),
        (b'{"study": "of a university"}', "study"),
        (b'\xef\xbb\xbf{"study": {"1": {', "study"),
        (b'x{"study": {"1": {', "study"),
        (b'\x00\n{"study": {"1": {', "study"),
        (b'z"study": {"1": {', "study"),
        (b'\xef\xbb\xbf{"tags": {}, "study": {}}', "study"),
        (b'\xef\xbb\xbf{"format": "diptych", "version": 1}', "export"),
        (b'\xef\xbb\xbf{"tags": [], "format": "diptych"}', "export"),
        (b'x{"format": "diptych", "version": 1}', "export"),
        (b'The "study": { "of" }', "file"),
        (b'"study", he said: {', "file"),
        (b'{"tags": {}, "study": {}}', "study"),
        (b'{"tags": {}, "study": {', "file"),
        (b'{"format": "diptych", "version": 1}', "export"),
        (b'{"format": "diptych", "version": ', "export"),
        (b'{"format": "other"}', "file"),
        (b'{"stu', "file"),
        (b"The study said", "file"),
        (b"", "file"),
    ],
)
def test_a_study_is_known_by_its_beginning_even_when_it_is_damaged(
    tmp_path: Path, content: bytes, kind: PathKind
) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(content)
    assert kind_of(path) == kind


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert kind_of(tmp_path / "pipe.json") == "file"


def test_a_pipe_in_a_folder_stops_nothing(sh: Shell, place: Path) -> None:
    (place / "news").mkdir()
    os.mkfifo(place / "news" / "a.json")
    (place / "news" / "b.txt").write_text(TEXT, encoding="utf-8")
    answer = sh("add", "news")
    assert (answer.code, len(answer.lines)) == (1, 1)
    assert "a.json is not an ordinary file" in answer.err


@pytest.mark.parametrize("before", [b"x", b"\xef\xbb\xbf", b"\n\n"])
def test_a_spoiled_study_is_no_article(
    sh: Shell, article: str, place: Path, before: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = Path(dict(line.split(maxsplit=1) for line in sh("paths").lines)["study"])
    (place / "garb.json").write_bytes(before + study.read_bytes())
    added = sh("add", "garb.json")
    assert (added.code, added.out) == (1, "")
    assert "garb.json is a diptych study; open it with diptych" in added.err
    monkeypatch.setattr("tui.cli.reader.is_terminal", lambda: True)
    monkeypatch.setattr("tui.cli.reader._run", lambda *_: 0)
    opened = sh("garb.json")
    assert opened.code == (0 if before.isspace() else 4)
    assert ("garb.json is damaged" in opened.err) is not before.isspace()
    assert len(sh("list").lines) == 1


def test_a_folder_goes_by_its_own_name_where_a_link_to_it_comes_before(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for name in ("real", ".kept"):
        (corpus / name).mkdir(parents=True)
        (corpus / name / "a.txt").write_text("An article.", encoding="utf-8")
        (corpus / f"b-{name.strip('.')}").symlink_to(corpus / name)
    assert files_at(corpus).files == [corpus / "b-kept" / "a.txt", corpus / "real" / "a.txt"]
