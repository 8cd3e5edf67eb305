"""A repair writes what can be recovered of a damaged study to a new file, and reports on it."""

import json
import os
import random
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import DiptychError
from annotations.span import Span
from annotations.store import Store
from annotations.store.file import decode
from annotations.store.rescue.check import check
from annotations.store.rescue.repair import BeyondRepair, Repair, repaired, write_repaired
from tests.linking import linked
from tests.store.conftest import TEXT, add_article, mark

FLIPS = 20_000 if os.environ.get("DIPTYCH_LONG") else 150

NOW = "2024-05-01T10:00:00Z"


def mend(path: Path) -> Repair:
    numbers = count(1)
    return repaired(path, clock=lambda: NOW, make_id=lambda: f"new-{next(numbers)}")


@pytest.fixture
def made(path: Path, open_store: Callable[..., Store]) -> dict[str, Any]:
    """A study of two articles, two tags, three highlights and a link, as its file has it."""
    with open_store() as store:
        study = store.study
        one, other = add_article(study), add_article(study, TEXT.upper())
        marks = [mark(study, one), mark(study, one, 4, 9), mark(study, other, 4, 9)]
        study.highlights.retag([marks[1]], ["frame", "other"])
        study.highlights.note(marks[0], "a note")
        linked(study, marks[0], marks[2], "adds")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def save(path: Path, tables: dict[str, Any]) -> bytes:
    data = json.dumps(tables).encode()
    path.write_bytes(data)
    return data


def first(tables: dict[str, Any], table: str) -> dict[str, Any]:
    record: dict[str, Any] = tables[table]["1"]
    return record


def test_a_sound_study_comes_out_as_it_is(path: Path, made: dict[str, Any]) -> None:
    repair = mend(path)
    assert repair.told == ()
    write_repaired(repair, path.with_name("new.json"))
    assert path.with_name("new.json").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("taken", ["new.json", "new.json.journal", "new.json.bak"])
def test_a_repair_does_not_go_where_something_is_of_a_study(
    path: Path, made: dict[str, Any], taken: str
) -> None:
    theirs = path.with_name(taken)
    theirs.write_bytes(b"theirs")
    with pytest.raises(DiptychError, match=f"{theirs} is there already"):
        write_repaired(mend(path), path.with_name("new.json"))
    assert theirs.read_bytes() == b"theirs"


