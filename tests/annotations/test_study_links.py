"""Links: between two passages, or from a passage to the article that lacks it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from annotations.article import Article
from annotations.change import Change
from annotations.errors import Refused, UnknownRecord
from annotations.link import ABSENT, RELATIONS
from annotations.span import Span
from annotations.study import Study
from annotations.study.highlights import Wanted
from tests.linking import linked

Whole = Callable[[Study], bytes]


class Ends(NamedTuple):
    """The ids of a highlight here, a highlight there, and the article there."""

    here: str
    there: str
    article: str


@pytest.fixture
def ends(study: Study, put: Callable[..., Article]) -> Ends:
    one, two = put("one text"), put("two texts")
    here = study.highlights.make(one.id, Span(0, 3))
    there = study.highlights.make(two.id, Span(0, 3))
    return Ends(here.id, there.id, two.id)


def test_a_link_joins_two_passages_by_a_relation(study: Study, ends: Ends) -> None:
    link = linked(study, ends.here, ends.there, " same   claim ", "a note")
    assert (link.source, link.target, link.relation) == (ends.here, ends.there, "same claim")
    assert (link.coder, link.note, link.created) == ("ana", "a note", link.modified)
    assert study.links.of(ends.here) == study.links.of(ends.there) == [link]
    assert study.links.get(link.id) == link
    assert linked(study, ends.here, ends.there, "adds").note == ""


def test_absent_from_ends_at_a_whole_article(study: Study, ends: Ends) -> None:
    link = linked(study, ends.here, ends.article, ABSENT)
    assert study.links.of(ends.article) == [link]


def test_a_link_that_does_not_fit_its_ends_is_refused(
    study: Study, ends: Ends, whole: Whole
) -> None:
    before = whole(study)
    own = study.highlights.get(ends.here).article
    for source, target, relation, says in [
        (ends.here, ends.here, "adds", "itself"),
        (ends.here, ends.there, " ", "needs a relation"),
        (ends.here, ends.there, ABSENT, "whole article"),
        (ends.here, ends.article, "contradicts", "whole article"),
        (ends.here, own, ABSENT, "its own article"),
    ]:
        with pytest.raises(Refused, match=says):
            linked(study, source, target, relation)
    assert whole(study) == before


def test_a_relation_can_change_but_not_to_one_that_does_not_fit(
    study: Study, ends: Ends, whole: Whole
) -> None:
    link = linked(study, ends.here, ends.there, "contradicts")
    absent = linked(study, ends.here, ends.article, ABSENT)
    study.links.set(link.id, relation="supports", note="why")
    now = study.links.get(link.id)
    assert (now.relation, now.note, now.created) == ("supports", "why", link.created)
    assert now.modified > link.modified
    before = whole(study)
    with pytest.raises(Refused):
        study.links.set(link.id, relation=ABSENT)
    with pytest.raises(Refused):
        study.links.set(absent.id, relation="supports")
    assert whole(study) == before


def test_setting_a_link_to_what_it_is_is_no_change(
    study: Study, ends: Ends, written: list[Change]
) -> None:
    link = linked(study, ends.here, ends.there, "adds", "a note")
    assert study.links.set(link.id, relation="adds", note="a note").edits == ()
    assert study.links.set(link.id).edits == ()
    assert study.links.get(link.id) == link
    assert len(written) == 1


def test_an_empty_note_takes_a_links_note_away(study: Study, ends: Ends) -> None:
    link = linked(study, ends.here, ends.there, "adds", "a note")
    study.links.set(link.id, note="")
    assert study.links.get(link.id).note == ""


def test_deleting_a_link_leaves_the_highlights(study: Study, ends: Ends, whole: Whole) -> None:
    link = linked(study, ends.here, ends.there, "adds")
    before = whole(study)
    study.links.remove(link.id)
    assert len(study.links) == 0
    assert study.links.of(ends.there) == []
    assert len(study.highlights) == 2
    study.undo()
    assert whole(study) == before
    assert study.links.of(ends.there) == [link]


def test_links_of_an_end_come_by_id(study: Study, ends: Ends) -> None:
    ids = iter(["l2", "l1", "l3"])
    study.make_id = lambda: next(ids)
    for relation in ("adds", "supports", "contradicts"):
        linked(study, ends.here, ends.there, relation)
    assert [link.id for link in study.links.of(ends.here)] == ["l1", "l2", "l3"]


def test_a_study_may_have_relations_of_its_own(study: Study, ends: Ends) -> None:
    linked(study, ends.here, ends.there, "quotes")
    linked(study, ends.here, ends.there, "adds")
    linked(study, ends.here, ends.there, "answers")
    assert study.links.relations() == [*RELATIONS, "answers", "quotes"]


def test_an_unknown_link_is_said_to_be_unknown(study: Study) -> None:
    with pytest.raises(UnknownRecord, match="There is no link 'x' in this study"):
        study.links.remove("x")


@pytest.mark.parametrize("more", [0, 9], ids=["few highlights", "more highlights than links"])
def test_links_between_two_articles_come_in_the_order_of_the_first_one_s_passages(
    study: Study, ends: Ends, more: int
) -> None:
    one = study.highlights.get(ends.here).article
    for article in (one, ends.article):
        study.highlights.make_all([Wanted(article, Span(0, 1))] * more)
    later = study.highlights.make(one, Span(4, 8)).id
    beside = study.highlights.make(ends.article, Span(4, 9)).id
    back = linked(study, ends.there, later, "adds")
    there = linked(study, ends.here, beside, "supports")
    linked(study, ends.here, later, "adds")
    linked(study, ends.here, ends.article, ABSENT)
    assert list(study.links.between(one, ends.article)) == [
        (Span(0, 3), Span(4, 9), there),
        (Span(4, 8), Span(0, 3), back),
    ]
    assert list(study.links.between(ends.article, one)) == [
        (Span(0, 3), Span(4, 8), back),
        (Span(4, 9), Span(0, 3), there),
    ]
