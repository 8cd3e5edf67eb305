"""Adding articles and taking them out."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TEXT, Shell


def articles(sh: Shell) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(sh("list", "--json").out)
    return listed


def test_adding_prints_the_id_that_the_study_has(sh: Shell, article: str) -> None:
    (listed,) = articles(sh)
    assert listed["id"] == article
    assert (listed["title"], listed["text"]) == ("A mission closes", TEXT)


@pytest.mark.parametrize("charset", ["hex", "zip", "base64", "undefined", "unicode_escape"])
def test_a_page_that_names_no_encoding_stops_nothing(sh: Shell, place: Path, charset: str) -> None:
    said = "The minister said in the afternoon that the embassy would be closed. " * 3
    page = f"<html><head><meta charset={charset}></head><body><p>{said}</p></body></html>"
    (place / "a.html").write_text(page, encoding="utf-8")
    (place / "b.txt").write_text(TEXT, encoding="utf-8")
    answer = sh("add", "a.html", "b.txt")
    assert (answer.code, len(answer.lines)) == (0, 2)
    assert articles(sh)[0]["text"].strip() == said.strip()


def test_the_same_file_has_one_id_from_wherever_it_is_added(
    sh: Shell, article: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "below").mkdir()
    monkeypatch.chdir(place / "below")
    answer = sh("add", "../closing.txt")
    assert (answer.code, answer.lines) == (0, [article])
    assert len(articles(sh)) == 1


def test_a_source_below_the_home_folder_is_written_from_there(sh: Shell, place: Path) -> None:
    path = place.parent / "home" / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    sh("add", str(path))
    assert articles(sh)[0]["source"] == "~/news/a.txt"


def test_a_changed_text_and_a_copied_one_are_new_articles_and_it_says_so(
    sh: Shell, article: str, place: Path
) -> None:
    (place / "copy.txt").write_text(TEXT, encoding="utf-8")
    copied = sh("add", "copy.txt")
    assert copied.lines != [article]
    assert f"The same text is in the study as {article}" in copied.err
    (place / "closing.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    changed = sh("add", "closing.txt")
    assert len({article, *copied.lines, *changed.lines}) == 3
    assert "has changed" in changed.err


def test_what_the_options_say_is_kept(sh: Shell, place: Path) -> None:
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    answer = sh(
        "add", "a.txt", "--title", "Told", "--outlet", "Ledger", "--event", "nato", "--byline", "B",
        "--published", "2021-10-18", "--status", "doing", "--tag", "read", "--note", "n",
    )  # fmt: skip
    assert answer.code == 0
    (listed,) = articles(sh)
    said = {
        "title": "Told", "outlet": "Ledger", "event": "nato", "byline": "B", "note": "n",
        "published": "2021-10-18", "status": "doing", "tags": ["read"],
    }  # fmt: skip
    assert listed == listed | said


def test_what_is_said_later_is_set_on_the_article_that_is_there(sh: Shell, article: str) -> None:
    first = sh("add", "closing.txt", "--event", "nato", "--tag", "read")
    assert (first.lines, first.err) == ([article], "1 tag made: read.\n")
    again = sh("add", "closing.txt", "--tag", "again", "--tag", "read")
    assert (again.lines, again.err) == ([article], "1 tag made: again.\n")
    (listed,) = articles(sh)
    assert (listed["event"], listed["tags"]) == ("nato", ["read", "again"])


@pytest.mark.parametrize(
    "options", [("--published", "yesterday"), ("--status", "never"), (), ("--bogus",)]
)
def test_what_cannot_be_said_is_wrong_usage(sh: Shell, options: tuple[str, ...]) -> None:
    paths = ("a.txt",) if options else ()
    assert sh("add", *paths, *options).code == 2


def test_one_title_does_not_fit_two_articles(sh: Shell, place: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (place / name).write_text(f"{TEXT}{name}", encoding="utf-8")
    assert sh("add", "a.txt", "b.txt", "--title", "T").code == 2


def test_a_bad_file_does_not_stop_the_others(sh: Shell, place: Path) -> None:
    for number in range(5):
        (place / f"{number}.txt").write_text(f"{TEXT}{number}", encoding="utf-8")
    (place / "2.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (place / "3.txt").write_bytes(b"")
    answer = sh("add", *(f"{number}.txt" for number in range(6)))
    assert answer.code == 1
    assert len(answer.lines) == 3
    complaints = [line for line in answer.err.splitlines() if line.startswith("diptych: ")]
    assert [line.split()[1] for line in complaints] == ["2.txt", "3.txt", "5.txt"]


def test_a_folder_is_added_whole_but_for_what_is_hidden_or_a_study(sh: Shell, place: Path) -> None:
    folder = place / "news"
    for name in ("b10.txt", "b9.txt", "a/z.txt", ".hidden/x.txt", ".x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{TEXT}{name}", encoding="utf-8")
    (folder / "about.csv").write_text("path\nb9.txt\n", encoding="utf-8")
    sh("--study", "news/study.json", "add", "news/b9.txt")
    answer = sh("add", "news")
    assert answer.code == 0
    sources = [Path(a["source"]).name for a in articles(sh)]
    assert sources == ["b9.txt", "b10.txt", "z.txt"]


def test_a_folder_without_articles_is_told(sh: Shell, place: Path) -> None:
    (place / "empty").mkdir()
    answer = sh("add", "empty")
    assert answer.code == 1
    assert "no article to add" in answer.err


def test_many_files_show_how_far_it_is(sh: Shell, place: Path) -> None:
    for number in range(120):
        (place / f"{number:03}.txt").write_text(f"{TEXT}{number}", encoding="utf-8")
    answer = sh("add", ".")
    assert len(answer.lines) == 120
    assert "adding 100 of 120" in answer.err


def test_a_text_may_come_from_a_pipe(sh: Shell) -> None:
    answer = sh("add", "-", "--title", "Piped", stdin=TEXT.encode())
    assert answer.code == 0
    (listed,) = articles(sh)
    assert (listed["title"], listed["source"], listed["text"]) == ("Piped", "-", TEXT)


def test_of_a_piped_text_that_is_there_it_is_said_as_of_a_file(sh: Shell, article: str) -> None:
    piped = sh("add", "-", stdin=TEXT.encode())
    assert piped.lines != [article]
    told = f"standard input: The same text is in the study as {article}, from "
    assert piped.err.startswith(told)
    assert sh("add", "-", stdin=TEXT.encode()).lines == piped.lines
    other = sh("add", "-", stdin=b"Another text.")
    assert (other.code, other.err) == (0, "")


class TestMetadata:
    @pytest.fixture(autouse=True)
    def files(self, place: Path) -> None:
        for name in ("a.txt", "b.txt", "c.txt"):
            (place / name).write_text(f"{TEXT}{name}", encoding="utf-8")

    def table(self, place: Path, content: str) -> None:
        (place / "table").mkdir()
        (place / "table" / "about.csv").write_text(content, encoding="utf-8")

    def test_a_table_says_it_file_by_file(self, sh: Shell, place: Path) -> None:
        self.table(
            place, "file,outlet,event,tags\n../a.txt,One,,x; y\n../b.txt,Two,other,\nz.txt,,,\n"
        )
        answer = sh("add", "a.txt", "b.txt", "c.txt", "--metadata", "table/about.csv",
                    "--event", "nato", "--outlet", "Any")  # fmt: skip
        assert answer.code == 0
        told = [(a["outlet"], a["event"], a.get("tags")) for a in articles(sh)]
        assert told == [("One", "nato", ["x", "y"]), ("Two", "other", None), ("Any", "nato", None)]
        assert "line 4: z.txt, seen from the table's folder, was not among the files" in answer.err

    def test_an_empty_cell_or_option_changes_nothing(self, sh: Shell, place: Path) -> None:
        sh("add", "a.txt", "--outlet", "One", "--published", "2021", "--tag", "x")
        before = articles(sh)
        self.table(place, "path,outlet,published,tags\n../a.txt,,,\n")
        for about in (("--metadata", "table/about.csv"), ("--outlet", "", "--published", "")):
            assert sh("add", "a.txt", *about).code == 0
            assert articles(sh) == before
        assert "an empty cell or" in sh("add", "--help").out

    def test_the_files_may_be_those_that_the_table_names(self, sh: Shell, place: Path) -> None:
        self.table(place, "path;outlet\n../a.txt;One\n../c.txt;Three\n")
        assert len(sh("add", "--metadata", "table/about.csv").lines) == 2
        assert [a["outlet"] for a in articles(sh)] == ["One", "Three"]

    def test_a_file_of_that_name_elsewhere_does_not_come_in_for_one_that_is_missing(
        self, sh: Shell, place: Path
    ) -> None:
        self.table(place, "path,outlet\na.txt,One\n")
        answer = sh("add", "--metadata", "table/about.csv")
        assert (answer.code, answer.out) == (1, "")
        assert f"{place / 'table' / 'a.txt'} does not exist" in answer.err
        assert articles(sh) == []
        (place / "table" / "a.txt").write_text("The right text.", encoding="utf-8")
        sh("add", "--metadata", "table/about.csv")
        assert [a["text"] for a in articles(sh)] == ["The right text."]

    def test_a_path_from_the_home_folder_or_the_root_is_seen_from_there(
        self, sh: Shell, place: Path
    ) -> None:
        (place.parent / "home" / "z.txt").write_text(TEXT, encoding="utf-8")
        self.table(place, f"path\n~/z.txt\n{place}/b.txt\n")
        assert len(sh("add", "--metadata", "table/about.csv").lines) == 2

    def test_a_bare_name_is_the_file_of_that_name_in_a_folder(self, sh: Shell, place: Path) -> None:
        (place / "table").mkdir()
        (place / "table" / "d.txt").write_text(TEXT, encoding="utf-8")
        (place / "about.csv").write_text("path,outlet\nd.txt,Four\n", encoding="utf-8")
        sh("add", "table", "--metadata", "about.csv")
        assert articles(sh)[0]["outlet"] == "Four"

    def test_a_row_belongs_to_the_file_that_its_path_means(self, sh: Shell, place: Path) -> None:
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

    def test_a_bare_name_of_several_files_is_refused(self, sh: Shell, place: Path) -> None:
        for name in ("courier", "gazette"):
            (place / "sub" / name).mkdir(parents=True)
            (place / "sub" / name / "001.txt").write_text(f"{TEXT}{name}", encoding="utf-8")
        (place / "about.csv").write_text("path,outlet\n001.txt,One\n", encoding="utf-8")
        answer = sh("add", "sub", "--metadata", "about.csv")
        assert (answer.code, answer.out) == (1, "")
        assert "Line 2: 2 of the files are called 001.txt; write the path" in answer.err
        with (place / "about.csv").open("a", encoding="utf-8") as table:
            table.write("sub/courier/001.txt,Two\n")
        assert sh("add", "sub", "--metadata", "about.csv").code == 0
        assert [a["outlet"] for a in articles(sh)] == ["Two", "One"]

    def test_a_file_that_is_named_twice_is_told_with_both_lines(
        self, sh: Shell, place: Path
    ) -> None:
        self.table(place, "path,outlet\n../a.txt,One\n../b.txt,Two\n./../a.txt,Three\n")
        answer = sh("add", "--metadata", "table/about.csv")
        assert (answer.code, answer.out) == (1, "")
        assert "Line 4: ./../a.txt is on line 2 already; leave one." in answer.err

    @pytest.mark.parametrize("wrong", ["outlet,tags\n{},One,x;b//y", "status,tags\n{},soon,x"])
    def test_of_a_row_that_cannot_be_set_nothing_is(
        self, sh: Shell, place: Path, wrong: str
    ) -> None:
        self.table(place, "path," + wrong.format("../a.txt") + "\n")
        answer = sh("add", "a.txt", "b.txt", "--metadata", "table/about.csv")
        assert (answer.code, len(answer.lines)) == (1, 1)
        assert [a["source"].endswith("b.txt") for a in articles(sh)] == [True]
        assert answer.err.startswith("diptych: table/about.csv, line 2: a.txt: ")

    def test_a_row_whose_file_cannot_be_read_is_told_by_its_line(
        self, sh: Shell, place: Path
    ) -> None:
        self.table(place, "path\n../a.txt\ngone.txt\n")
        answer = sh("add", "--metadata", "table/about.csv")
        assert (answer.code, len(answer.lines)) == (1, 1)
        gone = place / "table" / "gone.txt"
        assert answer.err == (
            f"diptych: table/about.csv, line 3: {gone} does not exist; check the path.\n"
        )
        piped = sh("add", "--metadata", "-", stdin=b"path,status\na.txt,soon\n")
        of_row = f"diptych: standard input, line 2: {place / 'a.txt'}: A status is one of "
        assert piped.err.startswith(of_row)
        wrong = sh("add", "--metadata", "-", stdin=b"path\na.txt\n~nobody-is-called-so/x.txt\n")
        assert "Line 3: ~nobody-is-called-so/x.txt cannot be used as a path" in wrong.err

    def test_a_table_that_cannot_be_read_adds_nothing(self, sh: Shell, place: Path) -> None:
        self.table(place, "outlet\nOne\n")
        answer = sh("add", "a.txt", "--metadata", "table/about.csv")
        assert answer.code == 1
        assert "Line 1" in answer.err
        assert not (place.parent / "home" / ".local").exists()


class TestRemoving:
    def test_it_says_what_went(self, sh: Shell, article: str) -> None:
        sh("highlight", article, "embassy")
        answer = sh("remove", "A mission closes")
        assert (answer.code, answer.out) == (0, "")
        assert "“A mission closes” with 1 highlight and 0 links" in answer.err
        assert articles(sh) == []
        assert json.loads(sh("list", "highlights", "--json").out) == []

    def test_a_title_that_two_have_names_neither(self, sh: Shell, place: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (place / name).write_text(f"{TEXT}{name}", encoding="utf-8")
        ids = sh("add", "a.txt", "b.txt").lines
        answer = sh("remove", "A mission closes")
        assert answer.code == 1
        assert all(each in answer.err for each in ids)
        assert len(articles(sh)) == 2

    def test_the_beginning_of_an_id_is_enough(self, sh: Shell, article: str) -> None:
        assert sh("remove", article[:8]).code == 0

    def test_what_is_not_there_cannot_go(self, sh: Shell, article: str) -> None:
        answer = sh("remove", "nobody")
        assert answer.code == 1
        assert "There is no article 'nobody'" in answer.err


def test_a_file_name_that_is_no_utf8_is_no_obstacle(sh: Shell, place: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (place / name).write_text("no headline here", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert sh("add", name).code == 0
    assert articles(sh)[0]["source"].endswith("/caf\N{REPLACEMENT CHARACTER}.txt")
