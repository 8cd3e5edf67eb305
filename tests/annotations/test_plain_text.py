"""Plain text in any encoding, with any line endings, becomes the same article."""

import codecs
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UnreadableSource
from annotations.reading import files, read_bytes, read_file

NEWS = (
    "The mission closes\n\n“It’s over – for now,” the café owner’s naïve friend said.\n"
    "Repairs cost €5 million, according to the ministry’s own figures."
)


def text_of(data: bytes) -> str:
    return read_bytes(data, "news.txt").text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"]
)
def test_news_with_curly_quotes_reads_the_same_in_every_encoding(encoding: str) -> None:
    boms = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    assert text_of(boms.get(encoding, b"") + NEWS.encode(encoding)) == NEWS


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "“It’s over,” she said."),
        ("iso-8859-1", "Le député a déclaré l'été fini, a-t-on appris à Genève."),
        ("iso-8859-2", "Žluťoučký kůň příšerně úpěl ďábelské ódy. Zażółć gęślą jaźń."),
        ("cp1250", "Vláda uvedla, že mise skončí příští týden. Žádný další krok nečeká."),
        ("cp1251", "Россия закрывает своё представительство, сообщил министр."),
        ("koi8-r", "Россия закрывает своё представительство, сообщил министр."),
        ("cp1253", "Η χώρα κλείνει την αποστολή της, είπε ο υπουργός."),
        ("cp1254", "Ülke misyonunu kapatıyor, dışişleri bakanı şöyle dedi."),
        ("cp1255", "שר החוץ הודיע על סגירת המשלחת"),
        ("cp1256", "أعلن وزير الخارجية إغلاق البعثة"),
        ("shift_jis", "外相は代表部を閉鎖すると発表した。"),
        ("euc-jp", "外相は代表部を閉鎖すると発表した。"),
        ("gb18030", "外长宣布关闭驻该组织的代表处。"),
        ("big5", "外長宣布關閉駐該組織的代表處。"),
        ("euc-kr", "외교부는 나토 대표부를 폐쇄한다고 밝혔다."),
    ],
)
def test_legacy_encodings_are_recognised(encoding: str, text: str) -> None:
    assert text_of(text.encode(encoding)) == text


def test_the_telling_lines_may_come_late() -> None:
    text = "An ordinary line of English.\n" * 5_000 + "“It’s over,” the naïve minister said."
    assert text_of(text.encode("cp1252")) == text


def test_line_ends_become_line_feeds() -> None:
    assert text_of(b"one\r\n\r\ntwo\rthree\nfour") == "one\n\ntwo\nthree\nfour"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_without_control_characters_is_kept_as_it_is(text: str) -> None:
    if text.strip("\ufeff \n").strip() and not text.startswith("\ufeff"):
        assert read_bytes(("x" + text).encode(), "a.txt").text == "x" + text


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n ", codecs.BOM_UTF8, "\u3000\n".encode()])
def test_an_empty_source_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"news\.txt is empty"):
        read_bytes(data, "news.txt")


@pytest.mark.parametrize(
    "data", [b"abc\x00def", bytes(range(1, 32)) * 20, "a\x00b".encode("utf-16")]
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="is not text"):
        read_bytes(data, "news.txt")


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    assert text_of(b"An escape \x1b[31m and a bell \x07 in a line of text.") == (
        "An escape \x1b[31m and a bell \x07 in a line of text."
    )


def test_a_file_is_read_and_named_by_its_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode())
    source = read_file(path)
    assert (source.text, source.title, source.media_type) == (
        NEWS,
        "The mission closes",
        "text/plain",
    )


def test_the_command_that_looks_at_a_file_that_is_no_article_has_its_whole_path(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'{"tags": [], "format":"diptych"}')
    with pytest.raises(UnreadableSource, match=f"diptych --study {re.escape(str(path))} check"):
        read_file(path)


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableSource, match=r"There is no file .*gone\.txt'"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(UnreadableSource, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(UnreadableSource, match="not an ordinary file"):
        read_file(tmp_path / "pipe")
    with pytest.raises(UnreadableSource, match="could not be read"):
        read_file(tmp_path / ("x" * 300))


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shut.txt"
    path.write_text("shut")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableSource, match=r"shut\.txt may not be read"):
        read_file(path)


def test_a_source_over_the_limit_is_refused_and_the_limit_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(files.LIMIT + 1)
    with pytest.raises(UnreadableSource, match=r"large\.txt is larger than 256 MB"):
        read_file(path)
    monkeypatch.setattr(files, "LIMIT", 10)
    with pytest.raises(UnreadableSource, match="larger than"):
        read_bytes(b"eleven byte", "a.txt")
