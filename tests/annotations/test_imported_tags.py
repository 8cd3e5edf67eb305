"""Keys and colours of tags adopted from another study, alongside those of our own tags."""

from typing import Any

import pytest

from annotations.formats.json_reading import decode
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Adoption, Conflict, Offer
from annotations.study.reconciliation import Side
from annotations.study.state import State
from annotations.tag import PALETTE
from tests.adopting import adopt
from tests.exporting import encode

NOW = "2021-10-18T00:00:00Z"
CHOSEN = "#123456"


def study_of(*names: str, **chosen: str) -> Study:
    """A study with these tags, made in this order; `chosen` gives some of them a colour."""
    study = Study(State.empty(id="-".join(names), created=NOW), coder="-".join(names) or "nobody")
    for name in names:
        tag = study.codebook.add(name)
        if name in chosen:
            study.codebook.change(tag.id, color=chosen[name])
    return study


def offer_of(study: Study) -> Offer:
    return decode(encode(study.state, exported=NOW))


def bring(there: Study, here: Study, prefer: Side | None = None) -> Adoption:
    return adopt(here, offer_of(there), prefer=prefer)


def colors(study: Study) -> dict[str, str]:
    return {tag.name: tag.color for tag in study.codebook}


def signs(study: Study) -> dict[str, Any]:
    return {tag.name: (tag.key, tag.color) for tag in study.codebook}


def test_a_new_tag_keeps_a_colour_that_is_free() -> None:
    ana, ben = study_of("loss"), study_of("loss", "time")
    bring(ben, ana)
    assert colors(ana) == colors(ben)


@pytest.mark.parametrize("prefer", [None, "ours", "theirs"])
def test_a_new_tag_whose_colour_is_taken_has_the_next_free_one(prefer: Side | None) -> None:
    ana, ben = study_of("loss"), study_of("time", "place")
    assert bring(ben, ana, prefer).added["tags"] == 2
    # PALETTE[1] belongs to the other new tag.
    assert colors(ana) == {"loss": PALETTE[0], "time": PALETTE[2], "place": PALETTE[1]}


def test_a_colour_that_was_chosen_is_kept_even_where_another_tag_has_it() -> None:
    ana, ben = study_of("frame/loss", **{"frame/loss": CHOSEN}), study_of("tone", tone=CHOSEN)
    bring(ben, ana)
    assert colors(ana) == {"frame/loss": CHOSEN, "tone": CHOSEN}


def test_tags_of_one_colour_in_the_file_are_so_here_where_it_is_free() -> None:
    ana, ben = study_of(), study_of("a", "b", b=PALETTE[0])
    bring(ben, ana)
    assert colors(ana) == {"a": PALETTE[0], "b": PALETTE[0]}


def test_where_no_colour_is_free_a_new_tag_keeps_its_own() -> None:
    ana, ben = study_of(*(f"t{nth}" for nth in range(len(PALETTE)))), study_of("time")
    bring(ben, ana)
    assert colors(ana)["time"] == PALETTE[0]


def test_one_name_after_other_tags_in_each_study_is_no_difference() -> None:
    ana, ben = study_of("tone", "loss"), study_of("time", "tone")
    before = signs(ana)
    assert bring(ben, ana).differences == ()
    assert signs(ana) == {**before, "time": (None, PALETTE[2])}


def test_what_was_chosen_for_a_tag_that_both_have_is_a_difference() -> None:
    ana, ben = study_of("tone", "loss"), study_of("time", "tone", tone=CHOSEN)
    with pytest.raises(Conflict) as caught:
        bring(ben, ana)
    (why,) = caught.value.conflicts
    assert why.endswith(f" in color (“{CHOSEN}” there, “{PALETTE[0]}” here)")
    bring(ben, ana, "theirs")
    assert colors(ana)["tone"] == CHOSEN


def test_three_coders_who_bring_their_work_together_again_and_again_are_asked_nothing() -> None:
    coders = [study_of("tone", "loss"), study_of("time", "tone"), study_of("source", "loss")]
    home = coders[0].articles.add("One two", title="A", source="a", media_type="text/plain").article
    for coder in coders[1:]:
        adopt(coder, Offer(articles=(home,)))
    for study, name in zip(coders, ("tone", "time", "source"), strict=True):
        study.highlights.make(home.id, Span(0, 3), tags=[name])
    for _ in range(2):
        for here in coders:
            before = signs(here)
            for there in coders:
                if there is not here:
                    assert bring(there, here).differences == ()
            assert {name: signs(here)[name] for name in before} == before
            assert len(set(colors(here).values())) == 4
    assert all(len(study.highlights) == 3 for study in coders)


def test_what_the_file_does_not_know_keeps_its_colour_to_itself_though_theirs_holds() -> None:
    ana, ben = study_of("mine", "tone"), study_of("tone", "time", tone=PALETTE[0])
    ben.codebook.change(ben.codebook.add("time").id, color=PALETTE[2])
    bring(ben, ana, "theirs")
    assert colors(ana) == {"mine": PALETTE[0], "tone": PALETTE[1], "time": PALETTE[2]}
    # A key belongs to only one tag, and theirs takes precedence.
    assert {name: key for name, (key, _) in signs(ana).items()} == {
        "mine": None, "tone": "1", "time": "2",
    }  # fmt: skip
