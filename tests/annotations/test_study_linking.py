"""Linking passages: the links and the highlights they need are made in one change."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.article import Article
from annotations.errors import DiptychError, Refused, UnknownRecord
from annotations.highlight import Highlight
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.highlights import Wanted
from annotations.study.integrity import problems
from annotations.study.linking import NewLink, join


@pytest.fixture
def pair(study: Study) -> tuple[Study, str, str]:
    """A study with two articles, and their ids."""
    ids = [
        study.articles.add(text, title=text, source=text, media_type="text/plain").article.id
        for text in ("Eight were expelled.", "Ten lost their passes.")
    ]
    return study, ids[0], ids[1]


def test_two_passages_are_highlighted_and_linked_as_one_change(
    pair: tuple[Study, str, str],
) -> None:
    study, one, two = pair
    (link,) = join(
        study, [NewLink(Wanted(one, Span(0, 5)), Wanted(two, Span(0, 3)), "contradicts")]
    )
    assert study.highlights.get(link.source).quote == "Eight"
    assert study.highlights.get(link.target).quote == "Ten"
    study.undo()
    assert not len(study.highlights)
    assert not len(study.links)


def test_a_highlight_that_is_there_is_used_as_it_is(pair: tuple[Study, str, str]) -> None:
    study, one, two = pair
    there = study.highlights.make(one, Span(0, 5), tags=["number"])
    (link,) = join(study, [NewLink(there, Wanted(two, Span(0, 3)), "same claim")])
    assert link.source == there.id
    assert len(study.highlights) == 2


def test_a_passage_is_absent_from_a_whole_article(pair: tuple[Study, str, str]) -> None:
    study, one, two = pair
    target = study.articles.get(two)
    (link,) = join(study, [NewLink(Wanted(one, Span(0, 5)), target, "absent from")])
    assert link.target == two


def test_a_passage_that_is_linked_twice_is_highlighted_once(pair: tuple[Study, str, str]) -> None:
    study, one, two = pair
    source = Wanted(one, Span(0, 5))
    targets = [Wanted(two, Span(0, 3)), Wanted(two, Span(4, 8))]
    join(study, [NewLink(source, target, "adds") for target in targets])
    assert len(study.highlights) == 3


@pytest.mark.parametrize("relation", ["contradicts", "absent from", " "])
def test_ends_that_do_not_fit_are_refused_and_nothing_changes(
    pair: tuple[Study, str, str], relation: str
) -> None:
    study, one, _ = pair
    own = study.articles.get(one)
    good = NewLink(Wanted(one, Span(0, 5)), Wanted(one, Span(6, 10)), "adds")
    with pytest.raises(Refused):
        join(study, [good, NewLink(Wanted(one, Span(0, 5)), own, relation)])
    assert not len(study.highlights)


def test_a_passage_is_not_linked_to_itself(pair: tuple[Study, str, str]) -> None:
    study, one, _ = pair
    there = study.highlights.make(one, Span(0, 5))
    with pytest.raises(Refused, match="itself"):
        join(study, [NewLink(there, there, "adds")])


def test_the_change_is_called_as_it_is_asked_to_be_or_by_its_relation(
    pair: tuple[Study, str, str],
) -> None:
    study, one, two = pair
    joints = [NewLink(Wanted(one, Span(0, 5)), Wanted(two, Span(0, 3)), " adds  to ")]
    labels: list[str] = []
    study.sinks.append(lambda change: labels.append(change.label))
    join(study, joints)
    join(study, joints, "link what is told twice")
    assert join(study, []) == []
    assert labels == ["link adds to", "link what is told twice"]


def test_a_highlight_that_is_gone_is_not_linked(pair: tuple[Study, str, str]) -> None:
    study, one, two = pair
    gone = study.highlights.make(one, Span(0, 5))
    study.undo()
    for joint in (
        NewLink(gone, Wanted(two, Span(0, 3)), "adds"),
        NewLink(Wanted(two, Span(0, 3)), gone, "adds"),
    ):
        with pytest.raises(UnknownRecord):
            join(study, [joint])
    assert list(problems(study.state)) == []
    assert not len(study.highlights)


def test_an_article_that_is_gone_is_not_linked(pair: tuple[Study, str, str]) -> None:
    study, one, two = pair
    gone = study.articles.get(two)
    study.articles.remove(two)
    with pytest.raises(UnknownRecord):
        join(study, [NewLink(Wanted(one, Span(0, 5)), gone, ABSENT)])
    assert list(problems(study.state)) == []


def test_a_highlight_is_not_linked_to_itself_as_it_was_before(
    pair: tuple[Study, str, str],
) -> None:
    study, one, _ = pair
    before = study.highlights.make(one, Span(0, 5))
    study.highlights.respan(before.id, Span(0, 10))
    now = study.highlights.get(before.id)
    for joint in (NewLink(before, now, "adds"), NewLink(now, before, "adds")):
        with pytest.raises(Refused, match="itself"):
            join(study, [joint])
    assert not len(study.links)


steps = st.tuples(
    st.sampled_from(["mark", "respan", "remove", "remove article", "undo", "redo", "join"]),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from(["adds", ABSENT]),
)


@given(st.lists(steps, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_looked_at_before_no_link_dangles(
    new_study: Callable[[], Study], done: list[tuple[str, int, int, str]]
) -> None:
    study = new_study()
    seen: list[Highlight | Wanted | Article] = []
    for text in ("Eight were expelled.", "Ten lost their passes."):
        added = study.articles.add(text, title=text, source=text, media_type="text/plain")
        seen.append(study.highlights.make(added.article.id, Span(0, 3)))
    for does, here, there, relation in done:
        articles, highlights = list(study.articles), list(study.highlights)
        # Objects that a mode or a dialog may have held since it was opened.
        seen += [one for one in (*articles, *highlights) if one not in seen]
        with suppress(DiptychError):
            match does:
                case "mark" if articles:
                    article = articles[here % len(articles)].id
                    span = Span(there, there + 3)
                    seen.append(Wanted(article, span))
                    study.highlights.make(article, span)
                case "respan" if highlights:
                    study.highlights.respan(highlights[here % len(highlights)].id, Span(0, 9))
                case "remove" if highlights:
                    study.highlights.remove([highlights[here % len(highlights)].id])
                case "remove article" if articles:
                    study.articles.remove(articles[here % len(articles)].id)
                case "undo":
                    study.undo()
                case "redo":
                    study.redo()
                case "join":
                    source, target = seen[here % len(seen)], seen[there % len(seen)]
                    if not isinstance(source, Article):
                        join(study, [NewLink(source, target, relation)])
        assert list(problems(study.state)) == []
