"""Two coders merge their work, on copies of one study or on articles that both added."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Shell


def exported(sh: Shell, study: str) -> bytes:
    """A study's export, as it goes through a pipe."""
    return sh("export", "--study", study).out.encode()


def held(sh: Shell, study: str) -> dict[str, Any]:
    """A study's export, decoded, without the time of exporting."""
    export: dict[str, Any] = json.loads(exported(sh, study))
    del export["exported"]
    return export


def ben_into_ana(sh: Shell, *options: str) -> Answer:
    """Import Ben's study into Ana's."""
    return sh("import", "-", *options, "--study", "ana.json", stdin=exported(sh, "ben.json"))


@pytest.fixture
def copies(sh: Shell, article: str, place: Path) -> str:
    """The id of an article in `ana.json` and `ben.json`, edited copies of one study.

    Both coders made a tag of the same name, Ben after making another; he also gave it a description
    and set the article's status.
    """
    sh("export", "--output", "base.export.json")
    for name, quote, tags in (("ana", "embassy", ["x"]), ("ben", "minister gave", ["y", "x"])):
        named = [word for tag in tags for word in ("--tag", tag)]
        study = ["--study", f"{name}.json", "--coder", name]
        sh("import", "base.export.json", *study)
        sh("highlight", article, quote, *named, *study)
    sh("codebook", "import", "-", "--study", "ben.json", stdin=b"tag,description\nx,a loss\n")
    sh("add", "closing.txt", "--status", "done", "--study", "ben.json")
    return article


@pytest.fixture
def apart(sh: Shell, place: Path) -> list[str]:
    """The ids of an article that Ana and Ben each added to their own study and highlighted."""
    (place / "call.txt").write_text("A call\n\nThe port may close.", encoding="utf-8")
    ids = []
    for name in ("ana", "ben"):
        study = ["--study", f"{name}.json", "--coder", name]
        ids.append(sh("add", "call.txt", *study).out.strip())
        sh("highlight", ids[-1], "The port", *study)
    return ids


