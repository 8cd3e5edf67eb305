"""CSV tables: those written for spreadsheets, and those read from them."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Refused
from annotations.formats.csv import (
    HIGHLIGHT_COLUMNS,
    LINK_COLUMNS,
    codebook_csv,
    highlights_csv,
    links_csv,
)
from annotations.formats.csv_reading import (
    METADATA_COLUMNS,
    UnreadableTable,
    read_codebook,
    read_metadata,
    unread_columns,
)
from annotations.formats.forms import Form, form_of
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.codebook_adoption import Entry, adopt_codebook
from annotations.study.state import State
from tests.linking import linked

NOW = "2026-01-02T03:04:05.000Z"


@pytest.fixture
def study() -> Study:
    return fresh()


def fresh() -> Study:
    return Study(State.empty(id="study", created=NOW), coder="ana")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def codebook(study: Study) -> list[tuple[str, str, str | None, str]]:
    return [(t.name, t.description, t.key, t.color) for t in study.codebook]


class TestHighlights:
    def test_there_is_a_row_for_each_tag_of_a_highlight(self, study: Study) -> None:
        article = study.articles.add(
            "One, two.\nThree", title="Count", source="c", media_type="text/plain",
            outlet="Daily", event="count", byline="Ana Ruiz", published="2021-10-18",
        ).article  # fmt: skip
        study.highlights.make(article.id, Span(5, 8), tags=["a", "b/c"], note="why,\nhow")
        plain = study.highlights.make(article.id, Span(0, 3))
        table = rows("".join(highlights_csv(study.state)))
        assert tuple(table[0]) == HIGHLIGHT_COLUMNS
        assert [(row["quote"], row["tag"]) for row in table] == [
            ("One", ""), ("two", "a"), ("two", "b/c"),
        ]  # fmt: skip
        assert table[0]["highlight_id"] == plain.id
        about = ("article", "outlet", "event", "byline", "published", "status")
        assert [table[0][name] for name in about] == [
            "Count", "Daily", "count", "Ana Ruiz", "2021-10-18", "",
        ]  # fmt: skip
        assert table[2] == table[1] | {"tag": "b/c"}
        assert (table[1]["article"], table[1]["outlet"]) == ("Count", "Daily")
        assert (table[1]["start"], table[1]["end"], table[1]["event"]) == ("5", "8", "count")
        assert (table[1]["prefix"], table[1]["suffix"]) == ("One, ", ".\nThree")
        assert (table[1]["note"], table[1]["coder"]) == ("why,\nhow", "ana")

    @pytest.mark.parametrize("passage", ["=1+1", "+x", "-x", "@x", "\tx", "'=x"])
    def test_a_cell_that_spreadsheets_would_run_is_guarded(
        self, study: Study, passage: str
    ) -> None:
        article = study.articles.add(
            passage, title=passage, source="c", media_type="text/plain"
        ).article
        study.highlights.make(article.id, Span(0, len(passage)), note=passage)
        (row,) = rows("".join(highlights_csv(study.state)))
        assert row["quote"] == row["note"] == f"'{passage}"
        assert not row["article"].startswith(("=", "+", "-", "@"))


class TestLinks:
    def test_there_is_a_row_for_each_link_with_the_passages_at_both_ends(
        self, study: Study
    ) -> None:
        texts = {"One": ("North Star", "It closes. Nobody asked."), "Two": ("Ledger", "It opens.")}
        one, two = (
            study.articles.add(
                text, title=title, source=title, media_type="text/plain", outlet=outlet, event="e"
            ).article
            for title, (outlet, text) in texts.items()
        )
        late = study.highlights.make(one.id, Span(11, 24), tags=["a", "b/c"])
        early = study.highlights.make(one.id, Span(0, 10))
        there = study.highlights.make(two.id, Span(0, 9), tags=["a"])
        absent = linked(study, late.id, two.id, ABSENT)
        apart = linked(study, there.id, early.id, "contradicts", "=1+1")
        told = linked(study, early.id, there.id, "adds")
        table = rows("".join(links_csv(study.state)))
        assert tuple(table[0]) == LINK_COLUMNS
        assert [row["link_id"] for row in table] == [told.id, absent.id, apart.id]
        adds, nowhere, contradicts = table
        ends = ("article", "outlet", "event", "start", "end", "quote", "tags")
        assert [adds[f"source_{name}"] for name in ends] == [
            "One", "North Star", "e", "0", "10", "It closes.", "",
        ]  # fmt: skip
        assert [adds[f"target_{name}"] for name in ends] == [
            "Two", "Ledger", "e", "0", "9", "It opens.", "a",
        ]  # fmt: skip
        assert [nowhere[f"target_{name}"] for name in ends] == [
            "Two", "Ledger", "e", "", "", "", "",
        ]  # fmt: skip
        assert (nowhere["source_tags"], nowhere["relation"]) == ("a; b/c", ABSENT)
        assert (nowhere["target_id"], nowhere["target_article_id"]) == (two.id, two.id)
        assert (adds["source_id"], adds["source_article_id"]) == (early.id, one.id)
        assert (contradicts["note"], contradicts["coder"]) == ("'=1+1", "ana")

    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("links.csv", "links"), ("bridge-LINKS.csv", "links"), ("bridge.csv", "csv"),
            ("links.json", "json"), ("-", "json"), ("links", "json"),
        ],
    )  # fmt: skip
    def test_the_name_of_a_file_says_what_goes_into_it(self, name: str, form: Form) -> None:
        assert form_of(name) == form


class TestCodebook:
    def test_it_comes_back_as_it_went(self, study: Study) -> None:
        adopt_codebook(study, [Entry("frame/=x", "= 1,\n2", "3"), Entry("b", "'=y", "", "#123456")])
        other = fresh()
        adopt_codebook(other, read_codebook("".join(codebook_csv(study.state)).encode()))
        assert codebook(other) == codebook(study)

    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
    @settings(max_examples=60)
    def test_any_description_comes_back_as_it_went(self, descriptions: list[str]) -> None:
        study, other = fresh(), fresh()
        entries = [Entry(f"tag {n}", text) for n, text in enumerate(descriptions)]
        adopt_codebook(study, entries)
        adopt_codebook(other, read_codebook("".join(codebook_csv(study.state)).encode()))
        assert codebook(other) == codebook(study)

    def test_columns_may_stand_in_any_order_and_be_missing(self) -> None:
        (entry,) = read_codebook(b"Color,TAG\nE69F00,frame/conflict\n")
        assert entry == Entry("frame/conflict", None, None, "#E69F00")

    @pytest.mark.parametrize(
        "content",
        [
            b"\xef\xbb\xbftag;description\r\na;x, y\r\n",
            b"tag\tdescription\na\tx, y\n",
            "tag;description\na;x, y\n".encode("utf-16"),
            b'tag,description\n\n"a","x, y"\n,\n',
            b"\r\n\r\ntag;description\r\na;x, y\r\n",
        ],
    )
    def test_what_spreadsheets_write_is_read(self, content: bytes) -> None:
        assert read_codebook(content) == [Entry("a", "x, y")]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "Line 1: there is no column 'tag'"),
            (
                b"name of tag,key\n",
                "Line 1: there is no column 'tag'; those that are read are tag, ",
            ),
            (b"\n,\nname of tag,key\n", "Line 3: there is no column 'tag'"),
            (b"tag,key\na,1\nb,x\n", "Line 3: a tag's key is one of 1 .* 0, not 'x'"),
            (b"tag,key\na,1\nb,1\n", "Line 3: the codebook gives the key 1 to a and b"),
            (b"tag\na\n a \n", "Line 3: the codebook has the tag a twice"),
            (b"tag,color\na,red\n", "Line 2: a tag's colour"),
            (b'tag,description\n"a\nb",x\nb//c,x\n', "Line 4: .* is empty"),
            (b"tag\na,b\n", "Line 2: there are more cells"),
            (b'tag\n"a\n', "Line 2: this is no valid CSV"),
            (b"tag\ncaf\xe9\n", "not UTF-8"),
        ],
    )
    def test_what_cannot_be_read_is_named_by_its_line(self, content: bytes, said: str) -> None:
        with pytest.raises(UnreadableTable, match=said):
            read_codebook(content)


class TestAdoptingACodebook:
    def test_it_is_one_change_that_can_be_undone(self, study: Study) -> None:
        study.codebook.add("old")
        before = codebook(study)
        adopt_codebook(study, [Entry("new", key="1"), Entry("old", "described")])
        assert study.last == 2
        study.undo()
        assert codebook(study) == before

    def test_tags_that_are_there_keep_what_is_not_said(self, study: Study) -> None:
        tag = study.codebook.add("old")
        adopt_codebook(study, [Entry("old", "described")])
        assert codebook(study) == [("old", "described", tag.key, tag.color)]

    def test_a_key_that_is_taken_moves_over(self, study: Study) -> None:
        study.codebook.add("old")
        adopt_codebook(study, [Entry("new", key="1")])
        assert [(t.name, t.key) for t in study.codebook] == [("old", None), ("new", "1")]

    def test_keys_may_be_swapped(self, study: Study) -> None:
        adopt_codebook(study, [Entry("a", key="1"), Entry("b", key="2")])
        adopt_codebook(study, [Entry("a", key="2"), Entry("b", key="1")])
        assert [(t.name, t.key) for t in study.codebook] == [("a", "2"), ("b", "1")]

    def test_twelve_tags_without_keys_get_the_ten_there_are(self, study: Study) -> None:
        adopt_codebook(
            study, read_codebook(b"tag,key\n" + b"".join(b"f%d,\n" % n for n in range(12)))
        )
        assert [t.key for t in study.codebook] == [*"1234567890", None, None]

    def test_where_some_have_keys_the_others_have_none(self, study: Study) -> None:
        adopt_codebook(study, read_codebook(b"tag,key\na,\nb,4\n"))
        assert [t.key for t in study.codebook] == [None, "4"]

    @pytest.mark.parametrize(
        ("entries", "said"),
        [
            ([Entry("a"), Entry(" a")], "has the tag a twice"),
            ([Entry("a", key="1"), Entry("b", key="1")], "gives the key 1 to a and b"),
            ([Entry("a", key="x")], "A tag's key is one of 1 .* 0, not 'x'"),
            ([Entry("a", color="red")], "A tag's colour is written like #e69f00"),
            ([Entry("a//b")], "is empty"),
        ],
    )
    def test_what_cannot_be_refuses_all(
        self, study: Study, entries: list[Entry], said: str
    ) -> None:
        with pytest.raises(Refused, match=said):
            adopt_codebook(study, [Entry("first"), *entries])
        assert not len(study.codebook)


class TestMetadata:
    def test_rows_say_what_is_known_of_files(self) -> None:
        content = (
            b"file,date,outlet,tags,more\na.txt,2021-10-18,The Ledger,one; two/three,x\nb.txt,,,,\n"
        )
        first, second = read_metadata(content)
        assert (first.line, first.path) == (2, "a.txt")
        assert first.fields == {"published": "2021-10-18", "outlet": "The Ledger"}
        assert first.tags == ("one", "two/three")
        assert (second.fields, second.tags) == ({}, ())

    def test_another_word_counts_only_where_the_column_itself_is_missing(self) -> None:
        content = b"source,path,date,file,name\nhttp://x.org,a.txt,2021,b.txt,N\n"
        (row,) = read_metadata(content)
        assert (row.path, row.fields) == ("a.txt", {"published": "2021"})
        assert unread_columns(content, METADATA_COLUMNS) == ["source", "file", "name"]
        (row,) = read_metadata(b"file,source\na.txt,http://x.org\n")
        assert row.path == "a.txt"

    @pytest.mark.parametrize(
        ("header", "twice"),
        [(b"path,Outlet, outlet", "outlet"), (b"path,path", "path"), (b"file,file", "file")],
    )
    def test_a_heading_that_is_there_twice_is_named(self, header: bytes, twice: str) -> None:
        said = f"Line 2: two columns are called '{twice}'; leave one."
        with pytest.raises(UnreadableTable, match=said):
            read_metadata(b"\n" + header + b"\na,b,c\n")
        with pytest.raises(UnreadableTable, match="two columns are called 'tag'"):
            read_codebook(b"tag,key,tag\na,1,b\n")

    def test_of_columns_that_mean_nothing_any_number_may_be_called_alike(self) -> None:
        (row,) = read_metadata(b"path,,x,,x\na.txt,1,2,3,4\n")
        assert (row.path, row.fields) == ("a.txt", {})

    def test_a_row_without_a_path_is_named(self) -> None:
        with pytest.raises(UnreadableTable, match="Line 3: the path is empty"):
            read_metadata(b"path,outlet\na.txt,x\n,y\n")


def test_a_wrong_color_is_told_as_it_was_written() -> None:
    with pytest.raises(UnreadableTable, match="not 'Red'"):
        read_codebook(b"tag,color\nx,Red\n")


def test_a_codebook_is_written_as_it_was(study: Study) -> None:
    study.codebook.add("one")
    rows = codebook_csv(study.state)
    next(rows)
    study.codebook.add("two")
    assert "two" not in "".join(rows)
