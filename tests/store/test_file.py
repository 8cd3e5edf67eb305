"""Study files are read strictly: what diptych did not write is named, refused and left alone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from annotations.errors import DiptychError, StudyDamaged
from annotations.span import Span
from annotations.store import Store
from annotations.store.file import decode, decode_own, is_plain
from annotations.store.storage import StudyStorage
from annotations.store.watch import Identity
from annotations.study.integrity import problems
from annotations.tag import Tag
from tests.linking import linked
from tests.store.conftest import add_article, at_rest, mark, whole

File = dict[str, Any]
Damage = Callable[[File], object]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a study file with records in every table."""
    path = tmp_path_factory.mktemp("file") / "study.json"
    with Store.open(path, coder="ana") as store:
        study = store.study
        first, second = add_article(study), add_article(study, "Another text, 本文 too.")
        one, other = mark(study, first), mark(study, second, 8, 12, "frame/conflict")
        linked(study, one, other, "contradicts")
        linked(study, one, second.id, "absent from")
        study.articles.set(first.id, status="doing", tags=[next(iter(study.codebook)).id])
    return path.read_bytes()


def row(file: File, table: str, number: str = "1") -> File:
    fields: File = file[table][number]
    return fields


def altered(good: bytes, damage: Damage) -> bytes:
    file = json.loads(good)
    damage(file)
    return json.dumps(file).encode()


RAW: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda good: b"", "it is empty"),
    "a byte-order mark": (
        lambda good: b"\xef\xbb\xbf" + good,
        ": it begins with a byte-order mark, which another program put there",
    ),
    "not UTF-8": (lambda good: good.replace(b"mission", b"mi\xffsion", 1), "not UTF-8"),
    "cut off": (lambda good: good[: len(good) // 2], "not JSON"),
    "more after the end": (lambda good: good + b"{}", "not JSON"),
    "null": (lambda good: b"null", "holds no tables"),
    "a list": (lambda good: b"[1]", "holds no tables"),
    "deep nesting": (lambda good: b"[" * 100_000, ": it is nested too deeply"),
    "deep nesting in a table": (
        lambda good: good[:-1] + b',"more":' + b"[" * 99_999 + b"]" * 99_999 + b"}",
        ": it is nested too deeply",
    ),
    "a huge number": (lambda good: good.replace(b'"start":0', b'"start":' + b"9" * 5000), "JSON"),
    "not a number": (lambda good: good.replace(b'"start":0', b'"start":NaN'), "NaN"),
    "infinity": (lambda good: good.replace(b'"start":0', b'"start":-Infinity'), "-Infinity"),
    "1e400": (lambda good: good.replace(b'"start":0', b'"start":1e400'), "1e400 is too large"),
    "a table twice": (lambda good: good[:-1] + b',"links":{}}', "'links' is there twice"),
    "a row twice": (
        lambda good: good.replace(b'"tags":{"1":', b'"tags":{"1":{},"1":', 1),
        "'1' is there twice",
    ),
    "a field twice": (
        lambda good: good.replace(b'"start":0', b'"start":0,"start":1', 1),
        "'start' is there twice in the record",
    ),
    "half a character": (
        lambda good: good.replace(b"mission", rb"\ud800", 1),
        ": it holds half a character, which no text can",
    ),
}

ALTERED: dict[str, tuple[Damage, str]] = {
    "no study": (lambda f: f.pop("study"), "study does not hold one record"),
    "two studies": (lambda f: f["study"].update({"2": {}}), "study does not hold one record"),
    "another format": (
        lambda f: row(f, "study").update(format="x"),
        ": it is not a study of diptych",
    ),
    "no table at all": (lambda f: f.update(more=[1]), "more is not a table"),
    "a missing table": (lambda f: f.pop("tags"), "the table tags is missing"),
    "a table of another type": (lambda f: f.update(links=[]), "links does not hold records"),
    "a row of another type": (lambda f: f["links"].update({"1": 1}), "links, row 1"),
    "a missing field": (
        lambda f: row(f, "tags").pop("color"),
        "tags [0-9a-f-]{36}: Object missing required field `color`",
    ),
    "no id": (lambda f: row(f, "tags").pop("id"), "tags row 1: Object missing .* `id`"),
    "a field of another type": (
        lambda f: row(f, "highlights").update(start="0"),
        "highlights .*start",
    ),
    "a truth for a number": (lambda f: row(f, "highlights").update(start=False), "start"),
    "a negative offset": (lambda f: row(f, "highlights").update(start=-1), "start"),
    "an id twice": (
        lambda f: row(f, "tags", "2").update(id=row(f, "tags")["id"]),
        "tags .*: it is there twice",
    ),
    "a name twice": (lambda f: row(f, "tags", "2").update(name="frame"), "has this name too"),
    "a key twice": (lambda f: row(f, "tags", "2").update(key="1"), "has this key too"),
    "an unknown article": (lambda f: row(f, "highlights").update(article="x"), "no article x"),
    "an unknown tag": (lambda f: row(f, "highlights").update(tags=["x"]), "no tag x"),
    "an unknown article tag": (lambda f: row(f, "articles").update(tags=["x"]), "no tag x"),
    "an unknown source": (lambda f: row(f, "links").update(source="x"), "no highlight x"),
    "an unknown target": (lambda f: row(f, "links").update(target="x"), "no highlight x"),
    "an article as target": (
        lambda f: row(f, "links").update(target=row(f, "articles")["id"]),
        "links .*, target: there is no highlight",
    ),
    "a span out of range": (
        lambda f: row(f, "highlights").update(start=5000, end=5003),
        "highlights .*, end: the text ends at",
    ),
    "a quote that differs": (
        lambda f: row(f, "highlights").update(quote="xyz"),
        "quote: it is not",
    ),
    "a longer quote": (lambda f: row(f, "highlights").update(quote="The m"), "not as long"),
    "a suffix that differs": (lambda f: row(f, "highlights").update(suffix="x"), "suffix"),
    "an altered text": (
        lambda f: row(f, "articles").update(text="The mission closed." + "x" * 99),
        "articles .*, sha256",
    ),
    "CRLF": (lambda f: row(f, "articles").update(text="a\r\nb"), "carriage return"),
}


def assert_refused(
    path: Path, data: bytes, what: str, kind: type[DiptychError] = StudyDamaged
) -> None:
    path.write_bytes(data)
    for access in ("write", "write or read", "read"):
        with pytest.raises(kind, match=what) as caught:
            Store.open(path, coder="ana", access=access)  # type: ignore[arg-type]
        assert type(caught.value) is kind
        assert "study.json" in str(caught.value)
        assert path.read_bytes() == data
        assert at_rest(path) == set()


@pytest.mark.parametrize("name", RAW)
def test_bytes_that_diptych_never_wrote_are_damage(name: str, good: bytes, path: Path) -> None:
    spoil, what = RAW[name]
    assert spoil(good) != good
    assert_refused(path, spoil(good), what)


@pytest.mark.parametrize("name", ALTERED)
def test_records_that_cannot_be_are_damage(name: str, good: bytes, path: Path) -> None:
    damage, what = ALTERED[name]
    assert_refused(path, altered(good, damage), what)


def test_a_newer_version_is_refused_but_is_no_damage(good: bytes, path: Path) -> None:
    data = altered(good, lambda f: row(f, "study").update(version=2, new=1))
    assert_refused(path, data, "newer diptych.*version 2", DiptychError)


@given(data=st.data())
@settings(max_examples=150)
def test_a_flipped_byte_is_damage_or_harmless(good: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good) - 1))
    flipped = bytearray(good)
    flipped[at] ^= data.draw(st.integers(1, 255))
    try:
        state = decode(bytes(flipped), "study.json")
    except DiptychError as error:
        assert "study.json" in str(error)  # noqa: PT017 - most flips are damage, but not all
    else:
        assert list(problems(state)) == []


