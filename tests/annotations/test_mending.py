"""Unreadable parts of a record are corrected, left out, or drop the record; each is reported."""

from itertools import count
from typing import Any

import pytest

from annotations.article import digest
from annotations.span import Span
from annotations.study.integrity import problems
from annotations.study.mending import Mender
from annotations.study.state import State
from annotations.tag import PALETTE
from tests.annotations.conftest import ROWS_TEXT as TEXT
from tests.annotations.conftest import Rows

NOW = "2024-05-01T10:00:00Z"


def mend(rows: Rows) -> tuple[State, list[str]]:
    """The study built from records, asserted to be consistent, and the repairs reported."""
    numbers = count(1)
    mender = Mender(NOW, lambda: f"new{next(numbers)}")
    state = mender.mend(rows)
    assert list(problems(state)) == []
    return state, mender.told


def as_rows(state: State) -> Rows:
    tables = ("study", "articles", "tags", "highlights", "links")
    return {t: [r.to_fields() for r in state.table(t).values()] for t in tables}  # type: ignore[arg-type]


def test_what_is_well_stays_as_it_is(rows: Rows) -> None:
    state, told = mend(rows)
    assert told == []
    assert as_rows(state) == rows


def test_fields_of_a_newer_version_are_kept(rows: Rows) -> None:
    for records in rows.values():
        records[0]["newer"] = {"a": [1]}
    state, told = mend(rows)
    assert told == []
    assert as_rows(state) == rows


UNREAD = "could not be read and is left out"
STAND_INS = [
    ("study", "folded", -1, 0, f"study s: its folded {UNREAD}"),
    ("study", "created", "today", NOW, f"study s: its created {UNREAD}"),
    ("articles", "title", "", "Untitled", f"articles a: its title {UNREAD}"),
    ("articles", "source", 5, "", f"articles a: its source {UNREAD}"),
    ("articles", "media_type", None, "text/plain", f"articles a: its media_type {UNREAD}"),
    ("articles", "added", "x", NOW, f"articles a: its added {UNREAD}"),
    ("tags", "color", "red", PALETTE[0], f"tags t: its color {UNREAD}"),
    ("tags", "key", "11", None, f"tags t: its key {UNREAD}"),
    ("tags", "description", 5, "", f"tags t: its description {UNREAD}"),
    ("highlights", "note", 5, "", f"highlights h: its note {UNREAD}"),
    ("highlights", "coder", None, "", f"highlights h: its coder {UNREAD}"),
    ("highlights", "tags", "t", [], f"highlights h: its tags {UNREAD}"),
    ("highlights", "created", "x", NOW, f"highlights h: its created {UNREAD}"),
    ("highlights", "modified", 1, NOW, f"highlights h: its modified {UNREAD}"),
    ("links", "note", 5, "", f"links l: its note {UNREAD}"),
    ("links", "coder", [], "", f"links l: its coder {UNREAD}"),
    ("links", "created", "x", NOW, f"links l: its created {UNREAD}"),
]


@pytest.mark.parametrize(
    ("table", "field", "spoiled", "instead", "told"), STAND_INS, ids=lambda value: str(value)[:30]
)
def test_a_field_that_is_spoiled_or_gone_is_made_up_for(
    rows: Rows, table: str, field: str, spoiled: object, instead: object, told: str
) -> None:
    for sentences in ([told], []):
        if sentences:
            rows[table][0][field] = spoiled
        else:
            del rows[table][0][field]
        state, said = mend(rows)
        assert said == sentences
        assert as_rows(state)[table][0][field] == instead


def test_a_value_is_not_taken_for_one_of_another_kind(rows: Rows) -> None:
    rows["highlights"][0]["start"] = "0"
    rows["study"][0]["folded"] = "7"
    state, told = mend(rows)
    assert state.info.folded == 0
    assert told == [
        f"study s: its folded {UNREAD}",
        f"highlights h: its start {UNREAD}",
        "highlights h: its start was put right",
    ]


def test_without_a_record_of_its_own_the_study_has_a_new_id(rows: Rows) -> None:
    rows["study"] = []
    state, told = mend(rows)
    assert told == ["study: its record was lost, and the study has a new id"]
    assert (state.info.id, state.info.created, state.info.folded) == ("new1", NOW, 0)


def test_a_record_without_an_id_has_a_new_one(rows: Rows) -> None:
    rows["tags"].append({"id": "", "name": "other", "key": None, "color": "#000000"})
    state, told = mend(rows)
    assert told == ["tags new1: its id was lost, and it has a new one"]
    assert list(state.tags) == ["t", "new1"]


def test_of_an_id_that_is_there_twice_the_first_is_kept(rows: Rows) -> None:
    rows["links"][1:] = [{**rows["links"][0], "note": "again"}, {**rows["links"][0], "id": "m"}]
    state, told = mend(rows)
    assert told == ["links l: it was there twice; the first one is kept"]
    assert [(link.id, link.note) for link in state.links.values()] == [("l", "n"), ("m", "n")]


