"""Adding and removing articles."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Shell, articles


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
    "options",
    [("--published", "yesterday"), ("--status", "never"), ("--tag", "a//b"), (), ("--bogus",)],
)
def test_what_cannot_be_said_is_wrong_usage(
    sh: Shell, place: Path, options: tuple[str, ...]
) -> None:
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
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
    bad = ("2.txt", "3.txt", "5.txt")
    assert all(name in line for name, line in zip(bad, complaints, strict=True))


def test_a_file_that_may_not_be_read_stops_no_other(
    sh: Shell, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, because tests may run as root, who can read every file."""
    for name in ("closed.txt", "open.txt"):
        (place / name).write_text(f"{TEXT}{name}", encoding="utf-8")
    read, may = Path.read_bytes, os.access

    def read_bytes(path: Path) -> bytes:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "access", lambda path, *a: "closed" not in str(path) and may(path, *a))
    answer = sh("add", "closed.txt", "open.txt")
    assert (answer.code, len(answer.lines)) == (1, 1)
    assert answer.err == (
        "diptych: closed.txt may not be read by you; change its permissions or copy it.\n"
    )
    for command in ("import", "codebook import", "highlight --from", "add --metadata"):
        other = sh(*command.split(), "closed.txt")
        assert (other.code, other.err) == (1, answer.err)


def test_an_address_is_told_as_one_and_stops_no_other(sh: Shell, place: Path) -> None:
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    table = b"path\nhttps://example.com/x\na.txt\n"
    for arguments, where in (
        (("https://example.com/x", "a.txt"), ""),
        (("--metadata", "-"), "standard input, line 2: "),
    ):
        answer = sh("add", *arguments, stdin=table)
        assert (answer.code, len(answer.lines)) == (1, 1)
        assert answer.err == (
            f"diptych: {where}https://example.com/x is an address, not a file; save the page, and "
            "name the file that it is in.\n"
        )


def test_no_study_is_begun_for_a_slip_in_a_path(sh: Shell, place: Path) -> None:
    answer = sh("add", "nowhere.txt", "study.txt", "--study", "study.json")
    assert answer.code == 1
    assert "There is no file 'nowhere.txt'." in answer.err
    assert "There is no file 'study.txt'." in answer.err
    assert list(place.iterdir()) == []
    (place / "later.txt").write_text(TEXT, encoding="utf-8")
    answer = sh("add", "nowhere.txt", "later.txt", "--study", "study.json")
    assert (answer.code, len(answer.lines)) == (1, 1)
    assert sh("list", "--study", "study.json").out.count("A mission closes") == 1


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
    assert answer.err == (
        "4 files left out, as tables, studies and exports are no articles: news/about.csv, "
        "news/study.json, news/study.json.bak, and 1 more.\n"
    )
    told = sh("add", "news", "--metadata", "news/about.csv").err.splitlines()
    assert told[0].startswith("3 files left out, ")
    assert "news/about.csv" not in told[0]


def test_a_folder_of_nothing_but_tables_says_so(sh: Shell, place: Path) -> None:
    (place / "news").mkdir()
    (place / "news" / "about.csv").write_text("path\n", encoding="utf-8")
    answer = sh("add", "news")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("1 file left out, ")
    assert "news/about.csv.\ndiptych: There is no article" in answer.err


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