class TestCopies:
    def test_without_a_word_nothing_comes_in_and_the_way_out_is_told(
        self, sh: Shell, copies: str
    ) -> None:
        before = held(sh, "ana.json")
        answer = ben_into_ana(sh)
        assert answer.code == 1
        assert answer.err == (
            "the tag x differs from the study's own in description (“a loss” there, nothing "
            "here).\n"
            f"the article {copies} (A mission closes) differs from the study's own in status "
            "(“done” there, nothing here).\n"
            "diptych: Nothing was imported, because of what is listed here; --prefer ours keeps "
            "what is here, --prefer theirs takes what the file has.\n"
        )
        assert held(sh, "ana.json") == before

    def test_ours_keeps_what_is_here_and_takes_in_what_is_new(self, sh: Shell, copies: str) -> None:
        before, theirs = held(sh, "ana.json"), held(sh, "ben.json")
        answer = ben_into_ana(sh, "--prefer", "ours")
        assert answer.code == 0
        assert answer.err == (
            "Imported 0 articles, 1 tag, 1 highlight, 0 links; 0 were there already.\n"
            "What differs was kept as it is here: 1 article, 1 tag.\n"
        )
        now = held(sh, "ana.json")
        assert now["articles"] == before["articles"]
        assert now["tags"] == [
            *before["tags"], {**theirs["tags"][0], "key": None, "color": "#009e73"},
        ]  # fmt: skip
        assert {h["coder"]: h for h in now["highlights"]} == {
            "ana": before["highlights"][0], "ben": theirs["highlights"][0],
        }  # fmt: skip
        assert sh("check", "--study", "ana.json").code == 0

    def test_theirs_takes_what_the_file_has(self, sh: Shell, copies: str) -> None:
        before, theirs = held(sh, "ana.json"), held(sh, "ben.json")
        sh("codebook", "import", "-", "--study", "ana.json", stdin=b"tag,key\nmine,2\nx,1\n")
        answer = ben_into_ana(sh, "--prefer", "theirs")
        assert answer.code == 0
        assert answer.err == (
            "Imported 0 articles, 1 tag, 1 highlight, 0 links; 0 were there already.\n"
            "What differs was taken from the file: 1 article, 1 tag.\n"
            "No key any more: mine.\n"
        )
        now = held(sh, "ana.json")
        assert now["articles"] == theirs["articles"]
        tags = {tag["name"]: {**tag, "id": ""} for tag in now["tags"]}
        assert [tags[name]["key"] for name in ("x", "y", "mine")] == ["2", "1", None]
        assert before["highlights"][0] in now["highlights"]
        assert sh("check", "--study", "ana.json").code == 0

    @pytest.mark.parametrize(
        ("prefer", "done"), [("ours", "kept as it is here"), ("theirs", "taken from the file")]
    )
    def test_a_rehearsal_lists_what_differs_and_which_way_it_would_go(
        self, sh: Shell, copies: str, place: Path, prefer: str, done: str
    ) -> None:
        before = (place / "ana.json").read_bytes()
        answer = ben_into_ana(sh, "--dry-run", "--prefer", prefer)
        assert answer.code == 0
        signs = "key (“2” there, “1” here), color (“#56b4e9” there, “#e69f00” here), "
        assert answer.err == (
            f"the tag x differs from the study's own in {signs if prefer == 'theirs' else ''}"
            "description (“a loss” there, nothing here).\n"
            f"the article {copies} (A mission closes) differs from the study's own in status "
            "(“done” there, nothing here).\n"
            "Would import 0 articles, 1 tag, 1 highlight, 0 links; 0 were there already.\n"
            f"What differs would be {done}: 1 article, 1 tag.\n"
        )
        assert (place / "ana.json").read_bytes() == before

    @pytest.mark.parametrize("prefer", ["ours", "theirs"])
    def test_the_same_file_once_more_changes_nothing_and_says_so(
        self, sh: Shell, copies: str, place: Path, prefer: str
    ) -> None:
        theirs = exported(sh, "ben.json")
        wish = ["--prefer", prefer, "--study", "ana.json"]
        sh("import", "-", *wish, stdin=theirs)
        before = (place / "ana.json").read_bytes()
        known = 4 if prefer == "theirs" else 2
        answer = sh("import", "-", *wish, stdin=theirs)
        assert answer.err.startswith(f"Nothing changed; {known} were there already.\n")
        answer = sh("import", "-", "--dry-run", *wish, stdin=theirs)
        assert f"Nothing would change; {known} were there already.\n" in answer.err
        assert (place / "ana.json").read_bytes() == before

    def test_another_text_stops_it_and_no_way_out_is_told(self, sh: Shell, copies: str) -> None:
        theirs = held(sh, "ben.json")
        theirs["articles"][0]["source"] = "else.txt"
        theirs["exported"] = "2021-10-18T00:00:00Z"
        answer = sh("import", "-", "--prefer", "theirs", "--study", "ana.json",
                    stdin=json.dumps(theirs).encode())  # fmt: skip
        assert answer.code == 1
        assert answer.err.endswith(
            "diptych: Nothing was imported, because of what is listed here.\n"
        )

    def test_another_side_is_wrong_usage(self, sh: Shell, copies: str) -> None:
        assert sh("import", "-", "--prefer", "mine").code == 2