def test_tags_without_a_name_are_dropped_and_twins_are_one(rows: Rows) -> None:
    rows["tags"] += [
        {"id": "none"},
        {"id": "empty", "name": "/"},
        {"id": "twin", "name": " t "},
        {"id": "u", "name": "u", "key": "1"},
        {"id": "v", "name": "v", "key": None},
        {"id": "w", "name": "w", "key": "2"},
    ]
    rows["highlights"][0]["tags"] = ["twin", "t", "w"]
    rows["highlights"][1]["tags"] = ["none", "v"]
    rows["articles"][0]["tags"] = ["twin"]
    rows["articles"][1]["tags"] = ["none"]
    state, told = mend(rows)
    assert told == [
        "tags none: it has no name and is dropped",
        "tags empty: it has no name and is dropped",
        "tags twin: t was there twice; they are one",
        "tags u: its key 1 is another tag's",
        "articles b: its tag none is not there and was taken off",
        "highlights i: its tag none is not there and was taken off",
    ]
    assert [(tag.id, tag.key, tag.color) for tag in state.tags.values()] == [
        ("t", "1", "#e69f00"), ("u", None, PALETTE[1]), ("v", None, PALETTE[2]),
        ("w", "2", PALETTE[3]),
    ]  # fmt: skip
    assert [h.tags for h in state.highlights.values()] == [("t", "w"), ("v",)]
    assert state.articles["a"].tags == ("t",)
    assert "tags" not in state.articles["b"].to_fields()


def test_an_article_needs_its_text_and_no_more(rows: Rows) -> None:
    text = "\ufeffone\r\ntwo\rthree\ufeff"
    rows["articles"] += [
        {"id": "c", "title": "C"},
        {"id": "d", "text": text, "sha256": digest(text)},
        {"id": "e", "text": "fine"},
    ]
    state, told = mend(rows)
    assert told == [
        "articles c: its text is lost, and it is dropped",
        "articles d: its line ends were put right",
        "articles d: its SHA-256 was reckoned anew",
        "articles e: its SHA-256 was reckoned anew",
    ]
    assert state.articles["d"].text == "one\ntwo\nthree\ufeff"
    assert state.articles["e"].title == "Untitled"


GONE = "its passage cannot be told from others, or is gone"
PLACES: list[tuple[dict[str, Any], tuple[int, int] | None]] = [
    ({"start": 8, "end": 11}, (8, 11)),
    ({"start": 9, "end": 12, "prefix": "one two ", "suffix": TEXT[11:43]}, (8, 11)),
    ({"start": 9, "end": 12, "prefix": "elsewhere", "suffix": TEXT[11:43]}, None),
    ({"start": 9, "end": 12, "prefix": "one two ", "suffix": "elsewhere"}, None),
    ({"start": None, "end": None, "prefix": TEXT[:18], "suffix": TEXT[21:53]}, (18, 21)),
    ({"start": 9, "end": 12, "quote": "two"}, (4, 7)),
    ({"start": 9, "end": 12, "quote": "four"}, None),
    ({"start": 0, "end": 4, "quote": None}, (0, 4)),
    ({"start": 80, "end": len(TEXT), "quote": None}, (80, len(TEXT))),
    ({"start": 80, "end": len(TEXT) + 1, "quote": None}, None),
    ({"start": 4, "end": 4, "quote": None}, None),
    ({"start": None, "end": 4, "quote": None}, None),
    ({"start": 0, "end": None, "quote": None}, None),
    ({"start": 1, "end": 4, "quote": " th", "prefix": TEXT[:11], "suffix": TEXT[14:46]}, (11, 14)),
    ({"start": 1, "end": 4, "quote": " th", "prefix": "x", "suffix": TEXT[14:46]}, None),
    ({"start": 4, "end": None, "quote": None}, None),
    ({"start": None, "end": None, "quote": None}, None),
]


@pytest.mark.parametrize(("fields", "place"), PLACES)
def test_a_passage_is_where_it_says_or_where_its_quote_and_the_words_around_are(
    rows: Rows, fields: dict[str, Any], place: tuple[int, int] | None
) -> None:
    found = rows["highlights"][0] | fields
    rows["highlights"][0] = {name: value for name, value in found.items() if value is not None}
    rows["links"] = []
    state, told = mend(rows)
    if place is None:
        assert "h" not in state.highlights
        quote = (fields.get("quote", "one") or "").strip()
        assert told == [f"highlights h: {GONE}; “{quote}”, with the note “n” is dropped"]
    else:
        assert state.highlights["h"].span == Span(*place)
        assert all("were put right" in sentence for sentence in told)


def test_what_is_dropped_is_told_with_its_first_words(rows: Rows) -> None:
    long = "a passage that goes on and on and on and on and on and on and on and on"
    rows["highlights"] += [
        {"id": "x", "article": "gone", "quote": long, "note": ""},
        {"id": "y", "quote": 5},
    ]
    _, told = mend(rows)
    assert told == [
        f"highlights x: its article is not there; “{long[:59].rstrip()}…” is dropped",
        f"highlights y: its quote {UNREAD}",
        "highlights y: its article is not there; “” is dropped",
    ]


def test_a_link_is_kept_while_it_joins_two_things(rows: Rows) -> None:
    link = rows["links"][0]
    rows["links"] += [
        {**link, "id": "absent", "target": "b", "relation": "absent from"},
        {**link, "id": "to", "target": "b"},
        {**link, "id": "from", "source": "gone"},
        {**link, "id": "self", "target": "h"},
        {**link, "id": "of-no-kind", "relation": ""},
        {**link, "id": "nowhere", "target": "h", "relation": "absent from"},
        {**link, "id": "home", "target": "a", "relation": "absent from"},
    ]
    state, told = mend(rows)
    assert told == [
        "links to: there is no highlight b; the link is dropped",
        "links from: there is no highlight gone; the link is dropped",
        "links self: a passage cannot be linked to itself; the link is dropped",
        f"links of-no-kind: its relation {UNREAD}",
        "links of-no-kind: it joins nothing any more and is dropped",
        "links nowhere: there is no article h; the link is dropped",
    ]
    assert list(state.links) == ["l", "absent", "home"]
