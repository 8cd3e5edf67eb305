"""The codebook: tags made, renamed with their children, merged, changed, deleted."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.change import Change
from annotations.compare.matrix.outline import Outline
from annotations.errors import Refused, UnknownRecord
from annotations.span import Span
from annotations.study import Study
from annotations.study.state import State
from annotations.tag import KEYS, PALETTE, Tag, is_below
from tests.annotations.conftest import branch, uses_of

Put = Callable[..., Article]
Whole = Callable[[Study], bytes]


@pytest.fixture
def tags(study: Study) -> Callable[..., list[Tag]]:
    """Adds tags to the study's codebook."""
    return lambda *names: [study.codebook.add(name) for name in names]


def names(study: Study) -> list[str]:
    return [tag.name for tag in study.codebook]


def named(study: Study, name: str) -> Tag:
    tag = study.codebook.named(name)
    assert tag is not None
    return tag


def tags_of(study: Study, id: str) -> tuple[str, ...]:
    return study.codebook.names(study.highlights.get(id).tags)


def test_a_tag_is_made_once_with_the_next_free_key_and_a_colour(
    study: Study, written: list[Change]
) -> None:
    first = study.codebook.add(" frame /  conflict ")
    assert (first.name, first.key, first.color) == ("frame/conflict", KEYS[0], PALETTE[0])
    assert study.codebook.add("frame/conflict") == first
    second = study.codebook.add("actor")
    assert (second.key, second.color) == (KEYS[1], PALETTE[1])
    assert len(written) == 2


def test_a_new_tag_has_a_colour_that_no_other_has_while_there_is_one(study: Study) -> None:
    first = study.codebook.add("first")
    study.codebook.change(first.id, color=PALETTE[1])
    others = [study.codebook.add(f"tag {n}").color for n in range(len(PALETTE))]
    assert len({PALETTE[1], *others[:-1]}) == len(PALETTE)
    assert others[-1] in PALETTE


def test_names_differ_by_case_and_not_by_how_an_accent_is_written(study: Study) -> None:
    one = study.codebook.add("Besan\u00e7on")
    assert study.codebook.add("Besanc\u0327on") == one
    assert study.codebook.add("besan\u00e7on") != one


def test_the_eleventh_tag_has_no_key_until_one_is_free(study: Study) -> None:
    made = [study.codebook.add(f"tag {n}") for n in range(11)]
    assert [tag.key for tag in made] == [*KEYS, None]
    branch(study, made[4].id).removal().at_once()
    assert study.codebook.add("late").key == "5"


@pytest.mark.parametrize("name", ["", " / ", "frame/", "a//b"])
def test_a_name_with_an_empty_part_is_refused(study: Study, name: str) -> None:
    tag = study.codebook.add("frame")
    with pytest.raises(Refused):
        study.codebook.add(name)
    with pytest.raises(Refused):
        branch(study, tag.id).renaming(name).at_once()
    assert names(study) == ["frame"]


def test_renaming_takes_children_along_and_nothing_else(
    study: Study, tags: Callable[..., list[Tag]], whole: Whole
) -> None:
    frame, *_ = tags("frame", "frame/conflict", "framework", "frame/conflict/war", "actor/frame")
    before = whole(study)
    change = branch(study, frame.id).renaming("theme/news").at_once()
    assert names(study) == [
        "theme/news",
        "theme/news/conflict",
        "framework",
        "theme/news/conflict/war",
        "actor/frame",
    ]
    assert change.label == "rename frame to theme/news"
    assert study.codebook.get(frame.id).color == frame.color
    study.undo()
    assert whole(study) == before


def test_a_tag_may_be_renamed_to_its_own_name_in_other_case(
    study: Study, tags: Callable[..., list[Tag]]
) -> None:
    (frame, _) = tags("frame", "frame/conflict")
    assert branch(study, frame.id).merges("Frame") == {}
    branch(study, frame.id).renaming("Frame").at_once()
    assert names(study) == ["Frame", "Frame/conflict"]


def test_renaming_a_tag_to_the_name_it_has_is_no_change(
    study: Study, written: list[Change]
) -> None:
    frame = study.codebook.add("frame")
    assert branch(study, frame.id).renaming(" frame ").at_once().edits == ()
    assert len(written) == 1


