"""The export: complete, valid against its schema, and the same again after it was imported."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.formats import schema
from annotations.formats.json import UnreadableExport, decode, encode, records
from annotations.highlight import Highlight
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Conflict, adopt
from annotations.study.state import State
from tests.linking import linked

NOW = "2026-01-02T03:04:05.000Z"
TEXT = "The embassy will close.\nNobody was told \N{FLAG IN HOLE}, say \u201csources\u201d."
SHIPPED = Path(schema.__file__).with_name("export.schema.json")


def empty(coder: str = "ben") -> Study:
    return Study(State.empty(id="other", created=NOW), coder=coder)


@pytest.fixture
def study() -> Study:
    """Two articles, nested tags, a plain highlight, notes and both kinds of link.

    Ids fall, so that no order by id is the order in which things were made.
    """
    falling = iter(range(99, 0, -1))
    study = Study(
        State.empty(id="study", created=NOW), coder="ana", make_id=lambda: f"r{next(falling)}"
    )
    one = study.articles.add(
        TEXT, title="A mission closes", source="~/a.txt", media_type="text/plain"
    )
    two = study.articles.add(
        "Envoys go home.", title="Home", source="~/b.txt", media_type="text/plain",
        outlet="The Ledger", published="2021-10",
    )  # fmt: skip
    first = study.highlights.make(one.article.id, Span(4, 11), tags=["frame/conflict", "actor"])
    second = study.highlights.make(two.article.id, Span(0, 6), note="why\nenvoys?")
    study.highlights.make(one.article.id, Span(0, 3), tags=["actor"])
    linked(study, first.id, second.id, "contradicts")
    linked(study, first.id, two.article.id, ABSENT)
    study.articles.set(two.article.id, tags=[study.codebook.add("read twice").id], status="done")
    return study


def exported(study: Study, **options: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(encode(study.state, exported=NOW, **options))
    return content


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


class TestImportAgain:
    """What a study does with an export when it holds things already."""

    def test_what_is_there_already_is_skipped(self, study: Study) -> None:
        before = encode(study.state, exported=NOW)
        adoption = adopt(study, decode(before))
        assert not any(adoption.added.values())
        assert adoption.skipped == {"articles": 2, "tags": 3, "highlights": 3, "links": 2}
        assert encode(study.state, exported=NOW) == before

    @pytest.mark.parametrize(
        ("table", "field", "value"),
        [
            ("articles", "outlet", "Another"),
            ("articles", "note", "other"),
            ("tags", "color", "#000000"),
            ("tags", "description", "else"),
            ("highlights", "note", "else"),
            ("highlights", "tags", ["read twice"]),
            ("links", "note", "else"),
        ],
    )
    def test_other_content_under_one_id_imports_nothing(
        self, study: Study, table: str, field: str, value: object
    ) -> None:
        content = exported(study)
        content[table][0][field] = value
        other = empty()
        adopt(other, decode(encode(study.state, exported=NOW)))
        other.highlights.make(content["articles"][0]["id"], Span(0, 1))
        before = encode(other.state, exported=NOW)
        with pytest.raises(Conflict) as caught:
            adopt(other, decode(json.dumps(content).encode()))
        assert len(caught.value.conflicts) == 1
        assert field in caught.value.conflicts[0]
        assert encode(other.state, exported=NOW) == before

    def test_a_tag_of_the_same_name_is_the_same_tag(self, study: Study) -> None:
        other = empty()
        for tag in study.codebook:
            other.codebook.add(tag.name)
        adopt(other, decode(encode(study.state, exported=NOW)))
        assert [t.name for t in other.codebook] == [t.name for t in study.codebook]
        used = {h.id: other.codebook.names(h.tags) for h in other.highlights}
        assert used == {h.id: study.codebook.names(h.tags) for h in study.highlights}

    def test_a_key_that_is_taken_stays_where_it_is_however_often(self, study: Study) -> None:
        other = empty()
        other.codebook.add("mine")
        for _ in range(2):
            adopt(other, decode(encode(study.state, exported=NOW)))
        assert other.codebook.keyed("1") == other.codebook.named("mine")
        assert [tag.key for tag in other.codebook] == ["1", None, "2", "3"]

    def test_a_dry_run_counts_and_changes_nothing(self, study: Study) -> None:
        other = empty()
        adoption = adopt(other, decode(encode(study.state, exported=NOW)), dry_run=True)
        assert adoption.added == {"articles": 2, "tags": 3, "highlights": 3, "links": 2}
        assert not other.state.articles
        assert other.last == 0

    def test_it_is_one_change_that_undo_leaves_alone(self, study: Study) -> None:
        other = empty()
        adopt(other, decode(encode(study.state, exported=NOW)))
        assert other.last == 1
        assert other.undo() is None


class TestWithoutText:
    """An export without text fits only where the texts are."""

    def test_it_fits_where_the_articles_are(self, study: Study) -> None:
        content = encode(study.state, exported=NOW, with_text=False)
        other = empty()
        articles = {**exported(study), "highlights": [], "links": []}
        adopt(other, decode(json.dumps(articles).encode()))
        adopt(other, decode(content))
        assert encode(other.state, exported=NOW) == encode(study.state, exported=NOW)

    def test_it_does_not_fit_where_they_are_not(self, study: Study) -> None:
        with pytest.raises(Conflict) as caught:
            adopt(empty(), decode(encode(study.state, exported=NOW, with_text=False)))
        assert "without its text" in caught.value.conflicts[0]

    def test_it_does_not_fit_another_text_of_the_same_id(self, study: Study) -> None:
        content = exported(study, with_text=False)
        content["articles"][0]["sha256"] = "0" * 64
        with pytest.raises(Conflict):
            adopt(study, decode(json.dumps(content).encode()))


def _without_articles(content: dict[str, Any]) -> None:
    content["articles"] = []


def _quote_elsewhere(content: dict[str, Any]) -> None:
    content["highlights"][0]["start"] += 1
    content["highlights"][0]["end"] += 1


def _other_quote(content: dict[str, Any]) -> None:
    content["highlights"][0]["quote"] = content["highlights"][0]["quote"].upper()


def _context_elsewhere(content: dict[str, Any]) -> None:
    content["highlights"][0]["suffix"] = "not there"


def _beyond_the_end(content: dict[str, Any]) -> None:
    content["highlights"][0]["start"] += 10_000
    content["highlights"][0]["end"] += 10_000


def _other_text(content: dict[str, Any]) -> None:
    content["articles"][1]["text"] += "\nAnd more, where no highlight is."


def _link_to_nothing(content: dict[str, Any]) -> None:
    content["links"][0]["target"] = "nobody"


def _link_to_itself(content: dict[str, Any]) -> None:
    content["links"][0].update(target=content["links"][0]["source"], relation="supports")


@pytest.mark.parametrize(
    "damage",
    [_without_articles, _quote_elsewhere, _other_quote, _context_elsewhere, _beyond_the_end,
     _other_text, _link_to_nothing, _link_to_itself],
)  # fmt: skip
def test_nothing_that_dangles_or_misquotes_is_taken_in(study: Study, damage: Any) -> None:
    content = exported(study)
    damage(content)
    other = empty()
    with pytest.raises(Conflict):
        adopt(other, decode(json.dumps(content).encode()))
    assert not any(other.state.table(name) for name in ("articles", "tags", "highlights", "links"))


def _damaged(study: Study, **changes: Any) -> bytes:
    return json.dumps(exported(study) | changes).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no export"),
        (b"\xff\xfe", "no export"),
        (b"[1, 2]", "no export"),
        (b'{"format": "diptych", "version": 2}', "newer diptych"),
        (b'{"format": "diptych", "version": 1}', "damaged"),
        (b'{"study": {}, "articles": {}}', "not an export"),
        (b"[" * 100_000, "no export"),
        (b"article,quote\r\n", "^This is no export of diptych: JSON is malformed: [^.]*[.]$"),
        (b'{"format": "diptych", "version": NaN}', "no export"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableExport, match=said):
        decode(content)


def test_a_damaged_record_is_named_by_its_place(study: Study) -> None:
    highlights = exported(study)["highlights"]
    highlights[1]["start"] = "four"
    with pytest.raises(UnreadableExport, match=r"highlights\[1\]\.start"):
        decode(_damaged(study, highlights=highlights))


def test_a_quote_of_another_length_is_named_by_its_place(study: Study) -> None:
    highlights = exported(study)["highlights"]
    highlights[2]["end"] += 1
    with pytest.raises(UnreadableExport, match=r"highlights\[2\]"):
        decode(_damaged(study, highlights=highlights))


def test_one_id_or_tag_name_twice_is_damage(study: Study) -> None:
    content = exported(study)
    with pytest.raises(UnreadableExport, match="one id"):
        decode(_damaged(study, highlights=content["highlights"] * 2))
    with pytest.raises(UnreadableExport, match="one name"):
        decode(_damaged(study, tags=[*content["tags"], content["tags"][0] | {"id": "x"}]))


def test_a_tag_that_the_codebook_lacks_is_damage(study: Study) -> None:
    with pytest.raises(UnreadableExport, match="is not among the tags"):
        decode(_damaged(study, tags=[]))


def test_a_tag_name_out_of_its_normal_form_is_damage(study: Study) -> None:
    tags = exported(study)["tags"]
    tags[2]["name"] = "read  twice"
    articles = exported(study)["articles"]
    articles[1]["tags"] = []
    with pytest.raises(UnreadableExport, match=r"tags\[2\]"):
        decode(_damaged(study, tags=tags, articles=articles))


def test_fields_of_later_versions_are_passed_over(study: Study) -> None:
    content = exported(study) | {"more": 1}
    content["highlights"][0]["more"] = [1]
    assert decode(json.dumps(content).encode()) == decode(encode(study.state, exported=NOW))


def test_every_field_of_a_record_is_in_the_export() -> None:
    names = {field.name for field in msgspec.structs.fields(Highlight)} - {"unknown"}
    assert names == {field.name for field in msgspec.structs.fields(schema.HIGHLIGHT)}
