"""Two coders' separate work is merged; where records differ, ours or theirs is kept as asked."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from annotations.article import SETTABLE, digest
from annotations.change import Change
from annotations.link import ABSENT
from annotations.study import Study
from annotations.study.adoption import Conflict, Offer
from annotations.study.integrity import problems
from annotations.study.reconciliation import Side
from annotations.tag import Tag
from tests.adopting import adopt
from tests.annotations.conftest import Whole, refused

LATER = "2030-01-01T00:00:00Z"
EARLIER = "2001-01-01T00:00:00Z"


def in_fields(difference: str) -> str:
    """The description of a difference without the two versions of each field."""
    return re.sub(r" \([^()]* there, [^()]* here\)", "", difference)


def altered(offer: Offer) -> Offer:
    """The offer with a record of every kind altered, some dated long before the study's own."""
    article, other = offer.articles
    first, second = offer.highlights
    return Offer(
        articles=(replace(article, title="Theirs", status="done", outlet="Ledger"), other),
        tags=(replace(offer.tags[0], color="#000000", description="theirs", key=None),),
        highlights=(first, replace(second, note="theirs", coder="ben", modified=EARLIER)),
        links=(replace(offer.links[0], relation="supports", modified=EARLIER),),
    )


def tag(id: str, name: str, key: str | None = None) -> Tag:
    return Tag(id=id, name=name, key=key, color="#000000", description="")  # type: ignore[arg-type]


def marked(offer: Offer, *tags: str) -> Offer:
    """The offer reduced to its first highlight, with these tags (ids)."""
    return replace(offer, highlights=(replace(offer.highlights[0], tags=tags),), links=())