def test_the_fast_reading_gives_what_the_strict_one_gives(good: bytes) -> None:
    slow, fast = decode(good, "study.json"), decode_own(good)
    assert fast is not None
    for table in ("study", "articles", "tags", "highlights", "links"):
        assert list(slow.table(table).items()) == list(fast.table(table).items())  # type: ignore[arg-type]


def test_plain_tinydb_opens_it_and_holds_the_same(good: bytes, path: Path) -> None:
    path.write_bytes(good)
    with Store.open(path, coder="ana", access="read") as store, TinyDB(path) as db:
        assert db.tables() == {"study", "articles", "tags", "highlights", "links"}
        for name in db.tables():
            records = store.study.state.table(name).values()  # type: ignore[arg-type]
            assert [dict(row) for row in db.table(name)] == [r.to_fields() for r in records]


def test_what_a_newer_version_added_goes_back_as_it_came(
    good: bytes, path: Path, tmp_path: Path
) -> None:
    def newer(file: File) -> None:
        file["sessions"] = {"7": {"id": "x", "deep": [1, {"a": None}]}, "8": 10**30}
        row(file, "highlights")["weight"] = 0.5
        row(file, "study")["language"] = "fr"

    path.write_bytes(altered(good, newer))
    for _ in range(2):  # the second time, the file is one we wrote
        with Store.open(path, coder="ana", state_folder=tmp_path / "state") as store:
            add_article(store.study, f"One more. {len(store.study.articles)}")
    file = json.loads(path.read_bytes())
    assert file["sessions"] == {"7": {"id": "x", "deep": [1, {"a": None}]}, "8": 10**30}
    assert row(file, "highlights")["weight"] == 0.5
    assert row(file, "study")["language"] == "fr"
    assert len(file["articles"]) == 4


