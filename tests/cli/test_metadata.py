"""Metadata tables: their contents, which files they refer to, and errors in them."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Shell, articles


@pytest.fixture(autouse=True)
def files(place: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (place / name).write_text(f"{TEXT}{name}", encoding="utf-8")


def write_table(place: Path, content: str) -> None:
    (place / "table").mkdir()
    (place / "table" / "about.csv").write_text(content, encoding="utf-8")


def test_a_table_says_it_file_by_file(sh: Shell, place: Path) -> None:
    write_table(
        place, "file,outlet,event,tags\n../a.txt,One,,x; y\n../b.txt,Two,other,\nz.txt,,,\n"
    )
    answer = sh("add", "a.txt", "b.txt", "c.txt", "--metadata", "table/about.csv",
                "--event", "nato", "--outlet", "Any")  # fmt: skip
    assert answer.code == 0
    told = [(a["outlet"], a["event"], a.get("tags")) for a in articles(sh)]
    assert told == [("One", "nato", ["x", "y"]), ("Two", "other", None), ("Any", "nato", None)]
    assert "line 4: z.txt, seen from the table's folder, was not among the files" in answer.err


def test_an_empty_cell_or_option_changes_nothing(sh: Shell, place: Path) -> None:
    sh("add", "a.txt", "--outlet", "One", "--published", "2021", "--tag", "x")
    before = articles(sh)
    write_table(place, "path,outlet,published,tags\n../a.txt,,,\n")
    for about in (("--metadata", "table/about.csv"), ("--outlet", "", "--published", "")):
        assert sh("add", "a.txt", *about).code == 0
        assert articles(sh) == before
    told = " ".join(sh("add", "--help").out.split())
    assert "An empty cell or option changes nothing" in told


def test_the_files_may_be_those_that_the_table_names(sh: Shell, place: Path) -> None:
    write_table(place, "path;outlet\n../a.txt;One\n../c.txt;Three\n")
    assert len(sh("add", "--metadata", "table/about.csv").lines) == 2
    assert [a["outlet"] for a in articles(sh)] == ["One", "Three"]


def test_a_file_of_that_name_elsewhere_does_not_come_in_for_one_that_is_missing(
    sh: Shell, place: Path
) -> None:
    write_table(place, "path,outlet\na.txt,One\n")
    answer = sh("add", "--metadata", "table/about.csv")
    assert (answer.code, answer.out) == (1, "")
    assert f"There is no file '{place / 'table' / 'a.txt'}'." in answer.err
    (place / "table" / "a.txt").write_text("The right text.", encoding="utf-8")
    sh("add", "--metadata", "table/about.csv")
    assert [a["text"] for a in articles(sh)] == ["The right text."]


def test_paths_in_a_table_that_another_program_writes_are_seen_from_here(
    sh: Shell, place: Path
) -> None:
    """For example `--metadata <(…)`, for which shells make a name in `/dev/fd`."""
    (place / "sub").mkdir()
    (place / "sub" / "d.txt").write_text(TEXT, encoding="utf-8")
    reading, writing = os.pipe()
    os.write(writing, b"path,outlet\na.txt,One\nsub/d.txt,Four\n")
    os.close(writing)
    answer = sh("add", "--metadata", f"/dev/fd/{reading}")
    os.close(reading)
    assert (answer.code, answer.err) == (0, "")
    assert [a["outlet"] for a in articles(sh)] == ["One", "Four"]


def test_a_path_from_the_home_folder_or_the_root_is_seen_from_there(sh: Shell, place: Path) -> None:
    (place.parent / "home" / "z.txt").write_text(TEXT, encoding="utf-8")
    write_table(place, f"path\n~/z.txt\n{place}/b.txt\n")
    assert len(sh("add", "--metadata", "table/about.csv").lines) == 2


def test_a_bare_name_is_the_file_of_that_name_in_a_folder(sh: Shell, place: Path) -> None:
    (place / "table").mkdir()
    (place / "table" / "d.txt").write_text(TEXT, encoding="utf-8")
    (place / "about.csv").write_text("path,outlet\nd.txt,Four\n", encoding="utf-8")
    sh("add", "table", "--metadata", "about.csv")
    assert articles(sh)[0]["outlet"] == "Four"


def test_a_row_belongs_to_the_file_that_its_path_means(sh: Shell, place: Path) -> None:
    for name in ("courier", "gazette"):
        (place / "sub" / name).mkdir(parents=True)
        (place / "sub" / name / "001.txt").write_text(f"{TEXT}{name}", encoding="utf-8")
    table = place / "sub" / "courier" / "about.csv"
    table.write_text("path,outlet\n001.txt,Courier\n", encoding="utf-8")
    sh("add", "sub", "--metadata", str(table))
    assert [a.get("outlet") for a in articles(sh)] == ["Courier", None]
    other = sh("add", "sub/gazette", "--metadata", str(table))
    assert "line 2: 001.txt, seen from the table's folder, was not among" in other.err
    assert [a.get("outlet") for a in articles(sh)] == ["Courier", None]


def test_a_bare_name_of_several_files_is_refused(sh: Shell, place: Path) -> None:
    for name in ("courier", "gazette"):
        (place / "sub" / name).mkdir(parents=True)
        (place / "sub" / name / "001.txt").write_text(f"{TEXT}{name}", encoding="utf-8")
    (place / "about.csv").write_text("path,outlet\n001.txt,One\n", encoding="utf-8")
    answer = sh("add", "sub", "--metadata", "about.csv")
    assert (answer.code, answer.out) == (1, "")
    assert "about.csv, line 2: 2 of the files are called 001.txt; write the path" in answer.err
    with (place / "about.csv").open("a", encoding="utf-8") as table:
        table.write("sub/courier/001.txt,Two\n")
    assert sh("add", "sub", "--metadata", "about.csv").code == 0
    assert [a["outlet"] for a in articles(sh)] == ["Two", "One"]


def test_a_file_that_is_named_twice_is_told_with_both_lines(sh: Shell, place: Path) -> None:
    write_table(place, "path,outlet\n../a.txt,One\n../b.txt,Two\n./../a.txt,Three\n")
    answer = sh("add", "--metadata", "table/about.csv")
    assert (answer.code, answer.out) == (1, "")
    assert "table/about.csv, line 4: ./../a.txt is on line 2 already; leave one." in answer.err


@pytest.mark.parametrize("wrong", ["outlet,tags\n{},One,x;b//y", "status,tags\n{},soon,x"])
def test_of_a_row_that_cannot_be_set_nothing_is(sh: Shell, place: Path, wrong: str) -> None:
    write_table(place, "path," + wrong.format("../a.txt") + "\n")
    answer = sh("add", "a.txt", "b.txt", "--metadata", "table/about.csv")
    assert (answer.code, len(answer.lines)) == (1, 1)
    assert [a["source"].endswith("b.txt") for a in articles(sh)] == [True]
    assert answer.err.startswith("diptych: table/about.csv, line 2: a.txt: ")


def test_a_row_whose_file_cannot_be_read_is_told_by_its_line(sh: Shell, place: Path) -> None:
    write_table(place, "path\n../a.txt\ngone.txt\n")
    answer = sh("add", "--metadata", "table/about.csv")
    assert (answer.code, len(answer.lines)) == (1, 1)
    gone = place / "table" / "gone.txt"
    assert answer.err == f"diptych: table/about.csv, line 3: There is no file '{gone}'.\n"
    piped = sh("add", "--metadata", "-", stdin=b"path,status\na.txt,soon\n")
    of_row = f"diptych: standard input, line 2: {place / 'a.txt'}: A status is one of "
    assert piped.err.startswith(of_row)
    wrong = sh("add", "--metadata", "-", stdin=b"path\na.txt\n~nobody-is-called-so/x.txt\n")
    assert (
        "standard input, line 3: ~nobody-is-called-so/x.txt cannot be used as a path" in wrong.err
    )


def test_a_table_that_cannot_be_read_adds_nothing(sh: Shell, place: Path) -> None:
    write_table(place, "outlet\nOne\n")
    answer = sh("add", "a.txt", "--metadata", "table/about.csv")
    assert answer.code == 1
    assert answer.err.startswith("diptych: table/about.csv, line 1: there is no column 'path'; ")
    assert not (place.parent / "home" / ".local").exists()
