"""The state applies an edit only if it fits, and a sequence of edits wholly or not at all."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.change import Edit
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.span import Span
from annotations.study import Study
from annotations.study.edits import birth, death, deaths, is_idle, step
from annotations.study.spans import BUCKET
from annotations.study.state import State
from annotations.tag import Tag
from tests.annotations.conftest import place, uses_of
from tests.linking import linked

Whole = Callable[[Study], bytes]
Put = Callable[..., Article]


def tag(id: str, name: str = "") -> Tag:
    return Tag(id=id, name=name or id, key=None, color="#000000", description="")


def tagged(*ids: str) -> State:
    state = State.empty(id="s", created="2021-10-18T00:00:00Z")
    state.load("tags", [tag(id) for id in ids])
    return state


def edit(before: dict[str, Any] | None, after: dict[str, Any] | None, id: str = "t1") -> Edit:
    return Edit(table="tags", id=id, before=before, after=after)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (edit(None, tag("t1").to_fields()), "the record t1 of tags exists"),
        (edit(tag("t9").to_fields(), None, "t9"), "the record t9 of tags is missing"),
        (edit({"name": "t9"}, {"name": "t8"}, "t9"), "the record t9 of tags is missing"),
        (edit({"name": "o"}, {"name": "n"}), "the name of tags t1 has changed meanwhile"),
        (edit({"note": None}, {}), "the note of tags t1 has changed meanwhile"),
        (edit({}, {"name": "new"}), "the name of tags t1 was not set before"),
        (edit({"name": "t1"}, None), "the color of tags t1 was not set before"),
        (
            edit({"name": "t1"}, {"name": "a//X"}),
            "Write it like frame/conflict: a part of the tag name 'a//X' is empty",
        ),
        (edit({"name": "t1"}, {"name": "X "}), "the tag name 'X ' is not in its normal form"),
        (edit({"name": "t1"}, {}), "Object missing required field `name`"),
        (edit({"id": "t1"}, {"id": "tX"}), "the record t1 of tags cannot take the id tX"),
        (edit(None, tag("t7").to_fields(), "t8"), "the record t8 of tags cannot take the id t7"),
        (Edit(table="study", id="s", before=None, after={}), "the record s of study exists"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_and_all_before_it_taken_back(
    wrong: Edit, says: str
) -> None:
    state = tagged("t0", "t1", "t2")
    state.load("articles", [])
    fitting = [
        step("tags", tag("t2"), tag("t2", "moved")),
        *deaths("tags", ["t0"], state.tags),
        birth("tags", tag("t3")),
    ]
    before = msgspec.json.encode(list(state.tags.values()))
    with pytest.raises(Refused) as caught:
        state.apply([*fitting, wrong])
    assert str(caught.value) == f"That cannot be done: {says}."
    assert msgspec.json.encode(list(state.tags.values())) == before


def test_several_edits_of_one_record_are_taken_back_from_the_last() -> None:
    state = tagged("t1")
    steps = [step("tags", tag("t1", a), tag("t1", b)) for a, b in pairwise(["t1", "x", "y", "t1"])]
    renewed = [*deaths("tags", ["t1"], state.tags), birth("tags", tag("t1", "new"))]
    with pytest.raises(Refused, match="missing"):
        state.apply([*steps, *renewed, edit({}, {}, "t9")])
    assert state.tags == {"t1": tag("t1")}


def test_the_one_record_of_a_study_neither_dies_nor_is_born_twice() -> None:
    state = tagged()
    for wrong in (
        Edit(table="study", id="s", before=state.info.to_fields(), after=None),
        Edit(table="study", id="z", before=None, after={**state.info.to_fields(), "id": "z"}),
    ):
        with pytest.raises(Refused) as caught:
            state.apply([wrong])
        assert str(caught.value) == "That cannot be done: a study keeps its one record."
    assert state.info.id == "s"


def test_what_a_study_says_of_itself_can_be_stepped() -> None:
    state = tagged()
    state.apply([Edit(table="study", id="s", before={"folded": 0}, after={"folded": 4})])
    assert state.info.folded == 4


def test_a_failed_row_of_edits_leaves_the_indexes_as_they_were(
    study: Study, put: Put, whole: Whole
) -> None:
    one, other = put(), put("Another text, of another article.")
    first = study.highlights.make(one.id, Span(4, 11), tags=["frame"])
    second = study.highlights.make(other.id, Span(0, 7), tags=["frame", "actor"])
    link = linked(study, first.id, second.id, "adds")
    frame, actor = first.tags[0], second.tags[1]
    before = whole(study)
    moved = msgspec.structs.replace(first, tags=(actor,))
    with pytest.raises(Refused, match="missing"):
        study.state.apply(
            [
                death("links", link),
                step("highlights", first, moved),
                death("highlights", second),
                death("links", link),
            ]
        )
    assert whole(study) == before
    assert study.state.links_of(second.id) == [link]
    assert study.state.highlights_of(one.id) == [first]
    assert study.state.touching(other.id, Span(3, 4)) == [second]
    assert set(uses_of(study.state, frame)) == {second, first}
    assert uses_of(study.state, actor) == [second]


MARKED: dict[str, Any] = {
    "id": "h", "article": "a", "start": 0, "end": 3, "quote": "one", "prefix": "", "suffix": "",
    "tags": ["t1"], "note": "", "coder": "ana", "created": "2021-10-18T00:00:00Z",
    "modified": "2021-10-18T00:00:00Z",
}  # fmt: skip

VALUES = st.sampled_from(
    ["one", "x", "", "not a time", "2021-10-19T00:00:00Z", 0, 1, 3, -1, None, ["t1"], ["t 1"], []]
)


@given(st.dictionaries(st.sampled_from(sorted(MARKED)), VALUES, min_size=1, max_size=3))
def test_a_step_makes_the_record_that_its_fields_would_or_is_refused_as_they_would_be(
    after: dict[str, Any],
) -> None:
    state = State.empty(id="s", created="2021-10-18T00:00:00Z")
    state.load("highlights", [Highlight.from_fields(MARKED)])
    try:
        expected = Highlight.from_fields({**MARKED, **after})
    except msgspec.ValidationError:
        expected = None
    before = {name: MARKED[name] for name in after}
    made = Edit(table="highlights", id="h", before=before, after=after)
    if expected is None or expected.id != "h":
        with pytest.raises(Refused):
            state.apply([made])
        expected = Highlight.from_fields(MARKED)
    else:
        state.apply([made])
    assert state.highlights["h"] == expected
    assert state.highlights["h"].to_fields() == expected.to_fields()


def test_fields_that_edits_share_are_checked_for_each_table() -> None:
    state = tagged("t1", "t2")
    state.load("highlights", [Highlight.from_fields(MARKED)])
    noted, plain = {"note": "seen"}, {"note": ""}
    of_highlight = Edit(table="highlights", id="h", before=plain, after=noted)
    of_tag = Edit(table="tags", id="t1", before=plain, after=noted)
    with pytest.raises(Refused, match="the note of tags t1 has changed meanwhile"):
        state.apply([of_highlight, of_tag])
    state.apply([of_highlight])
    assert state.highlights["h"].note == "seen"


def test_a_record_returns_to_its_place_and_later_ones_keep_theirs() -> None:
    state = tagged("t0", "t1", "t2", "t3")
    (gone,) = deaths("tags", ["t1"], state.tags)
    state.apply([gone])
    assert list(state.tags) == ["t0", "t2", "t3"]
    state.apply([gone.inverse()])
    assert list(state.tags) == ["t0", "t1", "t2", "t3"]


def test_a_step_of_a_record_keeps_its_place() -> None:
    state = tagged("t0", "t1")
    state.apply([step("tags", tag("t0"), tag("t0", "zebra"))])
    assert list(state.tags) == ["t0", "t1"]


def test_a_step_holds_only_the_fields_that_differ_and_an_idle_one_none() -> None:
    assert step("tags", tag("t0"), tag("t0", "new")) == edit({"name": "t0"}, {"name": "new"}, "t0")
    assert is_idle(step("tags", tag("t0"), tag("t0")))


def test_fields_of_a_newer_version_outlive_edits() -> None:
    state = tagged()
    newer = Tag.from_fields({**tag("t0").to_fields(), "weight": [1, {"x": None}]})
    state.load("tags", [newer])
    renaming = step("tags", newer, msgspec.structs.replace(newer, name="new"))
    state.apply([renaming])
    assert state.tags["t0"].to_fields()["weight"] == [1, {"x": None}]
    (dying,) = deaths("tags", ["t0"], state.tags)
    state.apply([dying])
    state.apply([dying.inverse(), renaming.inverse()])
    assert state.tags["t0"] == newer


def test_highlights_come_by_start_end_and_id(study: Study, article: Article) -> None:
    spans = [Span(5, 9), Span(0, 9), Span(5, 7), Span(5, 9)]
    made = [study.highlights.make(article.id, span) for span in spans]
    in_order = [made[1], made[2], made[0], made[3]]
    assert study.state.highlights_of(article.id) == in_order
    assert study.state.touching(article.id, Span(5, 6)) == in_order
    assert study.state.count_of(article.id) == 4


def test_touching_takes_an_overlap_and_not_a_neighbour(study: Study, put: Put) -> None:
    article = put("x" * 3 * BUCKET)
    left = study.highlights.make(article.id, Span(BUCKET - 2, BUCKET))
    right = study.highlights.make(article.id, Span(BUCKET, 2 * BUCKET))
    assert study.state.touching(article.id, Span(BUCKET - 1, BUCKET)) == [left]
    assert study.state.touching(article.id, Span(BUCKET, BUCKET)) == [right]
    assert study.state.touching(article.id, Span(2 * BUCKET, 3 * BUCKET)) == []
    assert study.state.touching(article.id, Span(0, 3 * BUCKET)) == [left, right]


def test_the_highlight_beside_a_place_is_the_next_in_order_either_way(
    study: Study, put: Put
) -> None:
    article, other = put("x" * 3 * BUCKET), put("another text")
    spans = [Span(5, 9), Span(5, 7), Span(5, 7), Span(0, BUCKET + 9), Span(2 * BUCKET, 3 * BUCKET)]
    made = sorted((study.highlights.make(article.id, span) for span in spans), key=place)
    study.highlights.make(other.id, Span(1, 2))
    beside = study.state.highlight_beside
    for one, two in pairwise(made):
        assert beside(article.id, one.standing, 1) == two
        assert beside(article.id, two.standing, -1) == one
    assert beside(article.id, made[-1].standing, 1) is None
    assert beside(article.id, made[0].standing, -1) is None
    assert beside("elsewhere", made[0].standing, 1) is None


def test_an_article_or_tag_that_nothing_points_to_has_none(study: Study, article: Article) -> None:
    assert study.state.highlights_of(article.id) == []
    assert study.state.count_of("elsewhere") == 0
    assert study.state.touching("elsewhere", Span(0, 9)) == []
    assert uses_of(study.state, "elsewhere") == []
    assert study.state.count_uses("elsewhere") == 0
    assert study.state.links_of("elsewhere") == []


def test_what_is_loaded_is_found_as_what_was_made_is(study: Study, article: Article) -> None:
    one = study.highlights.make(article.id, Span(4, 11), tags=["frame"])
    other = study.highlights.make(article.id, Span(0, 3))
    link = linked(study, one.id, other.id, "adds")
    loaded = State(study.state.info)
    for table in ("articles", "tags", "highlights", "links"):
        loaded.load(table, study.state.table(table).values())  # type: ignore[arg-type]
    assert loaded.highlights_of(article.id) == [other, one]
    assert loaded.touching(article.id, Span(5, 6)) == [one]
    assert uses_of(loaded, one.tags[0]) == [one]
    assert loaded.links_of(other.id) == [link]
    assert loaded.from_source(article.source) == loaded.with_text(article.sha256) == [article]
