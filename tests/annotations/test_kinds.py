"""Which bytes are plain text, which a web page, and how other formats are named when refused."""

import io
import zipfile
from pathlib import Path

import pytest

from annotations.errors import UnreadableSource
from annotations.reading.kinds import Kind, kind_of


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "content")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Just words.", "a.txt"),
        (b"# Heading\n\nWords.", "a.md"),
        (b"<3 is a heart, and this is text", "a.txt"),
        (b"Words about <html> tags", "a.txt"),
        (b"[1] A footnote first", "a.txt"),
        (b"ID3 sales rise", "a.txt"),
        (b"OggS is four letters", "a.txt"),
        (b"The ftyp box is told of here", "a.txt"),
        ("Grüße".encode("cp1252"), "noname"),
        ("wide".encode("utf-16"), "a.txt"),
    ],
)
def test_text_is_text(data: bytes, name: str) -> None:
    assert kind_of(data, name) is Kind.PLAIN_TEXT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><html>", "page.txt"),
        (b"\n  <HTML lang=en>", "page"),
        (b"\xef\xbb\xbf<html>", "page"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''>\n<html>", "page.xhtml"),
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", "page"),
        (b"<p>A fragment</p>", "page.htm"),
        ("<html>".encode("utf-16"), "page"),
    ],
)
def test_a_page_is_a_page_by_content_or_suffix(data: bytes, name: str) -> None:
    assert kind_of(data, name) is Kind.HTML


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (zipped("META-INF/container.xml", mimetype="application/epub+zip"), "an EPUB book"),
        (
            zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "an OpenDocument text",
        ),
        (zipped("a.txt"), "a zip archive"),
        (b"{\\rtf1\\ansi words}", "a rich-text document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "an old Office document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(8), "an image"),
        (b"\xff\xd8\xff\xe0JFIF", "an image"),
        (b"GIF89a...", "an image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "an image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an image"),
        (b"<?xml version='1.0'?><svg/>", "an image"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML data"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"ID3\x03\x00", "a sound recording"),
        (b"ID3\x04\x00", "a sound recording"),
        (b"OggS\x00\x02", "a sound recording or film"),
        (b"\x00\x00\x00\x18ftypmp42", "a film"),
        (b"SQLite format 3\x00", "a database"),
        (b"\x7fELF\x02\x01", "a program"),
        (b'{"format": "diptych", "version": 1}', 'a diptych export; use "diptych import"'),
        (b'\xef\xbb\xbf{"format": "diptych", "version": 1}', "a diptych export"),
        (b'x{"format": "diptych", "version": 1}', "a diptych export"),
        (b'{"study": {"1": {"format":"diptych"}}}', "a diptych study; open it with diptych"),
        (b'\xef\xbb\xbf{"study": {"1": {"format":"diptych"}}}', "a diptych study; open it"),
        (b'x{"study": {"1": {"format":"diptych"}}}', "a diptych study; open it"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; x", "a saved web page"),
        (b"words\x00words", "not text"),
    ],
)
def test_other_kinds_are_refused_in_one_sentence_naming_file_and_kind(
    data: bytes, what: str
) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        kind_of(data, "thing.bin")
    message = str(refusal.value)
    assert message.startswith("thing.bin is ")
    assert what in message
    assert message.endswith(".")
    assert "\n" not in message


def test_what_may_be_a_study_or_an_export_is_to_be_looked_at() -> None:
    for data in (b'{"stuDy": {"1": {"format":"diptych"}}}', b'{"tags": [], "format":"diptych"}'):
        for path, told in ((Path("of ana/x.json"), "'of ana/x.json'"), (None, "FILE")):
            with pytest.raises(UnreadableSource) as refusal:
                kind_of(data, "x.json", path)
            assert str(refusal.value) == (
                "x.json is a diptych study or export; look at it with: "
                f"diptych --study {told} check"
            )


def test_json_data_is_refused_by_suffix_and_content_together() -> None:
    with pytest.raises(UnreadableSource, match="JSON data"):
        kind_of(b'[{"text": "an article"}]', "articles.json")
    assert kind_of(b"Plain words", "odd.json") is Kind.PLAIN_TEXT


@pytest.mark.parametrize("name", ["about.csv", "About.TSV"])
def test_a_table_is_refused_with_the_option_that_reads_it(name: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        kind_of(b"path,outlet\na.txt,The Ledger\n", name)
    assert str(refusal.value).startswith(f'{name} is a table; use "diptych add --metadata"')
