"""Whatever is offered, the study stays consistent: an offer that would break it is refused."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.article import Article, digest
from annotations.highlight import Highlight, anchoring
from annotations.link import ABSENT, Link
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Conflict, Offer
from annotations.study.integrity import problems
from tests.adopting import adopt
from tests.annotations.conftest import ROWS_TEXT as TEXT

THEN = "2021-10-18T00:00:00Z"


def test_context_that_is_cut_short_is_made_whole(study: Study, offer: Offer) -> None:
    short = replace(offer.highlights[1], prefix="", suffix=" on")
    assert adopt(study, replace(offer, highlights=(offer.highlights[0], short))).added
    assert study.highlights.get("i") == offer.highlights[1]
    assert list(problems(study.state)) == []


def test_a_highlight_with_less_context_is_the_one_that_is_there(study: Study, offer: Offer) -> None:
    adopt(study, offer)
    short = tuple(replace(one, prefix="", suffix="") for one in offer.highlights)
    assert adopt(study, replace(offer, highlights=short)).skipped["highlights"] == 2


def test_what_older_versions_took_in_is_what_is_offered(study: Study, offer: Offer) -> None:
    adopt(study, offer)
    odd = replace(offer.links[0], relation=ABSENT, target="a")
    short = tuple(replace(one, prefix="", suffix="") for one in offer.highlights)
    study.state.load("links", [odd])
    study.state.load("highlights", short)
    adoption = adopt(study, replace(offer, links=(odd,)))
    assert adoption.skipped == {"articles": 2, "tags": 1, "highlights": 2, "links": 1}


@pytest.mark.parametrize(
    ("text", "what"),
    [("oth\rer", "the text holds a carriage return"),
     ("\ufeffother", "the text begins with a byte-order mark")],
)  # fmt: skip
def test_a_text_that_no_study_holds_is_refused(
    study: Study, offer: Offer, text: str, what: str
) -> None:
    odd = replace(offer.articles[1], text=text, sha256=digest(text))
    with pytest.raises(Conflict) as caught:
        adopt(study, replace(offer, articles=(offer.articles[0], odd)))
    assert caught.value.conflicts == (f"the article b (B): {what}",)


def test_no_passage_is_absent_from_its_own_article(study: Study, offer: Offer) -> None:
    own = replace(offer.links[0], relation=ABSENT, target="a")
    with pytest.raises(Conflict) as caught:
        adopt(study, replace(offer, links=(own,)))
    assert caught.value.conflicts == (
        "the link l (absent from): a passage cannot be 'absent from' its own article",
    )


texts = st.sampled_from([TEXT, "other", "one\rtwo", "one\r\ntwo", "\ufeffone two", "1\ufeff2", ""])


@st.composite
def articles(draw: st.DrawFn, name: str) -> Article:
    text = draw(texts)
    sha256 = digest(draw(st.sampled_from([text] * 9 + ["x"])))
    return Article(
        id=name, title=name, source=f"{name}.txt", media_type="text/plain",
        sha256=sha256, text=text, added=THEN,
    )  # fmt: skip


@st.composite
def highlights(draw: st.DrawFn, name: str, texts: dict[str, str]) -> Highlight:
    article = draw(st.sampled_from([*texts, "gone"]))
    text = texts.get(article) or "x"
    start = draw(st.integers(0, len(text) - 1))
    fields = anchoring(text, Span(start, draw(st.integers(start + 1, len(text)))))
    cut = draw(st.integers(0, 32))
    fields["prefix"] = draw(st.sampled_from([fields["prefix"], fields["prefix"][cut:], "x"]))
    fields["suffix"] = draw(st.sampled_from([fields["suffix"], fields["suffix"][:cut], "x"]))
    shift = draw(st.sampled_from([0] * 9 + [1]))
    fields |= {"start": fields["start"] + shift, "end": fields["end"] + shift}
    return Highlight(
        id=name, article=article, tags=(), note="", coder="", created=THEN, modified=THEN, **fields
    )


@st.composite
def links(draw: st.DrawFn, name: str) -> Link:
    ends = st.sampled_from(["a", "b", "g", "h", "i", "gone"])
    return Link(
        id=name, source=draw(ends), target=draw(ends), note="", coder="",
        relation=draw(st.sampled_from(["adds", ABSENT])), created=THEN, modified=THEN,
    )  # fmt: skip


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    """Small offers, which may be invalid in various ways."""
    some = tuple(draw(articles(name)) for name in "ab")
    texts = {article.id: article.text for article in some}
    return Offer(
        articles=some,
        highlights=tuple(
            draw(highlights(name, texts)) for name in draw(st.sets(st.sampled_from("ghi")))
        ),
        links=tuple(draw(links(name)) for name in draw(st.sets(st.sampled_from("lm")))),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(offer=offers(), second=offers())
def test_what_is_not_refused_leaves_a_study_that_holds_together(
    new_study: Callable[[], Study], offer: Offer, second: Offer
) -> None:
    study = new_study()
    for one in (offer, second):
        try:
            adopt(study, one)
        except Conflict:
            continue
        assert list(problems(study.state)) == []
