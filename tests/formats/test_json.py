"""The export: complete, valid against its schema, and unchanged by a round trip."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.formats import schema
from annotations.formats.json import records
from annotations.formats.json_reading import decode
from annotations.highlight import Highlight
from annotations.span import Span
from annotations.study import Study
from tests.adopting import adopt
from tests.exporting import encode
from tests.formats.conftest import NOW, TEXT, empty, exported

SHIPPED = Path(schema.__file__).with_name("export.schema.json")


def test_an_export_is_valid_against_the_schema_that_ships(study: Study) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SHIPPED.read_bytes()))
    for options in ({}, {"with_text": False}):
        validator.validate(exported(study, **options))
    validator.validate(exported(empty()))


def test_the_schema_refuses_what_is_no_export(study: Study) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SHIPPED.read_bytes()))
    broken = exported(study)
    broken["highlights"][0]["start"] = -1
    assert not validator.is_valid(broken)


def test_the_schema_that_ships_is_the_one_that_the_records_give() -> None:
    assert SHIPPED.read_bytes() == schema.json_schema()
    jsonschema.Draft202012Validator.check_schema(json.loads(SHIPPED.read_bytes()))


def test_highlights_name_their_tags_and_quote_their_text(study: Study) -> None:
    content = exported(study)
    texts = {article["id"]: article["text"] for article in content["articles"]}
    for highlight in content["highlights"]:
        assert (
            highlight["quote"] == texts[highlight["article"]][highlight["start"] : highlight["end"]]
        )
    assert {tag for h in content["highlights"] for tag in h["tags"]} == {"frame/conflict", "actor"}
    assert content["articles"][1]["tags"] == ["read twice"]


def test_every_field_of_a_highlight_arrives_under_its_own_name(study: Study) -> None:
    content = exported(study)
    for one in content["highlights"]:
        record = study.highlights.get(one["id"])
        fields = record.to_fields() | {"tags": list(study.codebook.names(record.tags))}
        assert one == fields


def test_records_come_in_the_order_that_is_promised(study: Study) -> None:
    content = exported(study)
    places = [(h["article"], h["start"], h["end"], h["id"]) for h in content["highlights"]]
    assert places == sorted(places)
    assert [a["title"] for a in content["articles"]] == ["A mission closes", "Home"]
    assert [t["name"] for t in content["tags"]] == ["frame/conflict", "actor", "read twice"]
    links = [link["id"] for link in content["links"]]
    assert links == sorted(links)


def test_what_is_not_set_is_absent_and_a_length_is_in_code_points(study: Study) -> None:
    article = exported(study)["articles"][0]
    assert set(article) == {
        "id", "title", "source", "media_type", "sha256", "length", "added", "text",
    }  # fmt: skip
    assert article["length"] == len(TEXT)


def test_the_text_can_be_left_out(study: Study) -> None:
    assert all("text" not in article for article in exported(study, with_text=False)["articles"])


def test_each_record_stands_on_a_line_of_its_own(study: Study) -> None:
    lines = encode(study.state, exported=NOW).decode().splitlines()
    assert sum(line.startswith('{"id":') for line in lines) == 2 + 3 + 3 + 2


def test_an_import_into_an_empty_study_exports_the_same_bytes(study: Study) -> None:
    content = encode(study.state, exported=NOW)
    other = empty()
    adopt(other, decode(content))
    assert encode(other.state, exported=NOW) == content


passages = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda ends: ends[0] < ends[1]
)


tags = st.lists(st.sampled_from(["a", "b/c", "\u00e9 \U0001f600"]), max_size=3)
notes = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(passages, tags, notes)))
@settings(max_examples=40)
def test_any_highlights_survive_the_journey(
    wanted: list[tuple[tuple[int, int], list[str], str]],
) -> None:
    study = empty("ana")
    article = study.articles.add(TEXT, title="t", source="s", media_type="text/plain").article
    for (start, end), tags, note in wanted:
        study.highlights.make(article.id, Span(start, end), tags=tags, note=note)
    other = empty()
    adopt(other, decode(encode(study.state, exported=NOW)))
    assert other.state.articles == study.state.articles
    assert other.state.tags == study.state.tags
    assert other.state.highlights == study.state.highlights


def test_many_highlights_are_exported_without_gap_or_doubling() -> None:
    study = empty()
    article = study.articles.add(TEXT, title="t", source="s", media_type="text/plain").article
    one = study.highlights.make(article.id, Span(0, 3))
    many = [msgspec.structs.replace(one, id=f"h{number:05}") for number in range(2500)]
    study.state.load("highlights", many)
    assert len(exported(study)["highlights"]) == 2501
    assert len(json.loads(records(study.state, "highlights"))) == 2501


@pytest.mark.parametrize("kind", ["articles", "tags", "highlights", "links"])
def test_records_of_one_kind_come_as_an_array_in_study_order(study: Study, kind: Any) -> None:
    array = json.loads(records(study.state, kind))
    assert [one["id"] for one in array] == list(study.state.table(kind))
    same_but_order = exported(study)[kind]
    assert sorted(array, key=lambda r: r["id"]) == sorted(same_but_order, key=lambda r: r["id"])
    assert json.loads(records(empty().state, kind)) == []


def test_every_field_of_a_record_is_in_the_export() -> None:
    names = {field.name for field in msgspec.structs.fields(Highlight)} - {"unknown"}
    assert names == {field.name for field in msgspec.structs.fields(schema.HIGHLIGHT)}
