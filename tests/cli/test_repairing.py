"""`diptych check` reports what a repair would do, and repairs into another file."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Shell


@pytest.fixture
def damaged(sh: Shell, article: str, place: Path) -> Path:
    """A study with a highlight whose passage has moved, and one whose passage is gone."""
    sh("add", "--study", "s.json", "closing.txt")
    sh("highlight", "--study", "s.json", "A mission closes", "embassy", "--note", "mine")
    sh("highlight", "--study", "s.json", "A mission closes", "alliance")
    path = place / "s.json"
    tables = json.loads(path.read_bytes())
    tables["highlights"]["1"].update(start=0, end=7)
    tables["highlights"]["2"].update(quote="nothing!")
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


def test_a_check_tells_what_a_repair_would_do(sh: Shell, damaged: Path, place: Path) -> None:
    before = sorted(place.iterdir())
    answer = sh("check", "--study", "s.json")
    assert answer.code == 4
    assert "articles    1" in answer.out
    assert "quote: it is not what the text says there" in answer.err
    assert "its start, end were put right" in answer.err
    assert "“nothing!” is dropped" in answer.err
    assert "would keep 1 article, 0 tags, 1 highlight, 0 links" in answer.err
    assert sorted(place.iterdir()) == before


def test_the_command_for_a_repair_can_be_typed_as_it_is_told(
    sh: Shell, damaged: Path, place: Path
) -> None:
    damaged.rename(place / "our study.json")
    told = sh("check", "--study", "our study.json").err
    (command,) = re.findall("To write it: diptych (.*)", told)
    assert sh(*shlex.split(command)).code == 0
    assert "mine" in sh("list", "highlights", "--study", "NEW.json").out


def test_a_repair_goes_into_a_new_file(sh: Shell, damaged: Path, place: Path) -> None:
    old = damaged.read_bytes()
    answer = sh("check", "--study", "s.json", "--repair", "--output", "new.json")
    assert answer.code == 0
    assert "“nothing!” is dropped" in answer.err
    assert damaged.read_bytes() == old
    assert sh("check", "--study", "new.json").code == 0
    assert "mine" in sh("list", "highlights", "--study", "new.json").out
    again = sh("check", "--study", "s.json", "--repair", "--output", "new.json")
    assert again.code == 1
    assert "is there already" in again.err


def test_a_repair_needs_a_folder_to_go_into(sh: Shell, damaged: Path, place: Path) -> None:
    answer = sh("check", "--study", "s.json", "--repair", "--output", "gone/new.json")
    assert answer.code == 1
    assert answer.err == "diptych: There is no folder gone to write new.json in.\n"


@pytest.mark.parametrize("arguments", [("--repair",), ("--output", "new.json")])
def test_a_repair_needs_a_place(sh: Shell, damaged: Path, arguments: tuple[str, ...]) -> None:
    answer = sh("check", "--study", "s.json", *arguments)
    assert answer.code == 2
    assert "--repair --output NEW.json" in answer.err


def test_a_sound_study_needs_no_repair(sh: Shell, article: str, place: Path) -> None:
    answer = sh("check", "--repair", "--output", "new.json")
    assert answer.code == 0
    assert "nothing to repair" in answer.err
    assert not (place / "new.json").exists()


def test_what_cannot_be_saved_is_told_in_a_sentence(sh: Shell, place: Path) -> None:
    (place / "s.json").write_bytes(b"{\x00\x01")
    answer = sh("check", "--study", "s.json")
    assert answer.code == 4
    assert "holds nothing that can be saved; bring back a copy of your own" in answer.err
    assert "Traceback" not in answer.err


def test_one_field_was_put_right_and_several_were(sh: Shell, damaged: Path) -> None:
    tables = json.loads(damaged.read_bytes())
    quote = tables["highlights"]["1"]["quote"]
    start = tables["articles"]["1"]["text"].index(quote)
    tables["highlights"]["1"].update(start=start + 1, end=start + len(quote))
    damaged.write_text(json.dumps(tables), encoding="utf-8")
    assert "its start was put right" in sh("check", "--study", "s.json").err


def test_a_file_beyond_reading_is_named_once_and_so_is_its_backup(sh: Shell, place: Path) -> None:
    study = place / "s.json"
    (place / "closing.txt").write_text(TEXT, encoding="utf-8")
    sh("add", "--study", str(study), "closing.txt")
    sh("highlight", "--study", str(study), "A mission closes", "embassy")
    study.write_bytes(study.read_bytes().replace(b'"start":', b'"start";', 1))
    answer = sh("check", "--study", str(study))
    assert answer.code == 4
    assert answer.err.startswith("diptych: s.json is damaged")
    assert f"open {study}.bak" in answer.err


NO_STUDIES = {
    "a text": b"A mission closes.",
    "a text in another encoding": "Ein Übel.".encode("latin-1"),
    "a page": b"<!DOCTYPE html><p>A mission closes.</p>",
    "a table": b"path,title\n",
    "null": b"null",
    "nothing": b"",
}


@pytest.mark.parametrize("kind", NO_STUDIES)
@pytest.mark.parametrize("command", [("list",), ("add", "closing.txt"), ("check",), ("export",)])
def test_a_slip_of_a_path_is_told_as_one_and_not_as_damage(
    sh: Shell, article: str, place: Path, kind: str, command: tuple[str, ...]
) -> None:
    (place / "other").write_bytes(NO_STUDIES[kind])
    answer = sh("--study", "other", *command)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("diptych: other is no study; ")
    assert "repair" not in answer.err
    assert (place / "other").read_bytes() == NO_STUDIES[kind]
    assert not [*place.glob("other.*")]


@pytest.mark.parametrize("command", ["list", "check"])
@pytest.mark.parametrize("beginning", [b"\0", b'{"study"', b'?"study":{"1":{', b"\xef\xbb\xbf {"])
def test_what_may_have_been_a_study_is_damaged(
    sh: Shell, place: Path, beginning: bytes, command: str
) -> None:
    (place / "s.json").write_bytes(beginning)
    answer = sh("--study", "s.json", command)
    assert (answer.code, "is damaged" in answer.err) == (4, True)


@pytest.mark.parametrize("command", ["list", "check"])
@pytest.mark.parametrize("content", [b"", b"null", b"A mission closes."])
def test_whatever_stands_in_the_place_of_a_study_of_ours_is_damage(
    sh: Shell, article: str, place: Path, content: bytes, command: str
) -> None:
    """The backup shows that there was a study; if it is gone too, our record of the file does."""
    sh("--study", "s.json", "add", "closing.txt")
    sh("--study", "s.json", "highlight", "A mission closes", "embassy")
    sh("--study", "s.json", "list")
    (place / "s.json").write_bytes(content)
    assert (place / "s.json.bak").exists()
    answer = sh("--study", "s.json", command)
    assert (answer.code, "s.json.bak to read what was" in answer.err) == (4, True)
    for beside in place.glob("s.json.*"):
        beside.unlink()
    assert sh("--study", "s.json", command).code == 4