class TestWhatDiffers:
    def test_it_stays_as_it_is_here(
        self, study: Study, offer: Offer, whole: Whole, written: list[Change]
    ) -> None:
        adopt(study, offer)
        before = whole(study)
        adoption = adopt(study, altered(offer), prefer="ours")
        assert whole(study) == before
        assert adoption.differing == {"articles": 1, "tags": 1, "highlights": 1, "links": 1}
        assert adoption.skipped == {"articles": 1, "tags": 0, "highlights": 1, "links": 0}
        assert len(written) == 1

    def test_or_is_as_it_is_there_whichever_is_later(
        self, study: Study, offer: Offer, whole: Whole, new_study: Callable[[], Study]
    ) -> None:
        adopt(study, offer)
        theirs = altered(offer)
        adoption = adopt(study, theirs, prefer="theirs")
        assert adoption.differing == {"articles": 1, "tags": 1, "highlights": 1, "links": 1}
        other = new_study()
        adopt(other, theirs)
        assert whole(study) == whole(other)
        assert study.highlights.get("i").coder == "ben"
        assert study.highlights.get("i").modified == EARLIER

    def test_what_is_new_comes_in_with_either(self, study: Study, offer: Offer) -> None:
        adopt(study, replace(offer, highlights=offer.highlights[:1], links=()))
        study.highlights.note("h", "ours")
        adoption = adopt(study, offer, prefer="ours")
        assert adoption.added == {"articles": 0, "tags": 0, "highlights": 1, "links": 1}
        assert study.highlights.get("h").note == "ours"
        assert study.highlights.get("i") == offer.highlights[1]

    def test_it_is_told_and_a_dry_run_changes_nothing(
        self, study: Study, offer: Offer, whole: Whole
    ) -> None:
        adopt(study, offer)
        before = whole(study)
        for prefer in ("ours", "theirs"):
            adoption = adopt(study, altered(offer), prefer=prefer, dry_run=True)
            assert tuple(map(in_fields, adoption.differences)) == (
                "the tag t differs from the study's own in key, color, description",
                "the article a (Theirs) differs from the study's own in title, outlet, status",
                "the highlight i (“two” in A title) differs from the study's own in note, coder, "
                "modified (later here)",
                "the link l (supports) differs from the study's own in relation, "
                "modified (later here)",
            )
            assert whole(study) == before

    def test_all_that_can_be_set_of_an_article_may_differ(self, study: Study, offer: Offer) -> None:
        adopt(study, offer)
        every: dict[str, Any] = {
            **dict.fromkeys(SETTABLE, "theirs"),
            "published": "2021-10-18", "status": "done", "tags": (offer.tags[0].id,),
        }  # fmt: skip
        theirs = replace(offer.articles[1], **every)
        with_it = replace(offer, articles=(offer.articles[0], theirs))
        (difference,) = adopt(study, with_it, prefer="theirs").differences
        assert in_fields(difference).endswith(f"in {', '.join(SETTABLE)}")
        assert study.articles.get("b") == theirs

    def test_preferring_a_side_would_settle_it(
        self, study: Study, offer: Offer, whole: Whole
    ) -> None:
        adopt(study, offer)
        with pytest.raises(Conflict) as caught:
            adopt(study, altered(offer))
        assert caught.value.is_open
        odd = replace(altered(offer), links=(replace(offer.links[0], source="gone"),))
        with pytest.raises(Conflict) as caught:
            adopt(study, odd)
        assert not caught.value.is_open

    def test_where_one_is_preferred_already_nothing_more_would_settle_it(
        self, study: Study, offer: Offer
    ) -> None:
        adopt(study, offer)
        first, second = offer.articles
        odd = (replace(first, title="Theirs"), replace(second, source="else.txt"))
        with pytest.raises(Conflict) as caught:
            adopt(study, replace(offer, articles=odd), prefer="ours")
        assert len(caught.value.conflicts) == 1
        assert not caught.value.is_open

    def test_an_odd_link_stops_nothing_where_ours_stays(
        self, study: Study, offer: Offer, whole: Whole
    ) -> None:
        adopt(study, offer)
        odd = replace(offer, links=(replace(offer.links[0], relation=ABSENT, target="a"),))
        assert adopt(study, odd, prefer="ours").differing["links"] == 1
        assert refused(study, odd, whole, prefer="theirs") == (
            "the link l (absent from): a passage cannot be 'absent from' its own article",
        )

    def test_where_a_link_begins_is_as_the_highlight_that_stays(
        self, study: Study, offer: Offer, whole: Whole
    ) -> None:
        adopt(study, offer)
        twin = replace(offer.articles[0], id="c")
        elsewhere = replace(offer.highlights[0], article="c")
        absent = replace(offer.links[0], id="m", relation=ABSENT, target="a")
        theirs = Offer((*offer.articles, twin), tags=offer.tags, highlights=(elsewhere,),
                       links=(absent,))  # fmt: skip
        assert refused(study, theirs, whole, prefer="ours") == (
            "the link m (absent from): a passage cannot be 'absent from' its own article",
        )
        assert adopt(study, theirs, prefer="theirs").added["links"] == 1

    def test_the_change_turned_round_gives_the_study_back(
        self, study: Study, offer: Offer, whole: Whole, written: list[Change]
    ) -> None:
        adopt(study, offer)
        before = whole(study)
        adopt(study, altered(offer), prefer="theirs")
        assert whole(study) != before
        study.commit("back", written[-1].inverse())
        assert whole(study) == before

    def test_what_a_newer_version_wrote_stays(self, study: Study, offer: Offer) -> None:
        newer = tuple(replace(one, unknown={"newer": 1}) for one in offer.articles)
        adopt(study, replace(offer, articles=newer))
        adopt(study, altered(offer), prefer="theirs")
        assert study.articles.get("a").unknown == {"newer": 1}
        assert study.articles.get("a").title == "Theirs"

    def test_context_that_an_older_version_cut_short_is_made_whole(
        self, study: Study, offer: Offer
    ) -> None:
        adopt(study, offer)
        short = replace(study.highlights.get("i"), prefix="e ")
        study.state.load("highlights", [short])
        adopt(study, altered(offer), prefer="theirs")
        assert study.highlights.get("i").prefix == "one "
        assert list(problems(study.state)) == []


@pytest.mark.parametrize("prefer", ["ours", "theirs"])
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "else", "sha256": digest("else")}, "sha256, text"),
        ({"source": "else.txt"}, "source"),
        ({"title": "Theirs", "added": LATER}, "title, added"),
    ],
)
def test_what_cannot_be_set_of_an_article_stops_whoever_is_preferred(
    study: Study, offer: Offer, whole: Whole, prefer: Side, fields: dict[str, Any], said: str
) -> None:
    adopt(study, offer)
    odd = replace(offer.articles[1], **fields)
    (conflict,) = refused(study, replace(offer, articles=(offer.articles[0], odd)), whole,
                          prefer=prefer)  # fmt: skip
    told = in_fields(conflict)
    assert told == f"the article b ({odd.title}) differs from the study's own in {said}"


@pytest.mark.parametrize("prefer", ["ours", "theirs"])
def test_a_text_that_is_not_as_its_sum_says_stops_whoever_is_preferred(
    study: Study, offer: Offer, whole: Whole, prefer: Side
) -> None:
    adopt(study, offer)
    odd = replace(offer.articles[1], text="else")
    conflicts = refused(study, replace(offer, articles=(odd,), highlights=(), links=()), whole,
                        prefer=prefer)  # fmt: skip
    assert "the article b (B): the text has another SHA-256" in conflicts


