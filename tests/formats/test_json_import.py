"""Importing an export into a study that already has, or lacks, some of its records."""

import json
from typing import Any

import pytest

from annotations.formats.json_reading import decode
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Conflict
from tests.adopting import adopt
from tests.exporting import encode
from tests.formats.conftest import NOW, empty, exported


class TestImportAgain:
    """Importing an export into a study that already has records."""

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

    def test_it_is_one_change_that_undo_takes_back(self, study: Study) -> None:
        other = empty()
        adopt(other, decode(encode(study.state, exported=NOW)))
        assert other.last == 1
        assert other.undo() is not None
        assert not any(map(len, (other.articles, other.codebook, other.highlights, other.links)))


class TestWithoutText:
    """An export without texts can only be imported where the texts exist."""

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
