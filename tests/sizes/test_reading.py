"""Sources that are too large or complex are read in time, or refused with the limit named."""

import json
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.errors import DiptychError, Refused, UnreadableSource
from annotations.formats.csv_reading import read_codebook
from annotations.formats.json_reading import UnreadableExport, decode
from annotations.reading import read_bytes, read_file
from annotations.store import Store
from annotations.study.codebook_adoption import adopt_codebook
from annotations.tag import tag_name
from tests.cli.conftest import Shell, place, sh  # noqa: F401
from tests.sizes.conftest import LONG

SENTENCE = "This is a sentence of an article that goes on for a while. "

PATIENCE = 120.0 if LONG else 20.0
"""Seconds allowed on a busy machine; a hang takes far longer."""

PAGES = {
    "small paragraphs, all alike": "<p>same</p>",
    "headings": f"<h2>{SENTENCE}</h2>",
    "links": '<a href="https://example.org">a link</a> ',
    "unclosed quotations": f"<blockquote>{SENTENCE}",
    "unclosed divisions": f"<div><p>{SENTENCE}</p>",
    "tables": f"<table><tr><td>{SENTENCE}</td></tr></table>",
    "comments": "<!-- x -->",
    "metadata": '<meta property="og:title" content="x">',
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_read_or_refused_in_time(kind: str) -> None:
    marks = 79_000 if LONG else 12_000
    unit = PAGES[kind]
    page = f"<html><body><article>{unit * (marks // unit.count('<'))}</article></body></html>"
    began = time.monotonic()
    with suppress(UnreadableSource):
        read_bytes(page.encode(), "page.html")
    assert time.monotonic() - began < PATIENCE


def test_a_page_of_too_many_tags_is_refused_with_the_limit() -> None:
    with pytest.raises(UnreadableSource, match="more than 80,000 tags, the most diptych reads"):
        read_bytes(b"<html><body>" + b"<p>same</p>" * 45_000, "page.html")


def test_a_page_of_too_many_bytes_is_refused_with_the_limit() -> None:
    with pytest.raises(UnreadableSource, match="more than 16 MB"):
        read_bytes(b"<html><body>" + b"x" * (17 << 20), "page.html")


def test_a_file_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a sparse file of a terabyte
    with pytest.raises(UnreadableSource, match="larger than 256 MB, the most diptych reads"):
        read_file(path)


def test_what_a_page_says_of_itself_is_cut() -> None:
    page = f"<html><head><title>{'T' * 100_000}</title></head><body><p>{SENTENCE * 5}</p></body>"
    assert len(read_bytes(page.encode(), "page.html").title) <= 500


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"format":"diptych","version":1,"x":['])
def test_a_deeply_nested_import_is_refused(opening: str) -> None:
    with pytest.raises(UnreadableExport):
        decode((opening * (1_000_000 if LONG else 100_000)).encode())


@pytest.mark.parametrize("name", ["s.json", "s.json.journal"])
def test_a_deeply_nested_study_or_journal_is_damage(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "s.json", coder="ana"):
        pass
    (tmp_path / name).write_bytes(b'{"study":' * 100_000)
    with pytest.raises(DiptychError, match="damaged"):
        Store.open(tmp_path / "s.json", coder="ana")


def test_numbers_of_a_million_digits_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport):
        decode(b'{"format":"diptych","version":' + b"9" * 1_000_000 + b"}")


def test_a_tag_s_name_is_bounded() -> None:
    assert tag_name("x" * 500) == "x" * 500
    with pytest.raises(Refused, match="at most 500 characters; this one has 501"):
        tag_name("x" * 501)
    with pytest.raises(DiptychError, match="at most 500"):
        read_codebook(f"tag\n{'a/' * 10_000}a\n".encode())


def test_many_tags_come_in_by_a_table(tmp_path: Path) -> None:
    count = 100_000 if LONG else 10_000
    table = "tag,description\n" + "".join(f"frame/{n},about {n}\n" for n in range(count))
    began = time.monotonic()
    with Store.open(tmp_path / "s.json", coder="ana") as store:
        adopt_codebook(store.study, read_codebook(table.encode()))
    assert time.monotonic() - began < PATIENCE
    with Store.open(tmp_path / "s.json", coder="ana", access="read") as store:
        assert len(store.study.codebook) == count


def test_a_table_with_an_endless_cell_is_refused() -> None:
    with pytest.raises(DiptychError, match="Line 2"):
        read_codebook(b'tag,description\nx,"' + b"y" * 10_000_001 + b'"\n')


def test_a_folder_of_many_files_is_added_with_progress(
    sh: Shell,  # noqa: F811
    place: Path,  # noqa: F811
) -> None:
    count = 10_000 if LONG else 600
    (place / "many").mkdir()
    for number in range(count):
        (place / "many" / f"{number}.txt").write_text(f"Title {number}\n\nText {number}.\n")
    began = time.monotonic()
    answer = sh("add", "many", "--study", "s.json")
    assert time.monotonic() - began < PATIENCE
    assert answer.code == 0
    assert len(answer.lines) == count
    assert re.match(f"adding [0-9]+ of {count}\n", answer.err)


def test_lines_for_highlights_may_be_nested_and_long(
    sh: Shell,  # noqa: F811
    place: Path,  # noqa: F811
) -> None:
    (place / "one.txt").write_text("A title here\n\nSome text.\n")
    sh("add", "one.txt", "--study", "s.json")
    lines = b"[" * 100_000 + b"\n" + json.dumps({"article": "x" * 1_000_000, "quote": "q"}).encode()
    (place / "wishes.jsonl").write_bytes(lines)
    answer = sh("highlight", "--from", "wishes.jsonl", "--study", "s.json")
    assert answer.code == 1
    assert "line 1" in answer.err