DAMAGES: dict[str, tuple[Callable[[dict[str, Any]], object], str, dict[str, int]]] = {
    "a quote that has moved": (
        lambda t: first(t, "highlights").update(start=1, end=4),
        "its start, end were put right", {},
    ),
    "a quote that is gone": (
        lambda t: first(t, "highlights").update(quote="nowhere to be found", end=19, start=0),
        "“nowhere to be found”, with the note “a note” is dropped", {"highlights": 2, "links": 0},
    ),
    "offsets that are gone": (
        lambda t: [first(t, "highlights").pop("start"), first(t, "highlights").pop("end")],
        "were put right", {},
    ),
    "a tag that is not there": (
        lambda t: first(t, "highlights")["tags"].append("gone"), "tag gone is not there", {},
    ),
    "an id twice": (
        lambda t: t["highlights"].update({"9": first(t, "highlights")}), "there twice", {},
    ),
    "a row of another kind": (
        lambda t: t["links"].update({"7": 5}), "row 7: it cannot be read", {},
    ),
    "a wrong hash": (
        lambda t: first(t, "articles").update(sha256="0" * 64), "reckoned anew", {},
    ),
    "two tags of one name": (
        lambda t: t["tags"].update({"8": {**first(t, "tags"), "id": "twin", "key": "7"}}),
        "they are one", {},
    ),
    "a key twice": (
        lambda t: [tag.update(key="1") for tag in t["tags"].values()], "is another tag's", {},
    ),
    "a colour that is none": (
        lambda t: first(t, "tags").update(color="red"), "its color could not be read", {},
    ),
    "an article without a text": (
        lambda t: first(t, "articles").pop("text"), "its article is not there",
        {"articles": 1, "highlights": 1, "links": 0},
    ),
    "a link to nothing": (
        lambda t: first(t, "links").update(target="gone"), "the link is dropped", {"links": 0},
    ),
    "no id": (lambda t: first(t, "links").update(id=""), "it has a new one", {}),
    "a wrong date": (lambda t: first(t, "links").update(created="today"), "its created", {}),
    "carriage returns": (
        lambda t: first(t, "articles").update(text="\r\n" + first(t, "articles")["text"]),
        "line ends were put right", {},
    ),
    "a table missing": (lambda t: t.pop("links"), "the table links is missing", {"links": 0}),
    "no record of the study": (lambda t: t.update(study={}), "the study has a new id", {}),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_mended_or_told(path: Path, made: dict[str, Any], damage: str) -> None:
    spoil, said, counts = DAMAGES[damage]
    spoil(made)
    data = save(path, made)
    before = {"articles": 2, "tags": 2, "highlights": 3, "links": 1}
    repair = mend(path)
    assert any(said in sentence for sentence in repair.told), repair.told
    new = path.with_name("new.json")
    write_repaired(repair, new)
    assert path.read_bytes() == data
    report = check(new)
    assert report.problems == ()
    assert report.counts == before | counts
    with Store.open(new, coder="eva") as store:
        assert all(h.quote == h.span.of(store.study.articles.get(h.article).text)
                   for h in store.study.highlights)  # fmt: skip


MEMOS = {"1": {"by": "ana", "said": {"tags": [1.5]}}, "2": "plain", "x": None, "4": {"9": {}}}


@pytest.mark.parametrize("before", ["study", "tags", "links", ""])
def test_a_table_of_a_newer_version_is_kept_as_it_is(
    path: Path, made: dict[str, Any], before: str
) -> None:
    tables: dict[str, Any] = {}
    for table, rows in made.items():
        tables |= {"memos": MEMOS, "empty": {}} if table == before else {}
        tables[table] = rows
    tables |= {"memos": MEMOS, "empty": {}}
    save(path, tables)
    assert check(path).problems == ()
    repair = mend(path)
    assert repair.told == ()
    new = path.with_name("new.json")
    write_repaired(repair, new)
    assert json.loads(new.read_bytes()) == tables


@pytest.mark.parametrize("table", ["articles", "links"])
def test_an_unknown_table_is_kept_behind_one_that_is_broken(
    path: Path, made: dict[str, Any], table: str
) -> None:
    made[table]["9"] = {"id": "broken"}
    tables: dict[str, Any] = {}
    for name, rows in made.items():
        tables[name] = rows
        tables |= {"memos": MEMOS} if name == table else {}
    data = save(path, tables)
    path.write_bytes(data.replace(b'{"id": "broken"}', b'{"id": broken"}'))
    repair = mend(path)
    assert repair.told == (f"{table}, row 9: it cannot be read and is left out",)
    assert repair.state.surplus == {"memos": MEMOS}


def test_of_an_unknown_table_the_rows_that_can_be_read_are_kept(
    path: Path, made: dict[str, Any]
) -> None:
    data = json.dumps(made)[:-1]
    path.write_text(
        f'{data}, "memos": {{"1": {{"a": 1}}, "2": {{"a": 1e400}}, "3": {{"a": NaN}},'
        ' "4": {"a": "\\ud800"}, "5": {"a": 2}, "5": {"a": 3}}, "odd": [7], "more": {"1": 1}}'
    )
    repair = mend(path)
    assert repair.state.surplus == {"memos": {"1": {"a": 1}, "5": {"a": 2}}, "more": {"1": 1}}
    unread = [f"{what}: it cannot be read and is left out" for what in
              ("memos, row 2", "memos, row 3", "memos, row 4", "odd")]  # fmt: skip
    assert sorted(repair.told) == sorted(
        [*unread, "memos, row 5: it was there twice; the first is kept"]
    )
    new = path.with_name("new.json")
    write_repaired(repair, new)
    assert check(new).problems == ()


def test_unknown_tables_outlive_the_journal_s_changes(
    path: Path, made: dict[str, Any], open_store: Callable[..., Store]
) -> None:
    save(path, made | {"memos": MEMOS})
    store = open_store()
    store.study.codebook.add("later")
    store.flush()
    store.abandon()
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": -1'))
    repair = mend(path)
    assert "later" in {tag.name for tag in repair.state.tags.values()}
    assert repair.state.surplus == {"memos": MEMOS}


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.999])
def test_of_a_file_cut_short_the_beginning_is_saved(
    path: Path, made: dict[str, Any], part: float
) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    repair = mend(path)
    assert repair.told
    assert repair.state.info.id == first(made, "study")["id"]
    assert set(repair.state.articles) <= {a["id"] for a in made["articles"].values()}
    if part > 0.6:
        assert len(repair.state.articles) == 2