class TestTags:
    def test_a_tag_renamed_there_keeps_its_name_here(self, study: Study, offer: Offer) -> None:
        adopt(study, offer)
        renamed = replace(offer, tags=(replace(offer.tags[0], name="new"),))
        new = replace(offer.highlights[0], id="j")
        adopt(study, replace(renamed, highlights=(*offer.highlights, new)), prefer="ours")
        assert [tag.name for tag in study.codebook] == ["t"]
        assert study.highlights.get("j").tags == ("t",)

    def test_or_is_renamed_here_too(self, study: Study, offer: Offer) -> None:
        adopt(study, offer)
        renamed = replace(offer, tags=(replace(offer.tags[0], name="new"),))
        adopt(study, renamed, prefer="theirs")
        assert [tag.name for tag in study.codebook] == ["new"]
        assert study.highlights.get("h").tags == ("t",)

    @pytest.mark.parametrize("prefer", ["ours", "theirs"])
    def test_tags_of_one_name_are_one_whatever_their_ids(
        self, study: Study, offer: Offer, prefer: Side
    ) -> None:
        own = study.codebook.add("t")
        adopt(study, offer, prefer=prefer)
        assert study.highlights.get("h").tags == (own.id,)
        assert study.articles.get("a").tags == (own.id,)
        theirs = offer.tags[0]
        kept = own if prefer == "ours" else replace(theirs, id=own.id)
        assert list(study.codebook) == [kept]

    @pytest.mark.parametrize("prefer", ["ours", "theirs"])
    def test_names_that_changed_places_change_nothing(
        self, study: Study, offer: Offer, prefer: Side, whole: Whole
    ) -> None:
        both = marked(replace(offer, tags=(tag("t", "x"), tag("u", "y"))), "t", "u")
        adopt(study, both)
        before = whole(study)
        swapped = marked(replace(offer, tags=(tag("u", "x"), tag("t", "y"))), "u", "t")
        article = replace(offer.articles[0], tags=("u",))
        swapped = replace(swapped, articles=(article, offer.articles[1]))
        adoption = adopt(study, swapped, prefer=prefer)
        assert not any(adoption.differing.values())
        assert whole(study) == before

    @pytest.mark.parametrize("prefer", ["ours", "theirs"])
    def test_a_tag_renamed_apart_is_two_where_its_name_here_is_another_there(
        self, study: Study, offer: Offer, prefer: Side, whole: Whole
    ) -> None:
        adopt(study, offer)
        study.codebook.branch("t").renaming("y").at_once()
        theirs = replace(marked(offer, "u", "t"), tags=(tag("t", "z"), tag("u", "y")))
        theirs = replace(theirs, articles=(replace(offer.articles[0], tags=()), offer.articles[1]))
        theirs = replace(theirs, highlights=(replace(theirs.highlights[0], id="j"),))
        said = map(in_fields, refused(study, theirs, whole))
        assert "the tag z differs from the study's own in name, key, color, description" in said
        for _ in range(2):
            adopt(study, theirs, prefer=prefer)
            assert [tag.name for tag in study.codebook] == ["y", "z"]
            assert study.codebook.names(study.highlights.get("j").tags) == ("y", "z")
        assert study.codebook.names(study.highlights.get("i").tags) == ("y",)
        assert list(problems(study.state)) == []

    def test_a_key_that_two_would_share_stays_here(self, study: Study, offer: Offer) -> None:
        own = study.codebook.add("mine")
        adoption = adopt(study, offer, prefer="ours")
        assert adoption.keyless == ()
        assert [(tag.name, tag.key) for tag in study.codebook] == [("mine", "1"), ("t", None)]
        assert study.codebook.get(own.id) == own

    def test_or_goes_there(self, study: Study, offer: Offer) -> None:
        study.codebook.add("mine")
        adoption = adopt(study, offer, prefer="theirs")
        assert adoption.keyless == ("mine",)
        assert [(tag.name, tag.key) for tag in study.codebook] == [("mine", None), ("t", "1")]
        assert adopt(study, offer, prefer="theirs").keyless == ()

    def test_keys_that_changed_places_do_so_here_too(self, study: Study, offer: Offer) -> None:
        one = replace(marked(offer, "t"), tags=(tag("t", "t", "1"), tag("u", "u", "2")))
        other = replace(one, tags=(tag("t", "t", "2"), tag("u", "u", "1")))
        adopt(study, one)
        adoption = adopt(study, other, prefer="theirs")
        assert [(tag.name, tag.key) for tag in study.codebook] == [("t", "2"), ("u", "1")]
        assert adoption.differing["tags"] == 2
        assert adoption.keyless == ()
