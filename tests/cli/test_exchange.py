"""Moving studies out and in: exports, imports, codebooks, listings, checks."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from annotations.store.paths import Paths
from tests.cli.conftest import Shell


@pytest.fixture
def highlighted(sh: Shell, article: str) -> str:
    """The id of a tagged highlight in the default study."""
    return sh("highlight", article, "embassy", "--tag", "actor").out.strip()


def without_time(content: str) -> dict[str, object]:
    export: dict[str, object] = json.loads(content)
    del export["exported"]
    return export


class TestExport:
    def test_it_goes_to_standard_output_and_fits_the_schema(
        self, sh: Shell, highlighted: str
    ) -> None:
        export = json.loads(sh("export").out)
        jsonschema.Draft202012Validator(json.loads(sh("export", "--schema").out)).validate(export)
        assert [h["id"] for h in export["highlights"]] == [highlighted]

    def test_texts_can_be_left_out(self, sh: Shell, highlighted: str) -> None:
        assert "text" not in json.loads(sh("export", "--no-text").out)["articles"][0]

    def test_a_file_is_written_once_and_replaced_only_by_force(
        self, sh: Shell, highlighted: str, place: Path
    ) -> None:
        assert sh("export", "--output", "out.json").code == 0
        first = (place / "out.json").read_text(encoding="utf-8")
        answer = sh("export", "--output", "out.json", "--format", "csv")
        assert answer.code == 1
        assert "--force" in answer.err
        assert (place / "out.json").read_text(encoding="utf-8") == first
        assert sh("export", "--output", "out.json", "--format", "csv", "--force").code == 0
        assert (place / "out.json").read_text(encoding="utf-8").startswith("article,")
        assert sorted(path.name for path in place.iterdir()) == ["closing.txt", "out.json"]

    def test_the_study_itself_is_never_written_over(self, sh: Shell, place: Path) -> None:
        (place / "a.txt").write_text("A text.", encoding="utf-8")
        sh("add", "a.txt", "--study", "s.json")
        before = (place / "s.json").read_bytes()
        (place / "link.json").symlink_to("s.json")
        for name in ("s.json", "link.json", "s.json.bak", "./s.json.journal"):
            answer = sh("export", "--study", "s.json", "--output", name, "--force")
            assert answer.code == 1
            assert "belongs to the study" in answer.err
        assert (place / "s.json").read_bytes() == before
        assert sh("export", "--study", "s.json", "--output", "s.json.export.json").code == 0

    def test_no_study_is_written_over_whosever_it_is(self, sh: Shell, place: Path) -> None:
        (place / "a.txt").write_text("A text.", encoding="utf-8")
        for name in ("ours.json", "theirs.json"):
            sh("highlight", sh("add", "a.txt", "--study", name).out.strip(), "text",
               "--study", name)  # fmt: skip
        (place / "link.json").symlink_to("theirs.json")
        (place / "damaged.json").write_text('{"study": {"1": {', encoding="utf-8")
        before = {path: path.read_bytes() for path in place.iterdir()}
        for name in ("theirs.json", "theirs.json.bak", "theirs.json.bak.journal",
                     "theirs.json.journal", "link.json", "damaged.json"):  # fmt: skip
            for force in ((), ("--force",)):
                answer = sh("export", "--study", "ours.json", "--output", name, *force)
                assert answer.code == 1
                assert f"{name} belongs to another study; name another file." in answer.err
        assert {path: path.read_bytes() for path in place.iterdir()} == before
        assert sh("export", "--study", "ours.json", "--output", "out.json").code == 0
        assert sh("export", "--study", "theirs.json", "--output", "out.json", "--force").code == 0

    def test_nothing_takes_the_place_of_a_study_that_is_gone(self, sh: Shell, place: Path) -> None:
        (place / "a.txt").write_text("A text.", encoding="utf-8")
        for name in ("ours.json", "gone.json"):
            sh("highlight", sh("add", "a.txt", "--study", name).out.strip(), "text",
               "--study", name)  # fmt: skip
        (place / "gone.json").unlink()
        for study in ("ours.json", "gone.json.bak"):
            for name in ("gone.json", "gone.json.journal"):
                answer = sh("export", "--study", study, "--output", name, "--force")
                assert answer.code == 1
                assert f"{name} belongs to another study" in answer.err
        (place / "out.json.bak").write_text("notes", encoding="utf-8")
        assert sh("export", "--study", "ours.json", "--output", "out.json").code == 0

    def test_a_study_owns_all_that_it_keeps_beside_itself(self, place: Path) -> None:
        paths = Paths(place / "s.json")
        kept = (*paths.replaced, paths.lock, place / "s.json.v1.bak")
        for file in (*kept, *map(paths.temporary, kept)):
            assert paths.owns(file), file

    def test_a_table_has_a_row_a_highlight_and_tag(self, sh: Shell, highlighted: str) -> None:
        (row,) = csv.DictReader(io.StringIO(sh("export", "--format", "csv").out))
        assert (row["highlight_id"], row["quote"], row["tag"]) == (highlighted, "embassy", "actor")

    @pytest.mark.parametrize(
        ("quote", "told"), [("=1+1", "= + - @"), ("\n=1", "a line break"), ("\ttwo", "a tab")]
    )
    def test_what_a_table_puts_before_a_formula_is_said(
        self, sh: Shell, place: Path, quote: str, told: str
    ) -> None:
        (place / "sum.txt").write_text("The minister counted\n\n=1+1 is\ttwo.\n", encoding="utf-8")
        sh("highlight", sh("add", "sum.txt").out.strip(), quote)
        (row,) = csv.DictReader(io.StringIO(sh("export", "--format", "csv").out))
        assert row["quote"] == f"'{quote}"
        assert json.loads(sh("export").out)["highlights"][0]["quote"] == quote
        words = " ".join(sh("export", "--help").out.split())
        assert told in words.split("A cell that begins with")[1].split("apostrophe")[0]

    def test_there_must_be_a_study(self, sh: Shell, place: Path) -> None:
        answer = sh("export", "--study", "none.json", "--output", "out.json")
        assert answer.code == 1
        assert "There is no study" in answer.err
        assert list(place.iterdir()) == []


class TestImport:
    @pytest.mark.parametrize(
        "content",
        [b"", b"path,outlet\n", b"A text.", b"\xe9t\xe9", b"null", b"{}", b'{"format": 1}'],
    )
    def test_what_is_no_export_is_told_with_what_can_be_imported(
        self, sh: Shell, place: Path, content: bytes
    ) -> None:
        (place / "highlights.csv").write_bytes(content)
        answer = sh("import", "highlights.csv")
        assert answer.code == 1
        assert answer.err.startswith("diptych: highlights.csv: This is no export of diptych; the ")
        assert "no table either" in answer.err

    def test_an_export_that_breaks_off_is_one_still(self, sh: Shell, highlighted: str) -> None:
        exported = sh("export").out.encode()
        answer = sh("import", "-", "--study", "new.json", stdin=exported[:-20])
        assert answer.code == 1
        assert answer.err == (
            "diptych: standard input: The export is damaged at highlights[0]: it breaks off.\n"
        )
        answer = sh("import", "-", "--study", "new.json", stdin=exported.replace(b"em", b"\xe9", 1))
        assert "The export is damaged at articles[0]: it is not UTF-8 throughout." in answer.err

    def test_an_export_gives_the_same_study_back(self, sh: Shell, highlighted: str) -> None:
        exported = sh("export").out
        answer = sh("import", "-", "--study", "new.json", stdin=exported.encode())
        assert answer.code == 0
        assert "Imported 1 article, 1 tag, 1 highlight, 0 links" in answer.err
        assert without_time(sh("export", "--study", "new.json").out) == without_time(exported)

    def test_articles_that_were_added_apart_are_told(self, sh: Shell, place: Path) -> None:
        for number in range(5):
            (place / f"{number}.txt").write_text(f"The title {number}\n\nA text.", encoding="utf-8")
        for study in ("ana.json", "ben.json"):
            sh("add", "0.txt", "--study", study)
        ids = [json.loads(sh("list", "--json", "--study", s).out)[0]["id"]
               for s in ("ana.json", "ben.json")]  # fmt: skip
        exported = sh("export", "--study", "ben.json").out.encode()
        told = f"“The title 0” as {ids[0]} and {ids[1]}. Each has"
        answer = sh("import", "-", "--dry-run", "--study", "ana.json", stdin=exported)
        assert f"1 text would be in the study twice: {told}" in answer.err
        answer = sh("import", "-", "--study", "ana.json", stdin=exported)
        assert f"1 text is in the study twice now: {told}" in answer.err
        assert "diptych remove ID" in answer.err
        assert "twice" not in sh("import", "-", "--study", "ana.json", stdin=exported).err
        assert "twice" not in sh("import", "-", "--study", "new.json", stdin=exported).err
        sh("add", ".", "--study", "all.json")
        sh("add", ".", "--study", "more.json")
        exported = sh("export", "--study", "more.json").out.encode()
        answer = sh("import", "-", "--study", "all.json", stdin=exported)
        assert "5 texts are in the study twice now" in answer.err
        assert answer.err.count("” as ") == 3
        assert "; and 2 more. Each has" in answer.err

    def test_what_a_later_version_put_into_it_is_named(self, sh: Shell, highlighted: str) -> None:
        content = json.loads(sh("export").out) | {"comments": []}
        content["tags"][0]["parent"] = "x"
        answer = sh("import", "-", "--study", "n.json", stdin=json.dumps(content).encode())
        assert answer.code == 0
        assert answer.err.splitlines()[1:] == [
            "Not read, as this diptych does not know it: comments, tags.parent."
        ]

    def test_one_of_a_later_version_is_refused_whatever_it_holds(
        self, sh: Shell, highlighted: str, place: Path
    ) -> None:
        content = json.loads(sh("export").out) | {"version": 2, "articles": {"a": 1}}
        (place / "new.json").write_text(json.dumps(content), encoding="utf-8")
        answer = sh("import", "new.json")
        assert answer.code == 1
        assert answer.err == (
            "diptych: new.json: The export was written by a newer diptych (export version 2; this "
            "one reads 1); install that diptych to import it.\n"
        )

    def test_a_rehearsal_changes_nothing(self, sh: Shell, highlighted: str, place: Path) -> None:
        exported = sh("export").out.encode()
        assert "Would import 1 article" in sh("import", "-", "--dry-run", "--study", "new.json",
                                              stdin=exported).err  # fmt: skip
        assert not (place / "new.json").exists()
        assert "3 were there already" in sh("import", "-", "--dry-run", stdin=exported).err

    def test_a_conflict_is_listed_and_imports_nothing(
        self, sh: Shell, article: str, highlighted: str
    ) -> None:
        sh("highlight", article, "alliance")
        export = json.loads(sh("export").out)
        sh("remove", article)
        some = export | {"highlights": export["highlights"][:1]}
        sh("import", "-", stdin=json.dumps(some).encode())
        before = sh("export").out
        export["highlights"][0]["note"] = "another"
        answer = sh("import", "-", stdin=json.dumps(export).encode())
        assert answer.code == 1
        assert export["highlights"][0]["id"] in answer.err
        assert without_time(sh("export").out) == without_time(before)

    def test_what_cannot_be_imported_leaves_no_new_study(
        self, sh: Shell, highlighted: str, place: Path
    ) -> None:
        exported = sh("export", "--no-text").out.encode()
        answer = sh("import", "-", "--study", "folder/new.json", stdin=exported)
        assert answer.code == 1
        assert "Nothing was imported" in answer.err
        assert not (place / "folder").exists()

    @pytest.mark.parametrize(
        ("content", "said"), [(b"{}", "no export"), (b"", "no export"), (b'{"study": {}}', "study")]
    )
    def test_what_is_no_export_is_told(self, sh: Shell, content: bytes, said: str) -> None:
        answer = sh("import", "-", stdin=content)
        assert answer.code == 1
        assert said in answer.err
        assert answer.err.count("\n") == 1

    def test_a_file_that_is_not_there_is_told(self, sh: Shell) -> None:
        assert "There is no file 'none.json'" in sh("import", "none.json").err

    def test_without_a_format_the_name_of_the_file_says_it(
        self, sh: Shell, place: Path, highlighted: str
    ) -> None:
        assert sh("export", "--output", "out.csv").code == 0
        assert (place / "out.csv").read_text().startswith("article,outlet,")
        assert sh("export", "--output", "my-links.csv").code == 0
        assert (place / "my-links.csv").read_text().startswith("source_article,")
        assert sh("export", "--format", "links").out.startswith("source_article,")
        assert sh("export", "--output", "out.json").code == 0
        assert (place / "out.json").read_text().startswith('{"format":"diptych"')
        assert sh("export", "--output", "no.csv", "--no-text").code == 2

    @pytest.mark.parametrize("name", ["page.html", "notes.md", "table.xlsx", "table.tsv"])
    def test_no_file_is_written_that_is_not_what_its_name_says(
        self, sh: Shell, place: Path, highlighted: str, name: str
    ) -> None:
        answer = sh("export", "--output", name)
        assert answer.code == 2
        assert "End the name in .json or .csv" in answer.err
        assert not (place / name).exists()
        assert sh("export", "--output", name, "--format", "json").code == 0
        assert (place / name).read_text().startswith('{"format":"diptych"')


class TestCodebook:
    def test_an_empty_cell_takes_no_description_or_colour_away(
        self, sh: Shell, article: str
    ) -> None:
        full = b"tag,description,color\nport,What the port says,#123456\n"
        sh("codebook", "import", "-", stdin=full)
        answer = sh("codebook", "import", "-", stdin=b"tag,description,color\nport,,\n")
        assert answer.err == "0 tags made, 0 changed.\n"
        assert "What the port says" in sh("codebook", "export").out

    def test_it_comes_from_a_table_and_goes_into_one(self, sh: Shell, place: Path) -> None:
        (place / "in.csv").write_bytes(
            b"\xef\xbb\xbftag;key;description\nframe/end;1;It ends\n=x;2;\n"
        )
        answer = sh("codebook", "import", "in.csv")
        assert (answer.code, answer.err) == (0, "2 tags made, 0 changed.\n")
        assert sh("codebook", "export", "out.csv").code == 0
        assert sh("codebook", "export", "out.csv").code == 1
        assert sh("codebook", "export", "-").out.encode() == (place / "out.csv").read_bytes()
        rows = list(csv.reader(io.StringIO(sh("codebook", "export").out)))
        assert rows[1][:3] == ["frame/end", "It ends", "1"]
        assert rows[2][0] == "'=x"
        assert sh("codebook", "import", "out.csv").err == "0 tags made, 0 changed.\n"

    def test_a_key_that_moves_over_is_told(self, sh: Shell) -> None:
        sh("codebook", "import", "-", stdin=b"tag,key\nunion,2\nport,3\n")
        answer = sh("codebook", "import", "-", stdin=b"tag,key\nfare,2\nport,3\n")
        assert answer.err == "1 tag made, 1 changed.\nNo key any more: union.\n"

    def test_a_column_that_means_nothing_is_told(self, sh: Shell) -> None:
        answer = sh("codebook", "import", "-", stdin=b"Name,descripton,colour,uses\na,what,,3\n")
        assert answer.code == 0
        assert answer.err == (
            "Not read: 2 columns of the table, descripton, uses.\n1 tag made, 0 changed.\n"
        )

    def test_an_export_or_a_study_is_told_as_what_it_is(
        self, sh: Shell, place: Path, article: str
    ) -> None:
        sh("export", "--output", "out.json")
        answer = sh("codebook", "import", "out.json")
        assert answer.code == 1
        assert answer.err == (
            "diptych: out.json: This is an export of diptych, no table; use diptych import, or the "
            "reader's import: its codebook comes with it.\n"
        )
        (study,) = place.glob("../home/**/study.json")
        answer = sh("codebook", "import", str(study))
        assert answer.code == 1
        assert "This is a study, no table; diptych codebook export writes" in answer.err

    def test_a_wrong_line_is_named_and_makes_nothing(self, sh: Shell) -> None:
        answer = sh("codebook", "import", "-", stdin=b"tag,key\na,1\nb,99\n")
        assert answer.code == 1
        assert answer.err == (
            "diptych: standard input, line 3: a tag's key is one of 1 2 3 4 5 6 7 8 9 0, not "
            "'99'.\n"
        )
        assert sh("codebook", "export").code == 1

    @pytest.mark.parametrize(
        ("written", "color"),
        [
            ("orange", "#ffa500"),
            ("Dark Orange", "#ff8c00"),
            ("#FA0", "#ffaa00"),
            ("FFA500", "#ffa500"),
            (" #FFA500 ", "#ffa500"),
            ('"rgb(255, 165, 0)"', "#ffa500"),
        ],
    )
    def test_a_colour_may_be_written_as_tables_have_it(
        self, sh: Shell, written: str, color: str
    ) -> None:
        sh("codebook", "import", "-", stdin=f"tag,color\na,{written}\n".encode())
        (row,) = csv.DictReader(io.StringIO(sh("codebook", "export").out))
        assert row["color"] == color

    def test_a_colour_that_is_none_is_told_with_table_line_and_what_one_is(
        self, sh: Shell, place: Path
    ) -> None:
        (place / "in.csv").write_bytes(b"tag,color\na,orange\nb,oransch\n")
        answer = sh("codebook", "import", "in.csv")
        assert answer.code == 1
        assert answer.err == (
            "diptych: in.csv, line 3: a tag's colour is written like #e69f00, or a name like "
            "orange, not 'oransch'.\n"
        )


class TestList:
    def test_articles_stand_in_columns(self, sh: Shell, article: str) -> None:
        sh("add", "closing.txt", "--outlet", "Ledger")
        assert sh("list").out.split() == [article, "A", "mission", "closes", "Ledger", "0"]

    @pytest.mark.parametrize(
        ("kind", "holds"), [("tags", "actor"), ("highlights", "embassy"), ("articles", "mission")]
    )
    def test_each_kind_is_listed_and_its_records_are_those_of_the_export(
        self, sh: Shell, highlighted: str, kind: str, holds: str
    ) -> None:
        assert holds in sh("list", kind).out
        assert json.loads(sh("list", kind, "--json").out) == json.loads(sh("export").out)[kind]

    def test_nothing_to_list_is_told_beside_the_data(self, sh: Shell, article: str) -> None:
        answer = sh("list", "links")
        assert (answer.code, answer.out) == (0, "")
        assert "There are no links" in answer.err
        assert json.loads(sh("list", "links", "--json").out) == []

    def test_another_kind_is_wrong_usage(self, sh: Shell) -> None:
        assert sh("list", "coders").code == 2
        assert sh("list", "tags", "links").code == 2


class TestStudyAsArgument:
    """Commands on a whole study accept it as an argument as well as by option."""

    @pytest.fixture
    def mission(self, sh: Shell, highlighted: str) -> str:
        """The name of a study other than the default one."""
        sh("import", "-", "--study", "mission.json", stdin=sh("export").out.encode())
        sh("highlight", "A mission closes", "gave no date", "--study", "mission.json")
        return "mission.json"

    @pytest.mark.parametrize(
        "command", ["check", "list", "list highlights", "list tags --json", "stats", "export"]
    )
    def test_it_is_the_study_that_the_option_would_name(
        self, sh: Shell, mission: str, command: str
    ) -> None:
        def told(*arguments: str) -> tuple[int, str, str]:
            answer = sh(*command.split(), *arguments)
            return answer.code, re.sub('"exported": *"[^"]*"', "", answer.out), answer.err

        assert told(mission) == told("--study", mission)
        assert told(mission) == told("--study", "none.json", mission)

    def test_the_study_may_stand_before_what_is_listed(self, sh: Shell, mission: str) -> None:
        assert sh("list", mission, "highlights").out == sh("list", "highlights", mission).out
        assert len(sh("list", mission, "highlights").lines) == 2

    def test_one_that_is_not_there_is_told(self, sh: Shell) -> None:
        for command in ("check", "list", "stats"):
            answer = sh(command, "none.json")
            assert answer.code == 1
            assert answer.err == (
                "diptych: There is no study none.json yet; diptych add makes one.\n"
            )

    def test_two_are_wrong_usage(self, sh: Shell, mission: str) -> None:
        for command in ("check", "list", "stats", "export"):
            assert sh(command, mission, mission).code == 2

    def test_who_names_the_file_to_export_to_is_told_how(
        self, sh: Shell, highlighted: str, place: Path
    ) -> None:
        answer = sh("export", "out.json")
        assert answer.code == 2
        assert "There is no study out.json; to write the export there: --output out.json" in (
            answer.err
        )
        assert not (place / "out.json").exists()

    def test_a_kind_is_one_though_a_file_is_called_so(
        self, sh: Shell, mission: str, place: Path
    ) -> None:
        (place / "tags").write_bytes((place / mission).read_bytes())
        assert [line.split()[0] for line in sh("list", "tags").lines] == ["1"]
        assert sh("list", "highlights", "./tags").out == sh("list", "highlights", mission).out


def test_columns_align_wide_characters(sh: Shell, place: Path) -> None:
    for name, title in (("a.txt", "日本"), ("b.txt", "Four")):
        (place / name).write_text(f"Text of {name}", encoding="utf-8")
        sh("add", name, "--title", title, "--outlet", "Ledger")
    first, second = sh("list").lines
    assert first.index("Ledger") == second.index("Ledger") - 2


class TestCheck:
    def test_a_sound_study_is_counted(self, sh: Shell, highlighted: str) -> None:
        answer = sh("check")
        assert (answer.code, answer.err) == (0, "")
        assert dict(line.split() for line in answer.lines) == {
            "articles": "1", "tags": "1", "highlights": "1", "links": "0",
        }  # fmt: skip

    def test_damage_is_named_and_left_alone(self, sh: Shell, highlighted: str) -> None:
        where = dict(line.split(maxsplit=1) for line in sh("paths").lines)
        study = Path(where["study"])
        damaged = study.read_bytes().replace(b'"embassy"', b'"Embassy"')
        study.write_bytes(damaged)
        answer = sh("check")
        assert answer.code == 4
        assert highlighted in answer.err
        assert study.read_bytes() == damaged

    def test_there_must_be_a_study(self, sh: Shell) -> None:
        answer = sh("check")
        assert answer.code == 1
        assert "There is no study" in answer.err


def test_an_export_in_place_of_a_study_is_told_apart_from_damage(
    sh: Shell, highlighted: str
) -> None:
    sh("export", "--output", "out.json")
    answer = sh("list", "--study", "out.json")
    assert answer.code == 1
    assert "use: diptych import out.json" in answer.err