def test_only_what_holds_nothing_new_is_plain() -> None:
    old = Tag(id="t", name="t", key=None, color="#000000", description="")
    newer = replace(old, unknown={"weight": 1})
    assert is_plain([], {})
    assert is_plain([[old], [old, old], []], {})
    assert not is_plain([[old], [old, newer]], {})
    assert not is_plain([[old]], {"sessions": {}})
    assert not is_plain([[newer]], {"sessions": {}})


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that have been read strictly since."""
    names: list[str] = []

    def spy(data: bytes, name: str) -> Any:
        names.append(name)
        return decode(data, name)

    monkeypatch.setattr("annotations.store.finding.decode", spy)
    return names


def test_our_own_file_is_not_read_strictly_twice_and_an_altered_one_is(
    path: Path, tmp_path: Path, strict: list[str]
) -> None:
    state = tmp_path / "state"
    with Store.open(path, coder="ana", state_folder=state) as store:
        mark(store.study, add_article(store.study))
    Store.open(path, coder="ana", access="read", state_folder=state)
    assert strict == []
    path.write_bytes(path.read_bytes().replace(b'"frame"', b'"fr\\u0061me"'))
    for _ in range(2):
        Store.open(path, coder="ana", access="read", state_folder=state)
    assert strict == ["study.json"]


def test_a_copy_in_the_place_of_our_own_file_is_read_strictly_once(
    path: Path, tmp_path: Path, strict: list[str]
) -> None:
    state = tmp_path / "state"
    with Store.open(path, coder="ana", state_folder=state) as store:
        mark(store.study, add_article(store.study))
    copy = tmp_path / "copy.json"
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    for _ in range(2):
        Store.open(path, coder="ana", access="read", state_folder=state)
    assert strict == ["study.json"]


def test_looking_for_what_is_newer_lets_others_run_in_between(
    good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.store.file.SLICE", 1)
    links = list(decode(good, "study.json").links.values())
    rests: list[None] = []
    assert is_plain([links, []], {}, lambda: rests.append(None))
    assert len(rests) == len(links) == 2
    newer = msgspec.structs.replace(links[1], unknown={"weight": 1})
    assert not is_plain([[links[0], newer]], {})
    assert not is_plain([links], {"sessions": {}})


@pytest.mark.parametrize("name", [*RAW, *ALTERED])
@pytest.mark.parametrize("how", ["by a program", "by the disk itself"])
def test_damage_to_the_very_file_that_we_wrote_last_is_found_all_the_same(
    how: str, name: str, good: bytes, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    if how == "by the disk itself":
        # With equal identities, only the bytes show that the file has changed.
        one = Identity(1, 2, 3, 4, 5)
        monkeypatch.setattr(Identity, "of", lambda path: one)
    path.write_bytes(good)
    Store.open(path, coder="ana", access="read", state_folder=state)
    if name in RAW:
        spoil, what = RAW[name]
        spoilt = spoil(good)
    else:
        damage, what = ALTERED[name]
        spoilt = altered(good, damage)
    path.write_bytes(spoilt)
    with pytest.raises(StudyDamaged, match=what):
        Store.open(path, coder="ana", access="read", state_folder=state)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).map(
    lambda text: "x" + text.replace("\r", "\n").replace("\ufeff", "")
)


@given(text=texts, note=texts, data=st.data())
@settings(max_examples=25)
def test_what_is_closed_and_opened_again_is_the_same(
    text: str, note: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("round") / "study.json"
    with Store.open(path, coder="ana") as store:
        study = store.study
        article = add_article(study, text)
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            study.highlights.make(article.id, Span(start, end), tags=["ü/a"], note=note)
            if data.draw(st.booleans()):
                study.undo()
        before = whole(study)
    with Store.open(path, coder="ben") as store:
        assert whole(store.study) == before


def test_a_very_long_article_is_encoded_in_pieces_and_reads_the_same(path: Path) -> None:
    text = 'An “ähnlicher” 🚀 line\twith \\ and "quotes".\n' * 40_000
    with Store.open(path, coder="ana") as store:
        add_article(store.study, "before")
        add_article(store.study, text)
        add_article(store.study, "after")
        before = whole(store.study)
    with Store.open(path, coder="ana") as store:
        assert whole(store.study) == before


def test_the_storage_serves_a_tinydb_of_any_kind(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    with TinyDB(path, storage=StudyStorage) as db:
        db.insert({"a": 1})
        db.table("more").insert_multiple([{"b": [1, None, "ü"]}, {"c": 2}])
    with TinyDB(path) as db:
        assert db.all() == [{"a": 1}]
        assert db.table("more").all() == [{"b": [1, None, "ü"]}, {"c": 2}]
    assert [file.name for file in tmp_path.iterdir()] == ["any.json"]
    assert msgspec.json.decode(path.read_bytes())["more"]["2"] == {"c": 2}