class TestApart:
    def test_the_highlights_of_both_are_in_the_article_that_is_here(
        self, sh: Shell, apart: list[str]
    ) -> None:
        before = held(sh, "ana.json")
        theirs = exported(sh, "ben.json")
        wish = ["--same-articles", "--study", "ana.json"]
        joined = (
            f"1 article of the file is in the study under another id: “A call” as {apart[0]}. "
            "Only what is marked and linked there comes in.\n"
        )
        answer = sh("import", "-", "--dry-run", *wish, stdin=theirs)
        assert answer.err == (
            "Would import 0 articles, 0 tags, 1 highlight, 0 links; 1 was there already.\n" + joined
        )
        answer = sh("import", "-", *wish, stdin=theirs)
        assert answer.code == 0
        assert answer.err == (
            "Imported 0 articles, 0 tags, 1 highlight, 0 links; 1 was there already.\n" + joined
        )
        now = held(sh, "ana.json")
        assert now["articles"] == before["articles"]
        assert [(h["article"], h["quote"]) for h in now["highlights"]] == [
            (apart[0], "The port")
        ] * 2
        assert {h["coder"] for h in now["highlights"]} == {"ana", "ben"}
        again = sh("import", "-", *wish, stdin=theirs)
        assert again.err == "Nothing changed; 2 were there already.\n" + joined
        assert held(sh, "ana.json") == now

    def test_that_they_can_be_joined_is_told_before_and_after(
        self, sh: Shell, apart: list[str]
    ) -> None:
        theirs = exported(sh, "ben.json")
        answer = sh("import", "-", "--dry-run", "--study", "ana.json", stdin=theirs)
        assert "; with --same-articles they come to the article that is here." in answer.err
        answer = sh("import", "-", "--study", "ana.json", stdin=theirs)
        assert "which an import with --same-articles then brings to the first." in answer.err
        assert sh("remove", apart[1], "--study", "ana.json").code == 0
        sh("import", "-", "--same-articles", "--study", "ana.json", stdin=theirs)
        assert {h["article"] for h in held(sh, "ana.json")["highlights"]} == {apart[0]}

    def test_who_is_refused_hears_of_it_too(self, sh: Shell, apart: list[str]) -> None:
        sh("codebook", "import", "-", "--study", "ana.json", stdin=b"tag,key\nx,1\n")
        sh("codebook", "import", "-", "--study", "ben.json", stdin=b"tag,key\nx,2\n")
        answer = ben_into_ana(sh)
        assert answer.code == 1
        told = answer.err.splitlines()
        assert told[1].startswith("1 text would be in the study twice: “A call”")
        assert told[2].startswith("diptych: Nothing was imported")

    def test_a_title_set_right_on_one_side_makes_no_other_article(
        self, sh: Shell, apart: list[str]
    ) -> None:
        sh("add", "call.txt", "--title", "Another", "--study", "ben.json")
        assert ben_into_ana(sh, "--same-articles").code == 0
        assert {h["article"] for h in held(sh, "ana.json")["highlights"]} == {apart[0]}

    def test_under_another_title_and_name_there_are_two_and_it_is_not_said_that_they_can_be_joined(
        self, sh: Shell, apart: list[str], place: Path
    ) -> None:
        (place / "call.txt").rename(place / "paper.txt")
        sh("remove", apart[1], "--study", "ben.json")
        sh("add", "paper.txt", "--title", "Another", "--study", "ben.json")
        answer = ben_into_ana(sh, "--same-articles")
        assert answer.code == 0
        assert "1 text is in the study twice now: “Another”" in answer.err
        assert "--same-articles" not in answer.err

    def test_where_two_might_be_meant_and_neither_has_its_file_it_stops(
        self, sh: Shell, apart: list[str], place: Path
    ) -> None:
        (place / "copy.txt").write_bytes((place / "call.txt").read_bytes())
        other = sh("add", "copy.txt", "--study", "ana.json").out.strip()
        assert ben_into_ana(sh, "--same-articles", "--dry-run").code == 0
        (place / "call.txt").rename(place / "paper.txt")
        sh("remove", apart[1], "--study", "ben.json")
        sh("add", "paper.txt", "--study", "ben.json")
        answer = ben_into_ana(sh, "--same-articles")
        assert answer.code == 1
        assert f"has the title and text of {apart[0]} and {other} here; remove all" in answer.err


def test_help_tells_it_in_the_words_of_coders(sh: Shell) -> None:
    told = " ".join(sh("import", "--help").out.split())
    assert "two of you coded the same articles" in told
    assert "What only one of you deleted comes back" in told
