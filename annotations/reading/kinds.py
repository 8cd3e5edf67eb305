"""Determines the kind of a source from its first bytes and its name; refuses unsupported kinds.

Nothing is parsed here.
"""

import codecs
import re
from enum import Enum
from pathlib import Path, PurePath
from shlex import quote

from annotations.errors import UnreadableSource
from annotations.own_files import own_kind

TABLES = frozenset((".csv", ".tsv"))
"""The suffixes of the names of tables, in lower case."""

_AS_TEXT = "save it as text or HTML first"
_UNPACK = "unpack it first"
_OF_FILES = 'use "diptych add --metadata" where it names files, else save it as text first'
_NO_TEXT = "only text and HTML can be read"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", _AS_TEXT),
    (b"{\\rtf", "a rich-text document", _AS_TEXT),
    (b"%!PS", "a PostScript document", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", _AS_TEXT),
    (b"bplist00", "a web archive or property list", _AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"\x89PNG\r\n", "an image", _NO_TEXT),
    (b"\xff\xd8\xff", "an image", _NO_TEXT),
    (b"GIF87a", "an image", _NO_TEXT),
    (b"GIF89a", "an image", _NO_TEXT),
    (b"II*\x00", "an image", _NO_TEXT),
    (b"MM\x00*", "an image", _NO_TEXT),
    (b"ID3\x02", "a sound recording", _NO_TEXT),
    (b"ID3\x03", "a sound recording", _NO_TEXT),
    (b"ID3\x04", "a sound recording", _NO_TEXT),
    (b"OggS\x00", "a sound recording or film", _NO_TEXT),
    (b"fLaC", "a sound recording", _NO_TEXT),
    (b"\x1aE\xdf\xa3", "a film", _NO_TEXT),
    (b"SQLite format 3\x00", "a database", _NO_TEXT),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"MZ\x90\x00", "a program", _NO_TEXT),
    (b"\xcf\xfa\xed\xfe", "a program", _NO_TEXT),
    (b"\xca\xfe\xba\xbe", "a program", _NO_TEXT),
)
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document", _AS_TEXT),
    (b"application/epub+zip", "an EPUB book", _AS_TEXT),
    (b"opendocument.text", "an OpenDocument text", _AS_TEXT),
    (b"xl/", "a spreadsheet", _AS_TEXT),
    (b"ppt/", "a presentation", _AS_TEXT),
)
_RIFF = {b"WEBP": "an image", b"WAVE": "a sound recording", b"AVI ": "a film"}
_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
_PREAMBLE = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_XML = re.compile(r"<(?:\?xml|!doctype|svg|rss|feed)\b", re.IGNORECASE)
_OURS = re.compile(r'"format"\s*:\s*"diptych"')
_MULTIPART = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SNIFFED = 4_096


class Kind(Enum):
    """The kinds of source that can be read."""

    PLAIN_TEXT = "text/plain"
    HTML = "text/html"


def kind_of(data: bytes, name: str, path: Path | None = None) -> Kind:
    """The kind of source `data` is; the suffix of `name` decides only where the bytes do not.

    `path` is the path of the file, which a message may show in a command; None if there is no file.
    Raises `UnreadableSource` for any other kind, with a message that says what it is.
    """
    _refuse_binary(data, name)
    head = _head(data)
    suffix = PurePath(name).suffix.lower()
    match own_kind(data[:_SNIFFED]):
        case "study":
            raise UnreadableSource(f"{name} is a diptych study; open it with diptych itself.")
        case "export":
            raise UnreadableSource(
                f'{name} is a diptych export; use "diptych import" on it, or the reader\'s import.'
            )
    if _OURS.search(head) and head.lstrip("\ufeff \n\r\t").startswith("{"):
        file = quote(str(path)) if path else "FILE"
        raise UnreadableSource(
            f"{name} is a diptych study or export; look at it with: diptych --study {file} check"
        )
    if suffix in {".json", ".jsonl"} and head.lstrip("\ufeff \n\r\t")[:1] in {"{", "["}:
        raise _refusal(name, "JSON data", "save each article's text in a file first")
    if suffix in TABLES:
        raise _refusal(name, "a table", _OF_FILES)
    if _MULTIPART.search(head) and re.match(r"[\w-]+:\s", head):
        raise _refusal(name, "a saved web page with its pictures", "save the page as HTML alone")
    start = head[_after_preamble(head) :]
    if _HTML.match(start) or (suffix in _HTML_SUFFIXES and not _XML.match(start)):
        return Kind.HTML
    if _XML.match(head.lstrip("\ufeff \n\r\t")) or _XML.match(start):
        what = "an image" if re.search(r"<svg\b", head) else "XML data"
        raise _refusal(name, what, _NO_TEXT)
    return Kind.PLAIN_TEXT


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise _refusal(name, what, remedy)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        for mark, what, remedy in _ZIPPED:
            if mark in data:
                raise _refusal(name, what, remedy)
        raise _refusal(name, "a zip archive", _UNPACK)
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        raise _refusal(name, _RIFF[data[8:12]], _NO_TEXT)
    # The four bytes before `ftyp` are the length of its box, whose first byte is 0: none is long.
    if data[4:8] == b"ftyp" and data.startswith(b"\x00"):
        raise _refusal(name, "a film, sound recording or image", _NO_TEXT)
    wide = any(data.startswith(bom) for bom, _ in _WIDE_BOMS)
    if not wide and b"\x00" in data:
        raise _refusal(name, "not text (it holds zero bytes)", _AS_TEXT)


def _head(data: bytes) -> str:
    """The beginning of `data` as characters, good enough to find ASCII marks in any encoding."""
    for bom, encoding in _WIDE_BOMS:
        if data.startswith(bom):
            return data[:_SNIFFED].decode(encoding, errors="ignore")
    return data[:_SNIFFED].removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _after_preamble(head: str) -> int:
    preamble = _PREAMBLE.match(head.lstrip("\ufeff"))
    return (len(head) - len(head.lstrip("\ufeff"))) + (preamble.end() if preamble else 0)


def _refusal(name: str, what: str, remedy: str) -> UnreadableSource:
    return UnreadableSource(f"{name} is {what}; {remedy}.")
