"""Highlights made on the command line: one by its quote, or many from JSON lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TEXT, Shell


def highlights(sh: Shell) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(sh("list", "highlights", "--json").out)
    return listed


def test_a_quote_becomes_a_highlight_with_tags_and_note(sh: Shell, article: str) -> None:
    answer = sh("highlight", "A mission closes", "will stop work", "--tag", "frame/end",
                "--tag", "actor", "--note", "why")  # fmt: skip
    assert answer.code == 0
    (made,) = highlights(sh)
    assert answer.lines == [made["id"]]
    assert made["quote"] == TEXT[made["start"] : made["end"]] == "will stop work"
    assert (made["tags"], made["note"], made["coder"]) == (["frame/end", "actor"], "why", "ana")
    assert made["article"] == article


def test_of_several_places_one_is_chosen_by_its_number(sh: Shell, article: str) -> None:
    answer = sh("highlight", article, "minister", "--occurrence", "2")
    assert answer.code == 0
    assert highlights(sh)[0]["start"] == TEXT.rindex("minister")


def test_of_very_many_places_the_number_of_those_not_listed_is_told(sh: Shell, place: Path) -> None:
    (place / "many.txt").write_text("A list\n\n" + "again " * 23, encoding="utf-8")
    sh("add", "many.txt")
    answer = sh("highlight", "A list", "again")
    assert answer.code == 1
    assert "20: …" in answer.err
    assert answer.err.rstrip().endswith("; and 3 more")


def test_several_places_are_listed_and_none_is_taken(sh: Shell, article: str) -> None:
    answer = sh("highlight", article, "minister")
    assert (answer.code, answer.out) == (1, "")
    assert "2 times" in answer.err
    assert "1: …" in answer.err
    assert "2: …" in answer.err
    assert highlights(sh) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("A mission closes", "the embassies"), "is not in “A mission closes”; quote it as"),
        (("A mission closes", "the Embassy"), "where “The embassy” is; quote that to the letter"),
        (("A mission closes", "THE  EMBASSY"), "where “The embassy” is; quote that to the letter"),
        (("A mission closes", "the embassy"), "capitals, accents and their codes, spaces, line"),
        (("A mission closes", "x" * 3000), "is not in"),
        (("A mission closes", "minister", "--occurrence", "3"), "2 times only"),
        (("Nobody", "embassy"), "There is no article"),
    ],
)
def test_what_cannot_be_highlighted_is_told(
    sh: Shell, article: str, arguments: tuple[str, ...], said: str
) -> None:
    answer = sh("highlight", *arguments)
    assert answer.code == 1
    assert said in answer.err
    assert highlights(sh) == []


def test_tags_that_are_made_are_named_so_that_a_slip_is_seen(sh: Shell, article: str) -> None:
    first = sh("highlight", article, "embassy", "--tag", "frame/conflict", "--tag", "actor")
    assert first.err == "2 tags made: frame/conflict, actor.\n"
    assert sh("highlight", article, "alliance", "--tag", "frame / conflict").err == ""
    slip = sh("highlight", article, "alliance", "--tag", "frame/conflcit", "--tag", "actor")
    assert (slip.code, slip.err) == (0, "1 tag made: frame/conflcit.\n")
    lines = [{"article": article, "quote": "stop work", "tags": [f"t{n}"]} for n in range(23)]
    sent = "\n".join(map(json.dumps, [*lines, {**lines[0], "tags": ["actor"]}])).encode()
    many = sh("highlight", "--from", "-", stdin=sent)
    assert many.err.startswith("23 tags made: t0, t1, ")
    assert many.err.endswith(", t19, and 3 more.\n")
    assert sh("highlight", "--from", "-", stdin=sent).err == "24 lines highlighted so already.\n"
    assert "made" not in sh("highlight", article, "nowhere", "--tag", "new").err


@pytest.mark.parametrize(
    "arguments",
    [(), ("A mission closes",), ("A mission closes", ""), ("a", "b", "--occurrence", "0"),
     ("a", "b", "--from", "-"), ("--from", "-", "--tag", "x"), ("a", "b", "--tag", "c//d")],
)  # fmt: skip
def test_wrong_usage_is_told_apart(sh: Shell, arguments: tuple[str, ...]) -> None:
    assert sh("highlight", *arguments).code == 2


class TestFromLines:
    def test_each_line_becomes_a_highlight_in_its_order(self, sh: Shell, article: str) -> None:
        lines = [
            {"article": "A mission closes", "quote": "embassy", "tags": ["actor"]},
            {"article": article[:9], "start": 0, "end": 9, "note": "start"},
            {"article": article, "quote": "minister", "occurrence": 2},
            {"article": article, "quote": "minister", "start": TEXT.index("minister")},
        ]
        content = "\n\n".join(json.dumps(line) for line in lines).encode()
        answer = sh("highlight", "--from", "-", stdin=content)
        assert answer.code == 0
        made = {one["id"]: one for one in highlights(sh)}
        assert [made[line]["quote"] for line in answer.lines] == [
            "embassy", "A mission", "minister", "minister",
        ]  # fmt: skip
        assert made[answer.lines[2]]["start"] > made[answer.lines[3]]["start"]

    def test_what_is_null_counts_as_left_out(self, sh: Shell, article: str) -> None:
        gaps = dict.fromkeys(("start", "end", "occurrence", "tags", "note"))
        line = {"article": article, "quote": "embassy", **gaps}
        assert sh("highlight", "--from", "-", stdin=json.dumps(line).encode()).code == 0
        (made,) = highlights(sh)
        assert (made["quote"], made["tags"], made["note"]) == ("embassy", [], "")

    def test_all_of_them_are_one_change(self, sh: Shell, article: str) -> None:
        line = {"article": article, "quote": "embassy"}
        lines = [json.dumps(line | {"note": str(number)}).encode() for number in range(20)]
        sh("highlight", "--from", "-", stdin=b"\n".join(lines))
        assert len(highlights(sh)) == 20
        study = json.loads(_study(sh))
        assert study["study"]["1"]["folded"] == 2

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (b"nonsense", "line 2: it is no JSON, or not all of it; each line is one JSON object"),
            (b"[]", "line 2: it is a list, not a JSON object"),
            (b"{}", "line 2: it names no article"),
            (b'{"article": 7, "quote": "x"}', "line 2: its article is a whole number, not a text"),
            (b'{"article": null, "quote": "x"}', "line 2: its article is null, not a text"),
            (
                b'{"article": "A mission closes", "start": "7", "end": 9}',
                "line 2: its start is a text, not a whole number",
            ),
            (
                b'{"article": "A mission closes", "quote": "x", "tags": ["y", 7]}',
                "line 2: its tags[1] is a whole number, not a text",
            ),
            (
                b'{"text": "A mission closes"}',
                "line 2: a passage has no 'text'; it may have article, quote, start, end, tags, ",
            ),
            (b'{"article": "A mission closes"}', "it needs a quote"),
            (b'{"article": "A mission closes", "quote": "x", "tag": "y"}', "has no 'tag'"),
            (b'{"article": "A mission closes", "quote": "caf\xe9"}', "its byte 46 is not UTF-8"),
            (rb'{"article": "A mission closes", "quote": "\ud800"}', "it holds half a character"),
            (rb'{"article": "A mission closes", "quote": "\udc00"}', "it holds half a character"),
            (b'{"article": "A mission closes", "quote": "embassy"', "not all of it"),
            (b'{"article": "A mission closes", "start": 5, "end": 5}', "no passage from 5 to 5"),
            (b'{"article": "A mission closes", "start": -3, "end": 5}', "no passage from -3 to 5"),
            (b'{"article": "A mission closes", "start": 0, "end": 9999}', "to 9999"),
            (
                b'{"article": "A mission closes", "start": 0, "end": 2, "quote": "A m"}',
                "reads “A”, not",
            ),
            (
                b'{"article": "A mission closes", "start": 0, "end": 9999, "quote": "A m"}',
                "to 9999",
            ),
            (b'{"article": "A mission closes", "start": -1, "quote": "A m"}', "no passage from -1"),
            (b'{"article": "A mission closes", "quote": "minister"}', "2 times"),
            (b'{"article": "Nobody", "quote": "x"}', "There is no article"),
            (
                b'{"article": "A mission closes", "quote": "embassy", "tags": ["a//b"]}',
                "is empty",
            ),
            (b'{"article": "A mission closes", "quote": "embassy", "tags": [""]}', "needs a name"),
        ],
    )
    def test_one_wrong_line_is_named_and_makes_nothing(
        self, sh: Shell, article: str, line: bytes, said: str
    ) -> None:
        good = json.dumps({"article": article, "quote": "embassy"}).encode()
        answer = sh("highlight", "--from", "-", stdin=b"\n".join([good, line, good]))
        assert (answer.code, answer.out) == (1, "")
        assert "line 2: " in answer.err
        assert said in answer.err
        assert highlights(sh) == []

    def test_of_a_quote_elsewhere_it_is_told_what_stands_at_its_offsets(
        self, sh: Shell, article: str
    ) -> None:
        lines = [{"quote": "mission", "start": 10, "end": 16}, {"quote": "mission", "start": 3}]
        content = "\n".join(json.dumps({"article": article} | line) for line in lines).encode()
        answer = sh("highlight", "--from", "-", stdin=content)
        assert answer.code == 1
        assert "10 to 16 of “A mission closes” reads “closes”, not “mission”; " in answer.err
        assert "3 to 10 of “A mission closes” reads “ission”, not “mission”; " in answer.err
        assert "code points of the stored text" in answer.err

    def test_every_wrong_line_is_named(self, sh: Shell, article: str) -> None:
        answer = sh("highlight", "--from", "-", stdin=b"{}\n{}")
        assert "line 1: " in answer.err
        assert "line 2: " in answer.err


def _study(sh: Shell) -> str:
    where = dict(line.split(maxsplit=1) for line in sh("paths").lines)
    return Path(where["study"]).read_text(encoding="utf-8")


def test_what_is_highlighted_so_already_is_not_highlighted_again(sh: Shell, article: str) -> None:
    command = ("highlight", article, "embassy", "--tag", "actor", "--note", "n")
    first = sh(*command)
    again = sh(*command)
    assert again.lines == first.lines
    assert "already" in again.err
    other = {"article": article, "quote": "embassy", "tags": ["actor"]}
    lines = [{**other, "note": "n"}, other, {**other, "tags": ["frame", "actor"]}]
    sent = b"\n".join(json.dumps(line).encode() for line in lines)
    answer = sh("highlight", "--from", "-", stdin=sent)
    assert answer.lines[0] == first.lines[0]
    assert "1 line highlighted so already" in answer.err
    assert len(highlights(sh)) == 3
    assert sh("highlight", "--from", "-", stdin=sent).lines == answer.lines
    assert len(highlights(sh)) == 3
    sh(*command, "--coder", "ben")
    assert len(highlights(sh)) == 4


def test_the_same_tags_written_otherwise_are_the_same(sh: Shell, article: str) -> None:
    command = ("highlight", article, "embassy", "--tag")
    first = sh(*command, "frame / x")
    for name in ("frame / x", "frame/x"):
        assert sh(*command, name, "--tag", name).lines == first.lines
    assert len(highlights(sh)) == 1


def test_lines_that_say_the_same_make_one_highlight(sh: Shell, article: str) -> None:
    line = {"article": article, "quote": "embassy"}
    start = TEXT.index("embassy")
    lines = [
        line | {"tags": ["frame / x"]},
        line | {"tags": ["frame/x", "frame/x"], "start": start},
        line,
        {"article": article, "start": start, "end": start + len("embassy"), "tags": ["frame/x"]},
    ]
    answer = sh("highlight", "--from", "-", stdin="\n".join(map(json.dumps, lines)).encode())
    one, two = (answer.lines[0], answer.lines[2])
    assert answer.lines == [one, one, two, one]
    assert "2 lines highlighted so already" in answer.err
    assert sorted(made["id"] for made in highlights(sh)) == sorted({one, two})


@pytest.mark.parametrize("command", [("highlight", "A", "x"), ("remove", "A")])
def test_a_study_that_is_not_there_is_not_made(
    sh: Shell, place: Path, command: tuple[str, ...]
) -> None:
    answer = sh(*command, "--study", "typo.json")
    assert (answer.code, "There is no study" in answer.err) == (1, True)
    assert list(place.glob("typo*")) == []
