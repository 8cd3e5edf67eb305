"""Articles that two coders added separately are joined, with the highlights and links of both."""

import pytest
from msgspec.structs import replace

from annotations.article import Article
from annotations.change import Change
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Conflict, Offer
from annotations.study.integrity import problems
from annotations.study.reconciliation import Side
from tests.adopting import adopt
from tests.annotations.conftest import ROWS_TEXT as TEXT
from tests.annotations.conftest import Whole, refused


@pytest.fixture
def own(study: Study) -> dict[str, Article]:
    more = {"source": "mine.txt", "media_type": "text/plain"}
    return {
        "a": study.articles.add(TEXT, title="A title", **more).article,
        "b": study.articles.add("other", title="B", outlet="Mine", **more).article,
    }


@pytest.fixture
def absent(offer: Offer) -> Offer:
    """The offer with an absence link from a passage of the first article to the second article."""
    return replace(
        offer,
        links=(*offer.links, replace(offer.links[0], id="m", target="b", relation=ABSENT)),
    )


@pytest.mark.parametrize("prefer", [None, "ours", "theirs"])
def test_what_is_marked_and_linked_in_them_comes_to_those_and_nothing_else(
    study: Study, absent: Offer, own: dict[str, Article], prefer: Side | None
) -> None:
    theirs = replace(absent.articles[1], status="done", outlet="Theirs", note="n")
    absent = replace(absent, articles=(absent.articles[0], theirs))
    adoption = adopt(study, absent, prefer=prefer, same_articles=True)
    assert adoption.added == {"articles": 0, "tags": 1, "highlights": 2, "links": 2}
    assert adoption.skipped["articles"] == 2
    assert [(new.id, here.id) for new, here in adoption.joined] == [
        ("a", own["a"].id), ("b", own["b"].id),
    ]  # fmt: skip
    assert adoption.doubles == ()
    assert list(study.articles) == list(own.values())
    assert study.highlights.get("h") == replace(absent.highlights[0], article=own["a"].id)
    assert study.links.get("m").target == own["b"].id
    assert study.links.get("l") == absent.links[0]
    assert list(problems(study.state)) == []


def test_a_passage_that_has_the_id_of_an_article_is_none(
    study: Study, offer: Offer, own: dict[str, Article]
) -> None:
    named = (offer.highlights[0], replace(offer.highlights[1], id="b"))
    to_it = (replace(offer.links[0], target="b"),)
    adopt(study, replace(offer, highlights=named, links=to_it), same_articles=True)
    assert study.links.get("l").target == "b"


def test_once_more_is_nothing(
    study: Study, absent: Offer, own: dict[str, Article], written: list[Change]
) -> None:
    adopt(study, absent, same_articles=True)
    again = adopt(study, absent, same_articles=True)
    assert not any(again.added.values())
    assert again.skipped == {"articles": 2, "tags": 1, "highlights": 2, "links": 2}
    assert len(written) == 1


def test_the_texts_may_be_left_out(study: Study, offer: Offer, own: dict[str, Article]) -> None:
    blank = tuple(replace(one, text="") for one in offer.articles)
    textless = replace(offer, articles=blank, textless=frozenset("ab"))
    assert adopt(study, textless, same_articles=True).added["highlights"] == 2


def test_where_both_marked_a_passage_there_are_two_highlights(
    study: Study, offer: Offer, own: dict[str, Article]
) -> None:
    mine = study.highlights.make(own["a"].id, Span(0, 3), tags=["t"])
    adopt(study, offer, prefer="ours", same_articles=True)
    first, theirs = study.state.highlights_of(own["a"].id)[:2]
    assert {first.id, theirs.id} == {mine.id, "h"}
    assert first.span == theirs.span


def test_unless_it_is_asked_for_there_will_be_two(
    study: Study, offer: Offer, own: dict[str, Article]
) -> None:
    adoption = adopt(study, offer)
    assert [(new.id, here.id) for new, here in adoption.doubles] == [
        ("a", own["a"].id), ("b", own["b"].id),
    ]  # fmt: skip
    assert study.highlights.get("h").article == "a"
    known = adopt(study, offer, same_articles=True)
    assert known.joined == ()


def test_another_title_makes_another_article(
    study: Study, offer: Offer, own: dict[str, Article]
) -> None:
    study.articles.set(own["a"].id, title="Mine")
    adoption = adopt(study, offer, same_articles=True)
    assert [new.id for new, _ in adoption.doubles] == ["a"]
    assert [new.id for new, _ in adoption.joined] == ["b"]
    assert study.highlights.get("h").article == "a"


@pytest.fixture
def renamed(study: Study, offer: Offer, own: dict[str, Article]) -> Offer:
    """The offer with its first article's file in another folder; our copy has a new title."""
    study.articles.set(own["a"].id, title="Set right")
    first, second = offer.articles
    return replace(offer, articles=(replace(first, source="~/theirs/mine.txt"), second))


def test_a_title_that_was_set_right_here_makes_none_where_the_file_has_the_same_name(
    study: Study, renamed: Offer, own: dict[str, Article]
) -> None:
    adoption = adopt(study, renamed, same_articles=True)
    assert ("a", own["a"].id) in [(new.id, here.id) for new, here in adoption.joined]
    assert study.highlights.get("h").article == own["a"].id
    assert study.articles.get(own["a"].id).title == "Set right"


@pytest.mark.parametrize("source", ["https://wire.example/mine.txt", "~/theirs/other.txt", ""])
def test_another_file_name_or_a_page_elsewhere_makes_another_article(
    study: Study, renamed: Offer, source: str
) -> None:
    first, second = renamed.articles
    adoption = adopt(
        study,
        replace(renamed, articles=(replace(first, source=source), second)),
        same_articles=True,
    )
    assert [new.id for new, _ in adoption.doubles] == ["a"]


