"""An offer from another study is adopted whole, or refused with every reason listed."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from annotations.article import digest
from annotations.change import Change
from annotations.study import Study
from annotations.study.adoption import Comparison, Conflict, Offer
from annotations.study.integrity import problems
from annotations.tag import Tag
from tests.adopting import adopt
from tests.annotations.conftest import ROWS_TEXT as TEXT
from tests.annotations.conftest import Rows

Whole = Callable[[Study], bytes]


def conflicts(study: Study, offer: Offer, whole: Whole) -> list[str]:
    """The reasons why an offer cannot be adopted; asserts that the study is unchanged."""
    before, last = whole(study), study.last
    with pytest.raises(Conflict) as caught:
        adopt(study, offer)
    assert str(caught.value) == "Nothing was imported, because of what is listed here."
    assert (whole(study), study.last) == (before, last)
    return list(caught.value.conflicts)


def test_an_offer_is_taken_in_as_one_change(
    study: Study, offer: Offer, rows: Rows, written: list[Change]
) -> None:
    seen: list[int] = []
    assert len(offer) == 6
    adoption = adopt(study, offer, seen=lambda: seen.append(1))
    assert adoption.added == {"articles": 2, "tags": 1, "highlights": 2, "links": 1}
    assert adoption.skipped == {"articles": 0, "tags": 0, "highlights": 0, "links": 0}
    assert len(seen) == 6
    assert [change.label for change in written] == ["import"]
    for table in ("articles", "tags", "highlights", "links"):
        assert [r.to_fields() for r in study.state.table(table).values()] == rows[table]  # type: ignore[arg-type]
    assert list(problems(study.state)) == []


def test_undo_goes_back_through_an_import_to_what_it_stands_on(
    study: Study, offer: Offer, whole: Whole
) -> None:
    nothing = whole(study)
    study.codebook.add(offer.tags[0].name)
    before = whole(study)
    adopt(study, offer, prefer="ours")
    after = whole(study)
    # If the tag's creation were undone before the import, imported highlights would lose their tag.
    undone = study.undo()
    assert undone is not None
    assert undone.label == "undid: import"
    assert whole(study) == before
    study.undo()
    assert whole(study) == nothing
    study.redo()
    study.redo()
    assert whole(study) == after
    assert list(problems(study.state)) == []


def test_what_was_compared_is_stale_once_the_study_is_edited(study: Study, offer: Offer) -> None:
    comparison = Comparison(study, offer, prefer=None, same_articles=False)
    assert len(list(comparison.slices())) == len(offer)
    assert not comparison.is_stale
    study.codebook.add("of one's own")
    assert comparison.is_stale


def test_a_long_article_is_looked_at_some_of_it_at_a_time(
    study: Study, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.article.DIGESTED", 4)
    comparison = Comparison(study, offer, prefer=None, same_articles=False)
    rests = sum((len(article.text) - 1) // 4 for article in offer.articles)
    assert len(list(comparison.slices())) == len(offer) + rests
    comparison.take_in()
    assert list(problems(study.state)) == []


def test_a_record_that_no_study_can_hold_is_a_conflict(
    study: Study, offer: Offer, whole: Whole
) -> None:
    wrong = replace(offer.tags[0], color="red")
    (why,) = conflicts(study, replace(offer, tags=(wrong,), highlights=(), links=()), whole)
    assert "the tag t is none that a study can hold: " in why
    assert "`$.color`" in why


def test_what_is_there_already_is_skipped_though_the_study_knows_more_of_it(
    study: Study, offer: Offer, written: list[Change]
) -> None:
    first = replace(offer.articles[0], unknown={"newer": 1})
    adopt(study, replace(offer, articles=(first,), highlights=(), links=()))
    adoption = adopt(study, offer)
    assert adoption.added == {"articles": 1, "tags": 0, "highlights": 2, "links": 1}
    assert adoption.skipped == {"articles": 1, "tags": 1, "highlights": 0, "links": 0}
    again = adopt(study, offer)
    assert again.skipped == {"articles": 2, "tags": 1, "highlights": 2, "links": 1}
    assert len(written) == 2


def test_a_dry_run_only_counts(study: Study, offer: Offer, whole: Whole) -> None:
    before = whole(study)
    assert adopt(study, offer, dry_run=True).added["highlights"] == 2
    assert whole(study) == before
    assert adopt(study, offer).added["highlights"] == 2


def test_tags_are_the_same_where_their_names_are(study: Study, offer: Offer) -> None:
    own = study.codebook.add("t")
    study.codebook.change(own.id, description="d")
    other = Tag(id="u", name="u", key="1", color="#000000", description="")
    twice = replace(offer.highlights[0], tags=("t", "u", "t"))
    adopt(study, replace(offer, tags=(*offer.tags, other), highlights=(twice,), links=()))
    assert study.highlights.get("h").tags == (own.id, "u")
    assert study.articles.get("a").tags == (own.id,)
    assert study.codebook.get("u").key is None


def test_a_tag_that_differs_is_a_conflict(study: Study, offer: Offer, whole: Whole) -> None:
    own = study.codebook.add("t")
    study.codebook.change(own.id, color="#010203", key="4")
    assert conflicts(study, offer, whole) == [
        "the tag t differs from the study's own in key (“1” there, “4” here), color (“#e69f00” "
        "there, “#010203” here), description (“d” there, nothing here)"
    ]


def test_a_text_may_be_left_out_where_the_study_has_it(
    study: Study, offer: Offer, whole: Whole
) -> None:
    blank = replace(offer.articles[0], text="")
    textless = replace(offer, articles=(blank, offer.articles[1]), textless=frozenset("a"))
    lacks = "the article a (A title) comes without its text, which the study lacks"
    assert conflicts(study, textless, whole)[0] == lacks
    adopt(study, replace(offer, highlights=(), links=()))
    assert adopt(study, textless).skipped["articles"] == 2
    assert study.articles.get("a").text == TEXT
    other = replace(blank, sha256=digest("other"))
    spoiled = replace(textless, articles=(other, offer.articles[1]))
    assert lacks in conflicts(study, spoiled, whole)


ODD: dict[str, tuple[str, int, dict[str, Any]]] = {
    "the article b (B): the text has another SHA-256": ("articles", 1, {"text": "x"}),
    "the highlight h (“one”) is in the article gone, which is missing": (
        "highlights", 0, {"article": "gone"},
    ),
    "the highlight h (“two” in A title) has a quote or context that is not in its text there": (
        "highlights", 0, {"quote": "two"},
    ),
    "the highlight i (“two” in A title) has a quote or context that is not in its text there": (
        "highlights", 1, {"prefix": "x"},
    ),
    "the link l (adds): there is no highlight gone": ("links", 0, {"source": "gone"}),
    "the link l (adds): a passage cannot be linked to itself": ("links", 0, {"target": "h"}),
}  # fmt: skip


@pytest.mark.parametrize("conflict", ODD)
def test_what_does_not_hold_together_is_not_taken_in(
    study: Study, offer: Offer, conflict: str, whole: Whole
) -> None:
    table, nth, fields = ODD[conflict]
    records = list(getattr(offer, table))
    records[nth] = replace(records[nth], **fields)
    assert conflicts(study, replace(offer, **{table: tuple(records)}), whole) == [conflict]


@pytest.mark.parametrize(
    ("relation", "target", "fits"),
    [("adds", "i", True), ("adds", "b", False), ("absent from", "b", True),
     ("absent from", "i", False), ("adds", "gone", False)],
)  # fmt: skip
def test_a_link_ends_at_a_passage_or_by_its_relation_at_an_article(
    study: Study, offer: Offer, relation: str, target: str, fits: bool, whole: Whole
) -> None:
    link = replace(offer.links[0], relation=relation, target=target)
    offer = replace(offer, links=(link,))
    if fits:
        assert adopt(study, offer).added["links"] == 1
    else:
        kind = "article" if relation == "absent from" else "highlight"
        assert conflicts(study, offer, whole) == [
            f"the link l ({relation}): there is no {kind} {target}"
        ]


@pytest.mark.parametrize(
    ("start", "end", "prefix", "suffix", "fits"),
    [
        (80, 83, TEXT[48:80], "", True),
        (80, 84, TEXT[48:80], "", False),
        (0, 3, "", TEXT[3:35], True),
        (0, 3, "", "two", False),
        (4, 7, "two ", TEXT[7:39], False),
    ],
)
def test_a_quote_and_what_is_around_it_stand_in_the_text(
    study: Study, offer: Offer, start: int, end: int, prefix: str, suffix: str, fits: bool
) -> None:
    quote = TEXT[start:end].ljust(end - start)
    one = replace(
        offer.highlights[0], start=start, end=end, quote=quote, prefix=prefix, suffix=suffix
    )
    offer = replace(offer, highlights=(one,), links=())
    if fits:
        assert adopt(study, offer).added["highlights"] == 1
    else:
        with pytest.raises(Conflict):
            adopt(study, offer)


def test_all_conflicts_are_listed(study: Study, offer: Offer, whole: Whole) -> None:
    adopt(study, offer)
    study.highlights.note("h", "other")
    study.articles.set("b", title="New", event="e")
    study.links.set("l", note="other")
    assert conflicts(study, offer, whole) == [
        "the article b (B) differs from the study's own in title (“B” there, “New” here), event "
        "(nothing there, “e” here)",
        "the highlight h (“one” in A title) differs from the study's own in note (“n” there, "
        "“other” here), modified (later here)",
        "the link l (adds) differs from the study's own in note (“n” there, “other” here), "
        "modified (later here)",
    ]


@pytest.mark.parametrize(("modified", "later"), [("2031", "there"), ("2001", "here")])
def test_which_version_is_the_later_one_is_told(
    study: Study, offer: Offer, whole: Whole, modified: str, later: str
) -> None:
    adopt(study, offer)
    other = replace(offer.highlights[0], note="other", modified=f"{modified}-10-18T00:00:00Z")
    (why,) = conflicts(study, replace(offer, highlights=(other, offer.highlights[1])), whole)
    assert why.endswith(f"note (“other” there, “n” here), modified (later {later})")


def test_what_a_newer_version_added_is_no_difference(
    study: Study, offer: Offer, whole: Whole
) -> None:
    newer = replace(offer.articles[1], unknown={"newer": 1}, title="New")
    adopt(study, replace(offer, articles=(offer.articles[0], newer)))
    assert conflicts(study, offer, whole) == [
        "the article b (B) differs from the study's own in title (“B” there, “New” here)"
    ]
