"""One definition of a record validates it, encodes it and keeps its unknown fields."""

import gc
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article, digest
from annotations.errors import Refused
from annotations.highlight import Highlight, anchoring
from annotations.link import Link
from annotations.record import Record, Records, Time, new_id, utc_now
from annotations.span import Span
from annotations.study.records import RECORDS, StudyInfo
from annotations.tag import Tag, is_below, moved, tag_name

NOW = "2021-10-18T09:30:00.125Z"

FIELDS: dict[type[Record], dict[str, Any]] = {
    StudyInfo: {"id": "s", "created": NOW, "folded": 7, "format": "diptych", "version": 1},
    Article: {
        "id": "a1", "title": "T", "source": "a.txt", "media_type": "text/plain",
        "sha256": digest("text"), "text": "text", "added": NOW,
    },
    Tag: {
        "id": "t1", "name": "frame/conflict", "key": None, "color": "#e69f00", "description": "",
    },
    Highlight: {
        "id": "h1", "article": "a1", "start": 1, "end": 3, "quote": "ex", "prefix": "t",
        "suffix": "t", "tags": ["t1"], "note": "", "coder": "ana", "created": NOW, "modified": NOW,
    },
    Link: {
        "id": "l1", "source": "h1", "target": "h2", "relation": "contradicts", "note": "",
        "coder": "ana", "created": NOW, "modified": NOW,
    },
}  # fmt: skip

KINDS = pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)

newer_names = st.text(max_size=4).map(lambda name: f"newer {name}")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


def test_every_table_has_a_record_that_is_tested_here() -> None:
    assert set(RECORDS.values()) == set(FIELDS)


@KINDS
def test_a_record_gives_back_the_fields_it_came_from_and_no_others(kind: type[Record]) -> None:
    fields = FIELDS[kind]
    assert msgspec.json.encode(kind.from_fields(fields).to_fields()) == msgspec.json.encode(fields)


@KINDS
@given(surplus=st.dictionaries(newer_names, json_values, max_size=4))
def test_fields_of_a_newer_version_come_back_as_they_were(
    kind: type[Record], surplus: dict[str, Any]
) -> None:
    fields = {**surplus, "unknown": "a newer field of this name", "": 3, **FIELDS[kind]}
    assert kind.from_fields(fields).to_fields() == fields


@KINDS
def test_each_field_that_must_be_there_is_missed(kind: type[Record]) -> None:
    for name in FIELDS[kind]:
        rest = {n: value for n, value in FIELDS[kind].items() if n != name}
        with pytest.raises(msgspec.ValidationError, match=name):
            kind.from_fields(rest)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Article, {"id": ""}),
        (Article, {"id": "a b"}),
        (Article, {"id": "x" * 65}),
        (Article, {"title": ""}),
        (Article, {"sha256": "ABC"}),
        (Article, {"added": "2021-10-18T09:30:00"}),
        (Article, {"added": "2021-10-18T09:30:00+00:00"}),
        (Article, {"status": "perhaps"}),
        (Article, {"tags": "t1"}),
        (Article, {"text": None}),
        (Tag, {"name": ""}),
        (Tag, {"name": "frame//conflict"}),
        (Tag, {"name": "/"}),
        (Tag, {"name": " frame"}),
        (Tag, {"name": "e\u0301"}),
        (Tag, {"key": "10"}),
        (Tag, {"key": 1}),
        (Tag, {"color": "#E69F00"}),
        (Tag, {"color": "orange"}),
        (Highlight, {"start": -1, "end": 1}),
        (Highlight, {"start": "1"}),
        (Highlight, {"end": 4}),
        (Highlight, {"start": 1, "end": 1, "quote": ""}),
        (Highlight, {"prefix": "x" * 33}),
        (Highlight, {"suffix": "x" * 33}),
        (Highlight, {"note": None}),
        (Link, {"relation": ""}),
        (StudyInfo, {"version": 2}),
        (StudyInfo, {"format": "other"}),
        (StudyInfo, {"folded": -1}),
    ],
)
def test_a_wrong_field_is_a_validation_error(kind: type[Record], wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        kind.from_fields({**FIELDS[kind], **wrong})


def test_optional_fields_of_an_article_are_absent_while_unset_and_there_once_set() -> None:
    bare = Article.from_fields(FIELDS[Article])
    assert set(bare.to_fields()) == set(FIELDS[Article])
    told = msgspec.structs.replace(bare, outlet="The Ledger", status="todo", tags=("t1",))
    assert told.to_fields() == {
        **FIELDS[Article], "outlet": "The Ledger", "status": "todo", "tags": ["t1"],
    }  # fmt: skip


def test_records_are_frozen() -> None:
    tag = Tag.from_fields(FIELDS[Tag])
    with pytest.raises(AttributeError):
        tag.name = "other"  # type: ignore[misc]


@KINDS
def test_records_can_be_gathered_in_sets(kind: type[Record]) -> None:
    fields = {**FIELDS[kind], "newer": [1]}
    assert len({kind.from_fields(fields), kind.from_fields(fields)}) == 1


def test_the_clock_at_the_edge_gives_a_time_that_records_take() -> None:
    assert msgspec.convert(utc_now(), Time)


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100


def test_a_highlight_knows_its_quote_exactly_and_up_to_32_code_points_around_it() -> None:
    text = "a" * 40 + " “quoted” " + "b" * 40
    fields = anchoring(text, Span(40, 50))
    assert fields == {
        "start": 40, "end": 50, "quote": " “quoted” ", "prefix": "a" * 32, "suffix": "b" * 32,
    }  # fmt: skip


def test_context_is_shorter_at_the_edges_of_the_text() -> None:
    text = "abc" + "x" * 100 + "yz"
    assert anchoring(text, Span(3, 103))["prefix"] == "abc"
    assert anchoring(text, Span(3, 103))["suffix"] == "yz"
    assert anchoring(text, Span(0, 1))["prefix"] == ""
    assert anchoring(text, Span(104, 105))["suffix"] == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" frame / conflict ", "frame/conflict"),
        ("two   words/of\ta path", "two words/of a path"),
        ("Besanc\u0327on", "Besançon"),
        ("Frame", "Frame"),
        ("тон/резкий", "тон/резкий"),
    ],
)
def test_a_tag_name_is_brought_to_its_normal_form(typed: str, name: str) -> None:
    assert tag_name(typed) == name


