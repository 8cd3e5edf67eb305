"""Exports of a hostile study are readable by other programs and harmless there."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from annotations.compare.matrix.matrix import matrix
from annotations.formats.csv import codebook_csv, highlights_csv, links_csv
from annotations.formats.csv_reading import read_codebook
from annotations.formats.json_reading import decode
from annotations.formats.page import comparison_page
from annotations.span import Span
from annotations.store import Store
from annotations.study.state import State
from annotations.tag import Tag
from tests.adopting import adopt
from tests.exporting import encode
from tests.inert.hostile import BIDI, PAYLOADS, open_hostile
from tests.linking import linked

BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''+1", '"=1')
NASTY = (
    "<script>alert(1)</script>", "</style><script>x</script>", "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x", "javascript:alert(1)", "<!--", "]]>", "&lt;b&gt;", "</title><b>", "{{7*7}}",
)  # fmt: skip


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    """The hostile study with formulas and markup added."""
    with open_hostile(tmp_path_factory.mktemp("exports") / "study.json") as store:
        for value in (*FORMULAS, *NASTY):
            said = value.replace("\r", "\n")
            article = store.study.articles.add(
                f"{said} is said.", title=value.strip("\r\n\t"), source=value, outlet=value,
                event=value, media_type="text/plain",
            ).article  # fmt: skip
            tag = store.study.codebook.add(f"t {value.replace('/', '|')}")
            store.study.codebook.change(tag.id, description=value)
            made = store.study.highlights.make(
                article.id, Span(0, len(said)), tags=[tag.name], note=value
            )
            linked(store.study, made.id, next(iter(store.study.highlights)).id, value, note=value)
        return store.study.state


def rows_of(pieces: Iterator[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(pieces), newline=""), strict=True))


def test_no_cell_of_a_table_is_a_formula(state: State) -> None:
    for pieces in (highlights_csv(state), links_csv(state), codebook_csv(state)):
        rows = rows_of(pieces)
        assert len(rows) > len(FORMULAS)
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(BEGIN_FORMULAS)]


def test_a_table_keeps_every_character(state: State) -> None:
    rows = rows_of(highlights_csv(state))
    quotes = {row[rows[0].index("quote")] for row in rows}
    for value in (*PAYLOADS.values(), *NASTY):
        assert any(value in quote for quote in quotes)
    entries = read_codebook("".join(codebook_csv(state)).encode())
    assert {e.name: e.description for e in entries} == {
        tag.name: tag.description for tag in state.tags.values()
    }


@given(st.text(st.sampled_from("=+-@\t\r\n＝'\" ;,a\u200b"), min_size=1, max_size=6))
@settings(max_examples=150)
def test_whatever_a_description_begins_with_it_is_no_formula_and_comes_back(words: str) -> None:
    state = State.empty(id="s", created="2024-05-01T10:00:00Z")
    state.load("tags", [Tag(id="t", name="t", key=None, color="#000000", description=words)])
    rows = rows_of(codebook_csv(state))
    assert not rows[1][1].startswith(BEGIN_FORMULAS)
    (entry,) = read_codebook("".join(codebook_csv(state)).encode())
    assert entry.description == words


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not here")
def test_another_parser_reads_the_export_alike(state: State, tmp_path: Path) -> None:
    data = encode(state, exported="2024-05-01T10:00:00Z")
    (tmp_path / "export.json").write_bytes(data)
    jq = ["jq", "-c", ".", str(tmp_path / "export.json")]
    read = subprocess.run(jq, check=True, capture_output=True).stdout
    assert json.loads(read) == json.loads(data)


def test_the_export_is_json_to_every_parser_at_hand(state: State) -> None:
    data = encode(state, exported="2024-05-01T10:00:00Z")
    with closing(sqlite3.connect(":memory:")) as database:
        (count,) = database.execute(
            "SELECT json_array_length(?, '$.articles')", (data.decode(),)
        ).fetchone()
    assert count == len(state.articles) == len(json.loads(data)["articles"])
    assert len(decode(data).articles) == count
    # Control characters must be escaped: raw, they could act on whatever shows the export.
    assert b"\x1b" not in data
    assert b"\x07" not in data


def test_the_page_holds_nothing_that_runs_or_loads(state: State) -> None:
    whole = "".join(comparison_page(state, matrix(state), made="2024-05-01"))
    page = html.document_fromstring(whole)
    assert not page.xpath("//script|//iframe|//object|//embed|//img|//link|//form|//base|//svg")
    names = {name for one in page.iter() for name in one.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert not page.xpath("//@src")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", whole)
    assert not BIDI & set(whole)
    seen = "".join(page.text_content().split())
    for value in (*NASTY, PAYLOADS["closing"], PAYLOADS["action"], PAYLOADS["markup-link"]):
        assert "".join(value.split()) in seen


def test_an_export_taken_in_and_out_again_is_the_same(tmp_path: Path) -> None:
    with open_hostile(tmp_path / "one.json") as store:
        data = encode(store.study.state, exported="2024-05-01T10:00:00Z")
    with Store.open(tmp_path / "two.json", coder="ana") as store:
        adopt(store.study, decode(data))
    with Store.open(tmp_path / "two.json", coder="ana") as store:
        assert encode(store.study.state, exported="2024-05-01T10:00:00Z") == data