def test_of_two_files_of_one_name_and_text_none_is_meant(study: Study, renamed: Offer) -> None:
    more = {"source": "there/mine.txt", "media_type": "text/plain"}
    study.articles.add(TEXT, title="Twin", **more)
    assert [new.id for new, _ in adopt(study, renamed, same_articles=True).doubles] == ["a"]


def test_a_file_name_says_nothing_of_an_article_that_they_have_too(
    study: Study, offer: Offer
) -> None:
    adopt(study, offer)
    other = replace(offer.articles[0], id="c", title="Another paper")
    two = replace(offer, articles=(*offer.articles, other))
    assert [new.id for new, _ in adopt(study, two, same_articles=True).doubles] == ["c"]


@pytest.mark.parametrize(("prefer", "home"), [("ours", "a"), ("theirs", "c")])
def test_a_title_is_the_one_that_the_study_will_have(
    study: Study, offer: Offer, prefer: Side, home: str
) -> None:
    adopt(study, offer)
    first, second = offer.articles
    articles = (replace(first, title="Theirs"), second, replace(first, id="c"))
    there = replace(offer.highlights[0], id="j", article="c")
    for _ in range(2):
        adopt(
            study,
            replace(offer, articles=articles, highlights=(there,), links=()),
            prefer=prefer,
            same_articles=True,
        )
        assert study.highlights.get("j").article == home
        assert len(study.articles) == (2 if home == "a" else 3)


@pytest.mark.parametrize("prefer", [None, "ours", "theirs"])
def test_where_two_might_be_meant_it_stops(
    study: Study,
    offer: Offer,
    own: dict[str, Article],
    prefer: Side | None,
    whole: Whole,
) -> None:
    twin = study.articles.add(TEXT, title="A title", source="x", media_type="text/plain")
    assert refused(study, offer, whole, prefer=prefer, same_articles=True) == (
        f"the article a (A title) has the title and text of {own['a'].id} and "
        f"{twin.article.id} here; remove all but one of these, or "
        "give them titles of their own",
    )
    adopt(study, offer, prefer=prefer)


@pytest.fixture
def agency(study: Study) -> dict[str, str]:
    """The ids of two articles with one agency text from two papers, by file name."""
    return {
        paper: study.articles.add(TEXT, title="A title", source=paper, media_type="text/plain")
        .article.id
        for paper in ("ledger.txt", "herald.txt")
    }  # fmt: skip


@pytest.fixture
def two_papers(offer: Offer) -> Offer:
    """The offer with the agency's text from the same two papers, with a highlight in each."""
    ledger = replace(offer.articles[0], source="~/theirs/ledger.txt")
    there = replace(offer.highlights[0], id="j", article="c")
    return replace(
        offer,
        articles=(ledger, replace(ledger, id="c", source="~/theirs/herald.txt")),
        highlights=(offer.highlights[0], there),
        links=(),
    )


@pytest.mark.parametrize("retitled", [None, "ledger.txt", "herald.txt"])
def test_an_agency_text_in_two_papers_goes_to_each_by_its_file(
    study: Study, two_papers: Offer, agency: dict[str, str], retitled: str | None
) -> None:
    if retitled:
        study.articles.set(agency[retitled], title="Set right")
    for _ in range(2):
        adopt(study, two_papers, same_articles=True)
        assert study.highlights.get("h").article == agency["ledger.txt"]
        assert study.highlights.get("j").article == agency["herald.txt"]
        assert len(study.articles) == 2


def test_two_of_theirs_may_be_one_of_ours(
    study: Study, offer: Offer, own: dict[str, Article], whole: Whole
) -> None:
    twin = replace(offer.articles[0], id="c")
    offer = replace(offer, articles=(*offer.articles, twin))
    there = replace(offer.highlights[1], article="c")
    two = replace(offer, highlights=(offer.highlights[0], there))
    adopt(study, two, same_articles=True)
    assert {h.article for h in study.highlights} == {own["a"].id}
    absent = replace(offer.links[0], id="m", target="c", relation=ABSENT)
    assert refused(study, replace(two, links=(absent,)), whole, same_articles=True) == (
        "the link m (absent from): a passage cannot be 'absent from' its own article",
    )


def test_a_text_that_is_not_as_its_sum_says_is_refused(
    study: Study, offer: Offer, own: dict[str, Article], whole: Whole
) -> None:
    odd = replace(offer.articles[0], text=f"{TEXT}!")
    offer = replace(offer, articles=(odd, offer.articles[1]))
    assert refused(study, offer, whole, same_articles=True) == (
        "the article a (A title): the text has another SHA-256",
    )


def test_of_several_with_the_text_the_one_is_told_that_may_be_it(
    study: Study, offer: Offer
) -> None:
    more = {"media_type": "text/plain"}
    study.articles.add(TEXT, title="Another paper", source="elsewhere.txt", **more)
    same = study.articles.add(TEXT, title="A title", source="mine.txt", **more).article
    assert [here.id for _, here in adopt(study, offer).doubles] == [same.id]


def test_that_there_would_be_two_is_known_to_who_is_refused(
    study: Study, offer: Offer, own: dict[str, Article]
) -> None:
    study.codebook.add("t")
    with pytest.raises(Conflict) as caught:
        adopt(study, offer)
    assert [(new.id, here.id) for new, here in caught.value.doubles] == [
        ("a", own["a"].id), ("b", own["b"].id),
    ]  # fmt: skip