@given(st.text(alphabet="a\u0301\u0327 \u2001\u00a0\n/=\u0338éﬁ\u1100\u1161", max_size=8))
def test_the_normal_form_of_a_normal_form_is_itself(typed: str) -> None:
    try:
        name = tag_name(typed)
    except Refused:
        return
    assert tag_name(name) == name
    assert Tag.from_fields({**FIELDS[Tag], "name": name}).name == name
    assert all(part.strip() for part in name.split("/"))


@pytest.mark.parametrize("typed", ["", "  ", "/", "frame/", "/frame", "a//b", "a/ /b"])
def test_a_tag_name_has_no_empty_part(typed: str) -> None:
    with pytest.raises(Refused, match=r"\.$"):
        tag_name(typed)


def test_a_tag_lies_below_its_ancestors_and_not_below_names_that_only_begin_alike() -> None:
    assert is_below("frame/conflict/war", "frame/conflict")
    assert is_below("frame", "frame")
    assert not is_below("framework", "frame")
    assert not is_below("frame", "frame/conflict")


def test_a_tag_moves_with_its_ancestor() -> None:
    assert moved("frame/conflict/war", "frame/conflict", "theme") == "theme/war"
    assert moved("frame", "frame", "theme") == "theme"


KEYED = st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.sampled_from(["1", None]))


@given(st.lists(KEYED))
def test_what_records_have_in_common_is_the_same_whether_found_as_they_come_or_later(
    drawn: list[tuple[str, str, Any]],
) -> None:
    tags = [
        Tag(id=id, name=name, key=key, color="#000000", description="") for id, name, key in drawn
    ]
    early, late = Records(tags, fields=["name"]), Records(tags)
    assert early == late == {tag.id: tag for tag in tags}
    for field in ("name", "key"):
        found = {value: set(ids) for value, ids in early.by(field).items() if ids}
        assert found == {value: set(ids) for value, ids in late.by(field).items()}
        assert found == {
            value: {id for id, tag in late.items() if getattr(tag, field) == value}
            for value in {getattr(tag, field) for tag in late.values()}
        }


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=3), max_size=4))
def test_records_alike_that_come_together_are_as_if_each_had_come_by_itself(
    drawn: list[list[str]],
) -> None:
    together, alone = Records[Tag](fields=["name"]), Records[Tag](fields=["name"])
    for nth, names in enumerate(drawn):
        for name in dict.fromkeys(names):
            alike = [
                Tag(id=f"{nth}{name}{n}", name=name, key=None, color="#000000", description="")
                for n in range(len(names))
            ]
            together.put_alike(alike)
            for one in alike:
                alone.put(one)
        together.put_alike([])
    assert list(together.items()) == list(alone.items())
    assert together.by("name") == alone.by("name")


@pytest.mark.parametrize("kind", FIELDS)
def test_no_garbage_is_looked_for_among_records(kind: type[Record]) -> None:
    """Otherwise a garbage collection would scan 100,000 of them while a key waits."""
    assert not gc.is_tracked(kind.from_fields(FIELDS[kind] | {"future": [["x"]]}))