def test_a_byte_order_mark_and_bad_bytes_are_passed_over(path: Path, made: dict[str, Any]) -> None:
    data = path.read_bytes().replace(b"a note", b"a \xff\xfenote")
    path.write_bytes(b"\xef\xbb\xbf" + data)
    repair = mend(path)
    assert "byte-order mark" in repair.told[0]
    assert "U+FFFD" in repair.told[1]
    assert next(h.note for h in repair.state.highlights.values() if h.note) == "a \ufffd\ufffdnote"


def test_the_journal_s_changes_are_saved_too(path: Path, open_store: Callable[..., Store]) -> None:
    store = open_store()
    article = add_article(store.study)
    store.checkpoint()
    mark(store.study, article)
    mark(store.study, article, 4, 9)
    store.flush()
    store.abandon()
    path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":-1'))
    repair = mend(path)
    assert len(repair.state.highlights) == 2
    assert "continues another state" in repair.told[0]
    write_repaired(repair, path.with_name("new.json"))
    assert check(path.with_name("new.json")).problems == ()


def test_a_text_that_looks_like_a_table_is_none(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        text = '"highlights":{"1":{"id":"x"}},"links": {"2":{'
        article = store.study.articles.add(text, title=text, source="s", media_type="t").article
        store.study.highlights.make(article.id, Span(0, 9), note=text)
    path.write_bytes(path.read_bytes()[:-1])
    repair = mend(path)
    assert [highlight.note for highlight in repair.state.highlights.values()] == [text]


def test_whatever_bytes_flip_what_is_saved_holds_together(path: Path, made: dict[str, Any]) -> None:
    data, chance = path.read_bytes(), random.Random(4)
    for _ in range(FLIPS):
        spoiled = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            spoiled[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(spoiled)
        new = path.with_name("new.json")
        new.unlink(missing_ok=True)
        try:
            write_repaired(mend(path), new)
        except DiptychError:
            assert not new.exists()
            continue
        decode(new.read_bytes(), "new.json")
        assert path.read_bytes() == spoiled


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"\x00" * 100, b"{}", b"[" * 100_000])
def test_what_holds_nothing_is_beyond_repair(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(BeyondRepair, match="nothing that can be saved"):
        mend(path)


def test_a_newer_study_is_left_to_the_newer_diptych(path: Path, made: dict[str, Any]) -> None:
    first(made, "study")["version"] = 2
    save(path, made)
    with pytest.raises(DiptychError, match="newer diptych"):
        mend(path)


def test_no_file_is_written_over(path: Path, made: dict[str, Any]) -> None:
    repair = mend(path)
    for there in (path, path.with_name("other.json")):
        there.touch()
        before = there.read_bytes()
        with pytest.raises(DiptychError, match="is there already"):
            write_repaired(repair, there)
        assert there.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said_to_be(path: Path, made: dict[str, Any]) -> None:
    target = path.parent / "none" / "new.json"
    with pytest.raises(DiptychError) as caught:
        write_repaired(mend(path), target)
    assert str(caught.value) == f"{target} could not be written: No such file or directory."
