"""Comparing from the shell: the matrix, the counterparts, the figures."""

import csv
import io
import json
from pathlib import Path

import pytest

from annotations.span import Span
from annotations.store import Store
from tests.cli.conftest import Shell
from tests.linking import linked
from tui.folders import users_folders

OTHER = (
    "Envoys go home\n\n"
    "The minister said that the embassy to the alliance would stop its work.\n"
    "Snow fell on the capital.\n"
)


@pytest.fixture
def two(sh: Shell, article: str, place: Path) -> tuple[str, str]:
    """The ids of two articles from two outlets, with three highlighted passages."""
    (place / "envoys.txt").write_text(OTHER, encoding="utf-8")
    other = sh("add", "envoys.txt", "--outlet", "Courier").out.strip()
    sh("highlight", article, "embassy", "--tag", "actor")
    sh("highlight", article, "gave no date", "--tag", "frame/delay", "--coder", "bo")
    sh("highlight", other, "the embassy to the alliance", "--tag", "actor")
    return article, other


class TestCompare:
    def test_a_table_lays_tags_against_articles(self, sh: Shell, two: tuple[str, str]) -> None:
        lines = [line.split("  ") for line in sh("compare").lines]
        cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
        assert cells == [
            ["tag", "A mission closes", "Envoys go home", "total"],
            ["actor", "1", "1", "2"],
            ["frame", "1", "0", "1"],
            ["frame/delay", "1", "0", "1"],
            ["(all)", "2", "1", "3"],
        ]

    def test_articles_are_chosen_by_name_in_the_order_given(
        self, sh: Shell, two: tuple[str, str]
    ) -> None:
        rows = list(csv.reader(io.StringIO(
            sh("compare", "Envoys go home", two[0][:8], "--format", "csv").out
        )))  # fmt: skip
        assert rows[0] == ["tag", "Envoys go home", "A mission closes", "total"]
        assert sh("compare", "nobody").code == 1

    def test_outlets_may_stand_across(self, sh: Shell, two: tuple[str, str]) -> None:
        told = json.loads(sh("compare", "--across", "outlet", "--format", "json").out)
        assert [column["name"] for column in told["columns"]] == ["Courier", ""]
        assert "(no outlet)" in sh("compare", "--across", "outlet").lines[0]

    def test_coders_and_tags_may_be_chosen(self, sh: Shell, two: tuple[str, str]) -> None:
        assert "Counted together: ana, bo" in sh("compare").err
        one = sh("compare", "--by", "bo")
        assert one.lines[-1].split() == ["(all)", "1", "0", "1"]
        assert one.err == ""
        unknown = sh("compare", "--by", "nobody")
        assert unknown.code == 1
        assert "Nothing is marked by 'nobody' in this study; there are passages of ana, bo." in (
            unknown.err
        )
        only = sh("compare", "--tag", "frame")
        assert [line.split()[0] for line in only.lines] == ["tag", "frame", "frame/delay", "(all)"]

    def test_a_tag_that_is_not_there_is_told(self, sh: Shell, two: tuple[str, str]) -> None:
        answer = sh("compare", "--tag", "nothing")
        assert answer.code == 1
        assert "There is no tag 'nothing'" in answer.err

    def test_quotes_may_stand_in_the_cells(self, sh: Shell, two: tuple[str, str]) -> None:
        out = sh("compare", "--show", "quotes", "--format", "markdown").out
        assert "| actor | embassy | the embassy to the alliance |" in out

    def test_the_page_goes_to_a_file_that_is_replaced_only_by_force(
        self, sh: Shell, two: tuple[str, str], place: Path
    ) -> None:
        asked = ("compare", "--format", "html", "--output", "page.html")
        assert sh(*asked).code == 0
        content = (place / "page.html").read_text(encoding="utf-8")
        assert content.startswith("<!doctype html>")
        assert "gave no date" in content
        assert sh(*asked).code == 1
        assert sh(*asked, "--force").code == 0

    def test_a_table_goes_to_a_file_as_well(
        self, sh: Shell, two: tuple[str, str], place: Path
    ) -> None:
        assert sh("compare", "--output", "table.txt").out == ""
        assert (place / "table.txt").read_text(encoding="utf-8") == sh("compare").out

    @pytest.mark.parametrize(
        ("name", "form"),
        [("a.csv", "csv"), ("a.JSON", "json"), ("a.md", "markdown"), ("a.html", "html"),
         ("a.txt", "table"), ("csv", "table")],
    )  # fmt: skip
    def test_without_a_format_the_name_of_the_file_says_it(
        self, sh: Shell, two: tuple[str, str], place: Path, name: str, form: str
    ) -> None:
        assert sh("compare", "--output", name).code == 0
        written = (place / name).read_bytes().decode()
        assert written == sh("compare", "--format", form).out
        assert sh("compare", "--output", name, "--format", "csv", "--force").code == 0
        assert (place / name).read_text(encoding="utf-8").startswith("tag,A mission closes,")

    def test_on_a_terminal_the_table_fits(
        self, sh: Shell, two: tuple[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "44")
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        lines = sh("compare", "--show", "quotes").lines
        assert max(map(len, lines)) <= 44
        assert "…" in lines[0]

    def test_an_empty_study_has_nothing_to_compare(self, sh: Shell, article: str) -> None:
        sh("remove", article)
        answer = sh("compare")
        assert (answer.code, answer.out) == (0, "")
        assert "There are no articles" in answer.err


class TestCounterparts:
    def test_pairs_are_told_with_offsets_and_quotes(self, sh: Shell, two: tuple[str, str]) -> None:
        told = json.loads(sh("counterparts", *two, "--json").out)
        (pair,) = told["pairs"]
        assert set(pair) == {"source", "target", "score"}
        assert 0.5 <= pair["score"] <= 1
        text = (Path("closing.txt")).read_text(encoding="utf-8")
        source = pair["source"]
        assert text[source["start"] : source["end"]] == source["quote"]
        assert source["quote"].startswith("The embassy to the alliance")
        assert [one["quote"] for one in told["only_source"]] == ["The minister gave no date."]
        assert [one["quote"] for one in told["only_target"]] == ["Snow fell on the capital."]

    def test_people_read_pairs_in_columns_and_a_sum(self, sh: Shell, two: tuple[str, str]) -> None:
        answer = sh("counterparts", *two)
        line, *others = answer.lines
        assert "The embassy to the alliance" in line
        first, second = (json.loads(sh("list", "--json").out)[n]["title"] for n in (0, 1))
        assert others == [
            f"Only in “{first}”:", "  The minister gave no date.",
            f"Only in “{second}”:", "  Snow fell on the capital.",
        ]  # fmt: skip
        assert "1 pair; 1 sentence only in “A mission closes”" in answer.err

    def test_numbers_that_differ_are_told(self, sh: Shell, place: Path) -> None:
        said = "Support for the bridge fell to {} percent in October, the institute said."
        for name, number in (("one", 48), ("other", 28)):
            text = f"{name}\n\n{said.format(number)}\n"
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
        sh("add", "one.txt", "other.txt")
        (line,) = sh("counterparts", "one", "other").lines
        assert line.split()[1:5] == ["48", "/", "28", "Support"]
        (pair,) = json.loads(sh("counterparts", "other", "one", "--json").out)["pairs"]
        assert pair["numbers"] == {"source": ["28"], "target": ["48"]}

    def test_what_is_linked_is_told_by_both(self, sh: Shell, two: tuple[str, str]) -> None:
        with Store.open(users_folders().study, coder="ana") as store:
            study = store.study
            ends = {
                quote: study.highlights.make(
                    article,
                    Span(
                        start := study.articles.get(article).text.index(quote), start + len(quote)
                    ),
                ).id
                for article, quote in zip(two, ("gave no date", "Snow fell"), strict=True)
            }
            linked(study, ends["gave no date"], ends["Snow fell"], "contradicts")
        told = json.loads(sh("counterparts", *two, "--json").out)
        assert (told["only_source"], told["only_target"]) == ([], [])
        (link,) = told["links"]
        assert (link["relation"], link["from"]) == ("contradicts", "source")
        assert (link["source"]["quote"], link["target"]["quote"]) == tuple(ends)
        answer = sh("counterparts", *two)
        assert answer.lines[-1].split()[:4] == ["contradicts", "gave", "no", "date"]
        assert "1 pair and 1 link; 0 sentences only in “A mission closes”" in answer.err
        back = json.loads(sh("counterparts", *reversed(two), "--json").out)
        assert back["links"][0]["source"] == link["target"]
        assert back["links"][0]["from"] == "target"

    def test_a_link_begins_at_its_source_though_both_articles_say_the_same(
        self, sh: Shell, article: str, place: Path
    ) -> None:
        (place / "copy.txt").write_bytes((place / "closing.txt").read_bytes())
        copy = sh("add", "copy.txt").out.strip()
        with Store.open(users_folders().study, coder="ana") as store:
            study = store.study
            here, there = (study.highlights.make(one, Span(0, 9)).id for one in (article, copy))
            linked(study, there, here, "adds")
        told = json.loads(sh("counterparts", article, copy, "--json").out)
        back = json.loads(sh("counterparts", copy, article, "--json").out)
        assert (told["links"][0]["from"], back["links"][0]["from"]) == ("target", "source")
        assert any(line.startswith("← adds") for line in sh("counterparts", article, copy).lines)
        assert any(line.startswith("→ adds") for line in sh("counterparts", copy, article).lines)

    def test_of_articles_in_two_languages_it_says_that_words_are_compared(
        self, sh: Shell, place: Path
    ) -> None:
        english = "The boat that was to leave at noon is still in the harbour, and it is late. "
        german = "Das Schiff, das am Mittag fahren sollte, ist noch im Hafen, und das ist spät. "
        for name, text in (("en", english), ("de", german)):
            (place / f"{name}.txt").write_text(f"{name}\n\n{text * 5}", encoding="utf-8")
        ids = [sh("add", f"{name}.txt").out.strip() for name in ("en", "de")]
        said = sh("counterparts", *ids).err
        assert "“en” is in English, “de” in German: words are compared" in said
        assert "English" not in sh("counterparts", ids[0], ids[0]).err

    def test_articles_that_share_nothing_have_no_pairs(self, sh: Shell, place: Path) -> None:
        (place / "a.txt").write_text("Snow fell on the capital.", encoding="utf-8")
        (place / "b.txt").write_text("Melons ripen in the south.", encoding="utf-8")
        ids = [sh("add", name).out.strip() for name in ("a.txt", "b.txt")]
        answer = sh("counterparts", *ids)
        assert answer.code == 0
        assert [line[:6] for line in answer.lines] == ["Only i", "  Snow", "Only i", "  Melo"]
        assert "0 pairs" in answer.err
        assert json.loads(sh("counterparts", *ids, "--json").out)["pairs"] == []


class TestStats:
    def test_everything_is_counted(self, sh: Shell, two: tuple[str, str]) -> None:
        told = json.loads(sh("stats", "--json").out)
        assert [one["highlights"] for one in told["articles"]] == [2, 1]
        assert {one["name"]: one["with_descendants"] for one in told["tags"]} == {
            "actor": 2, "frame": 1, "frame/delay": 1,
        }  # fmt: skip
        assert [(one["coder"], one["highlights"]) for one in told["coders"]] == [
            ("ana", 2), ("bo", 1),
        ]  # fmt: skip

    def test_people_read_it_in_columns(self, sh: Shell, two: tuple[str, str]) -> None:
        lines = sh("stats").lines
        assert lines[0].split()[:2] == ["article", "A"]
        assert ["tag", "actor", "2", "-", "-", "2"] in [line.split() for line in lines]
        assert lines[-1].split() == ["study", "3", "0", "-", "2"]


@pytest.mark.parametrize("command", ["compare", "stats"])
def test_looking_changes_nothing(
    sh: Shell, two: tuple[str, str], place: Path, command: str
) -> None:
    study = next((place.parent / "home").rglob("*.json"))
    before = study.read_bytes()
    assert sh(command).code == 0
    assert study.read_bytes() == before


def test_control_characters_of_a_file_reach_no_terminal(sh: Shell, place: Path) -> None:
    (place / "a.txt").write_text("Plain text of an article.", encoding="utf-8")
    name = sh("add", "a.txt", "--title", "A \x1b]52;c;aGk=\x07 title").out.strip()
    sh("highlight", name, "text", "--tag", "x\x1b[31m")
    for command in (["compare"], ["stats"], ["counterparts", name, name]):
        answer = sh(*command)
        assert answer.code == 0
        assert "\x1b" not in answer.out + answer.err
