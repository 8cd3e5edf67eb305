"""The figures of a study."""

from annotations.compare.matrix.stats import CoderFigures, TagFigures, stats
from tests.compare.conftest import TEXTS, Desk


def test_articles_tell_what_is_marked_in_them(coded: Desk) -> None:
    closing, envoys, harvest = stats(coded.state).articles
    assert (closing.highlights, closing.tags, closing.links) == (3, 4, 1)
    assert closing.covered == len("The embassy closes") + len("The minister")
    assert closing.share == round(closing.covered / len(TEXTS["closing"]), 4)
    assert (envoys.highlights, envoys.tags, envoys.links) == (2, 2, 2)
    assert (harvest.highlights, harvest.links) == (1, 1)


def test_tags_tell_their_own_uses_and_those_below(coded: Desk) -> None:
    figures = {tag.name: tag for tag in stats(coded.state).tags}
    assert figures["frame"] == TagFigures("frame", 2, 4, 3)
    assert figures["frame/end"] == TagFigures("frame/end", 2, 2, 2)
    assert figures["actor"] == TagFigures("actor", 1, 2, 1)


def test_coders_and_relations_are_counted(coded: Desk) -> None:
    figures = stats(coded.state)
    assert figures.coders == (CoderFigures("ana", 4, 0), CoderFigures("bo", 2, 2))
    assert figures.relations == {"absent from": 1, "same claim": 1}
    assert (figures.highlights, figures.links) == (6, 2)


def test_a_link_within_an_article_counts_once(desk: Desk) -> None:
    one, other = desk.mark("closing", "embassy"), desk.mark("closing", "minister")
    desk.link(one, other, "supports")
    assert [article.links for article in stats(desk.state).articles] == [1, 0, 0]


def test_an_empty_study_has_figures_too(desk: Desk) -> None:
    assert stats(desk.state).tags == ()
    assert {article.highlights for article in stats(desk.state).articles} == {0}