def test_a_tag_cannot_come_to_lie_below_itself(
    study: Study, tags: Callable[..., list[Tag]]
) -> None:
    frame, _ = tags("frame", "frame/conflict")
    for name in ("frame/conflict", "frame/new"):
        with pytest.raises(Refused, match="below itself"):
            branch(study, frame.id).renaming(name).at_once()
    assert names(study) == ["frame", "frame/conflict"]


def test_a_child_may_be_merged_into_its_parent_and_grandchildren_move_up(
    study: Study, article: Article, tags: Callable[..., list[Tag]], whole: Whole
) -> None:
    frame, child, _ = tags("frame", "frame/war", "frame/war/war")
    made = study.highlights.make(article.id, Span(0, 3), tags=["frame/war/war", "frame/war"])
    before = whole(study)
    assert branch(study, child.id).merges("frame") == {child.id: frame.id}
    branch(study, child.id).renaming("frame").at_once()
    assert names(study) == ["frame", "frame/war"]
    assert tags_of(study, made.id) == ("frame/war", "frame")
    study.undo()
    assert whole(study) == before


def test_renaming_onto_a_name_that_is_taken_merges_children_too_and_says_so(
    study: Study, article: Article, tags: Callable[..., list[Tag]], whole: Whole
) -> None:
    frame, _, lone, actor, child = tags(
        "frame", "frame/conflict", "frame/lone", "actor", "actor/conflict"
    )
    all_four = study.highlights.make(
        article.id, Span(0, 3),
        tags=["frame", "frame/conflict", "actor/conflict", "actor", "frame/lone"],
    )  # fmt: skip
    only = study.highlights.make(article.id, Span(4, 11), tags=["frame/conflict"])
    apart = study.highlights.make(article.id, Span(4, 11), tags=["actor"])
    study.articles.set(article.id, tags=[frame.id, actor.id])
    before = whole(study)

    assert set(branch(study, frame.id).merges("actor").values()) == {actor.id, child.id}
    change = branch(study, frame.id).renaming("actor").at_once()

    assert change.label == "merge frame into actor"
    assert names(study) == ["actor/lone", "actor", "actor/conflict"]
    assert tags_of(study, all_four.id) == ("actor", "actor/conflict", "actor/lone")
    assert tags_of(study, only.id) == ("actor/conflict",)
    assert study.highlights.get(apart.id) == apart
    assert study.articles.get(article.id).tags == (actor.id,)
    assert study.codebook.branch(actor.name).uses == 3
    assert uses_of(study.state, frame.id) == []
    assert lone.id in study.state.tags
    after = whole(study)
    study.undo()
    assert whole(study) == before
    assert study.codebook.branch(frame.name).uses == 2
    study.redo()
    assert whole(study) == after


def test_a_renaming_that_merges_only_below_says_so_too(
    study: Study, tags: Callable[..., list[Tag]]
) -> None:
    frame, below, other = tags("frame", "frame/conflict", "actor/conflict")
    assert branch(study, frame.id).merges("actor") == {below.id: other.id}
    change = branch(study, frame.id).renaming("actor").at_once()
    assert "merging" in change.label
    assert names(study) == ["actor", "actor/conflict"]


def test_a_highlight_whose_tags_were_merged_or_deleted_was_modified_and_others_were_not(
    study: Study, article: Article, tags: Callable[..., list[Tag]]
) -> None:
    frame, actor = tags("frame", "actor")
    touched = study.highlights.make(article.id, Span(0, 3), tags=["frame"])
    other = study.highlights.make(article.id, Span(0, 3), tags=["actor"])
    branch(study, frame.id).renaming("actor").at_once()
    assert study.highlights.get(touched.id).modified > touched.modified
    assert study.highlights.get(other.id) == other
    branch(study, actor.id).removal().at_once()
    assert study.highlights.get(other.id).modified > other.modified


def test_deleting_a_tag_takes_its_children_and_takes_them_off_highlights_and_articles(
    study: Study, article: Article, tags: Callable[..., list[Tag]], whole: Whole
) -> None:
    actor, frame, child, _ = tags("actor", "frame", "frame/conflict", "framework")
    made = study.highlights.make(
        article.id, Span(0, 3), tags=["frame/conflict", "framework", "frame"]
    )
    plain = study.highlights.make(article.id, Span(0, 4), tags=["frame"])
    study.articles.set(article.id, tags=[child.id, actor.id])
    before = whole(study)
    assert study.codebook.branch(frame.name).uses == 2
    branch(study, frame.id).removal().at_once()
    assert names(study) == ["actor", "framework"]
    assert tags_of(study, made.id) == ("framework",)
    assert tags_of(study, plain.id) == ()
    assert study.articles.get(article.id).tags == (actor.id,)
    study.undo()
    assert whole(study) == before


def test_tags_deleted_here_and_there_return_each_to_its_place(
    study: Study, tags: Callable[..., list[Tag]]
) -> None:
    order = ["a/1", "b", "a", "c", "a/2", "d", "a/3"]
    made = dict(zip(order, tags(*order), strict=True))
    branch(study, made["a"].id).removal().at_once()
    branch(study, made["c"].id).removal().at_once()
    assert names(study) == ["b", "d"]
    study.undo()
    study.undo()
    assert names(study) == order


def test_a_use_of_several_tags_of_a_branch_counts_once(study: Study, article: Article) -> None:
    study.highlights.make(article.id, Span(0, 3), tags=["frame", "frame/conflict"])
    study.highlights.make(article.id, Span(0, 3), tags=["frame/conflict"])
    assert study.codebook.branch("frame").uses == 2
    assert study.state.count_uses(named(study, "frame").id) == 1


def test_a_key_that_another_tag_has_moves_over(
    study: Study, tags: Callable[..., list[Tag]], whole: Whole
) -> None:
    frame, actor = tags("frame", "actor")
    before = whole(study)
    change = study.codebook.change(actor.id, key="1")
    assert study.codebook.keyed("1") == study.codebook.get(actor.id)
    assert study.codebook.get(frame.id).key is None
    assert study.codebook.keyed("2") is None
    assert len(change.edits) == 2
    study.undo()
    assert whole(study) == before


def test_a_tag_keeps_a_key_that_it_is_given_again(study: Study, written: list[Change]) -> None:
    frame = study.codebook.add("frame")
    assert study.codebook.change(frame.id, key="1").edits == ()
    study.codebook.change(frame.id, key=None)
    assert study.codebook.get(frame.id).key is None
    assert len(written) == 2


def test_colour_and_description_are_set_together(study: Study) -> None:
    frame = study.codebook.add("frame")
    study.codebook.change(frame.id, color="#ABCDEF", description="how it is told")
    now = study.codebook.get(frame.id)
    assert (now.color, now.description, now.name) == ("#abcdef", "how it is told", "frame")
    study.codebook.change(frame.id, description=None)
    assert study.codebook.get(frame.id).description == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "10"},
        {"key": ""},
        {"key": "a"},
        {"color": "red"},
        {"color": "#12345"},
        {"name": "actor"},
        {"weight": 3},
    ],
)
def test_a_tag_takes_no_key_colour_or_field_that_is_none(
    study: Study, tags: Callable[..., list[Tag]], whole: Whole, fields: dict[str, Any]
) -> None:
    frame, _ = tags("frame", "actor")
    before = whole(study)
    with pytest.raises(Refused):
        study.codebook.change(frame.id, description="x", **fields)
    assert whole(study) == before


def test_an_unknown_tag_is_said_to_be_unknown(study: Study) -> None:
    with pytest.raises(UnknownRecord, match="There is no tag 'x' in this study"):
        study.codebook.get("x")
    assert study.codebook.named("x") is None


def test_fields_of_a_newer_version_outlive_renaming_merging_and_undo(
    study: Study, article: Article, whole: Whole
) -> None:
    old = study.codebook.add("frame")
    study.state.load("tags", [Tag.from_fields({**old.to_fields(), "weight": {"x": [1]}})])
    made = study.highlights.make(article.id, Span(0, 3), tags=["frame"])
    study.state.load("highlights", [type(made).from_fields({**made.to_fields(), "sure": 0.5})])
    before = whole(study)
    study.codebook.add("actor")
    study.codebook.change(old.id, description="new")
    branch(study, old.id).renaming("theme").at_once()
    assert study.codebook.get(old.id).to_fields()["weight"] == {"x": [1]}
    branch(study, old.id).renaming("actor").at_once()
    assert study.highlights.get(made.id).to_fields()["sure"] == 0.5
    while study.history.to_undo and study.history.to_undo.label != "highlight frame":
        study.undo()
    assert whole(study) == before


def test_a_merge_keeps_the_description_there_is(study: Study) -> None:
    names = ("one", "two", "three")
    one, two, three = (study.codebook.add(name) for name in names)
    study.codebook.change(one.id, description="who is to blame")
    branch(study, one.id).renaming("two").at_once()
    assert study.codebook.get(two.id).description == "who is to blame"
    study.codebook.change(three.id, description="who pays")
    branch(study, three.id).renaming("two").at_once()
    assert study.codebook.get(two.id).description == "who is to blame"
    study.undo()
    study.undo()
    study.undo()
    assert study.codebook.get(two.id).description == ""
    assert study.codebook.get(one.id).description == "who is to blame"


def test_a_draft_is_stale_from_the_next_edit_until_it_is_made_anew(study: Study) -> None:
    study.codebook.add("tone")
    draft = study.codebook.branch("tone").removal()
    assert not draft.is_stale
    study.codebook.add("frame")
    assert draft.is_stale
    for _ in draft.slices():
        pass
    assert not draft.is_stale
    draft.take_in()
    assert [tag.name for tag in study.codebook] == ["frame"]


class TestShifting:
    TAGS = ("f/w", "a", "f", "f/l", "t/c", "a/p", "f/w/x")

    @pytest.mark.parametrize(
        ("path", "by", "outline"),
        [
            ("a", -1, "a a/p f f/w f/w/x f/l t t/c"),
            ("f", 1, "a a/p f f/w f/w/x f/l t t/c"),
            ("f/l", -1, "f f/l f/w f/w/x a a/p t t/c"),
            ("t", -1, "f f/w f/w/x f/l t t/c a a/p"),
        ],
    )  # fmt: skip
    def test_a_branch_changes_places_with_the_one_beside_it(
        self, study: Study, tags: Callable[..., list[Tag]], path: str, by: Literal[-1, 1],
        outline: str,
    ) -> None:  # fmt: skip
        made = tags(*self.TAGS)
        before = list(study.codebook)
        study.codebook.branch(path).shift(by)
        assert Outline(study.codebook).names == outline.split()
        assert sorted(study.codebook, key=lambda tag: tag.id) == sorted(
            made, key=lambda tag: tag.id
        )
        study.undo()
        assert list(study.codebook) == before
        study.redo()
        assert Outline(study.codebook).names == outline.split()

    @given(data=st.data())
    def test_no_other_changes_its_place(self, data: st.DataObject) -> None:
        study = Study(State.empty(id="s", created="2021-10-18T00:00:00Z"), coder="ana")
        part = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
        for name in data.draw(st.lists(part, min_size=2, max_size=9, unique=True)):
            study.codebook.add(name)
        before = Outline(study.codebook).names
        path, by = data.draw(st.sampled_from(before)), data.draw(st.sampled_from((-1, 1)))
        here = study.codebook.branch(path)
        siblings, place = here.siblings, here.siblings.index(path)
        if not 0 <= place + by < len(siblings):
            with pytest.raises(Refused, match="of its level already"):
                here.shift(by)
            return
        first, second = sorted((place, place + by))
        ahead, behind = (
            [name for name in before if is_below(name, siblings[n])] for n in (first, second)
        )
        start = before.index(ahead[0])
        here.shift(by)
        rest = before[start + len(ahead) + len(behind) :]
        assert Outline(study.codebook).names == [*before[:start], *behind, *ahead, *rest]

    @pytest.mark.parametrize(("path", "by"), [("f", -1), ("t", 1), ("t/c", -1)])
    def test_the_first_and_the_last_stay(
        self, study: Study, tags: Callable[..., list[Tag]], path: str, by: Literal[-1, 1]
    ) -> None:
        tags(*self.TAGS)
        with pytest.raises(Refused, match=f"{path} is the (first|last) of its level already"):
            study.codebook.branch(path).shift(by)
