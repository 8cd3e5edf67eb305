"""A sweep is equivalent to its edits applied one by one, and is undone the same way."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.change import Change, Edit, Edits, Part, Sweep
from annotations.errors import Refused
from annotations.highlight import Highlight, Standing
from annotations.link import Link
from annotations.record import Records
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Offer
from annotations.study.highlights import Wanted
from annotations.study.spans import BUCKET
from annotations.study.state import State
from annotations.tag import Tag
from tests.adopting import adopt
from tests.annotations.conftest import uses_of

NOW = "2021-10-18T00:00:00Z"

EDGES = (0, 3, BUCKET - 1, BUCKET, BUCKET + 1, 3 * BUCKET)

ids = st.sampled_from("abcdefgh")
edges = st.lists(st.sampled_from(EDGES), min_size=2, max_size=2, unique=True)


@st.composite
def highlights(draw: st.DrawFn) -> dict[str, Highlight]:
    """Highlights of two articles by id, each with up to two of two tags."""
    found = {}
    for id in draw(st.lists(ids, unique=True)):
        start, end = sorted(draw(edges))
        found[id] = Highlight(
            id=id, article=draw(st.sampled_from(["one", "other"])), start=start, end=end,
            quote="x" * (end - start), prefix="", suffix="", note=draw(st.sampled_from(["", "n"])),
            tags=tuple(draw(st.lists(st.sampled_from(["s", "t"]), unique=True))), coder="ana",
            created=NOW, modified=NOW,
        )  # fmt: skip
    return found


@st.composite
def sweeps(draw: st.DrawFn) -> tuple[dict[str, Highlight], list[Sweep]]:
    """The highlights of a state, and one sweep of each kind that can be applied in sequence."""
    held, others = draw(highlights()), draw(highlights())
    going = draw(st.lists(st.sampled_from(sorted(held)), unique=True)) if held else []
    stepping = {id: other for id, other in others.items() if id in held and id not in going}
    retagged = {
        id: msgspec.structs.replace(old, tags=draw(st.sampled_from([(), ("s",), ("t", "s")])))
        for id, old in {**held, **stepping}.items() if id not in going
    }  # fmt: skip
    return held, [
        Sweep.deaths("highlights", [held[id] for id in going]),
        Sweep.births("highlights", [one for id, one in others.items() if id not in held]),
        Sweep("highlights", Records(held[id] for id in stepping), Records(stepping.values())),
        Sweep(
            "highlights",
            Records({**held, **stepping}[id] for id in retagged),
            Records(retagged.values()),
            ("tags",),
        ),
    ]


def state_of(held: dict[str, Highlight]) -> State:
    state = State.empty(id="s", created=NOW)
    state.load("highlights", held.values())
    return state


def answers(state: State) -> Iterator[Any]:
    """The results of all queries about a state's highlights."""
    yield list(state.highlights.items())
    for article in ("one", "other"):
        yield state.highlights_of(article), state.count_of(article)
        yield sorted(h.id for h in state.unsorted_highlights_of(article))
        for start in EDGES:
            yield state.touching(article, Span(start, start + 1))
            yield state.spanning(article, Span(min(start, BUCKET), BUCKET + 1))
            yield [state.highlight_beside(article, Standing(start, start), by) for by in (-1, 1)]
    for tag in "st":
        yield {h.id for h in uses_of(state, tag)}, state.count_uses(tag), state.count_uses(*"st")


@given(sweeps())
def test_a_sweep_does_what_its_edits_do_one_by_one(
    drawn: tuple[dict[str, Highlight], list[Sweep]],
) -> None:
    held, parts = drawn
    swept, edited = state_of(held), state_of(held)
    for part in parts:
        swept.apply([part])
        edited.apply(list(part))
        assert list(answers(swept)) == list(answers(edited))
        assert len(part) == len(list(part))
    change = Change(number=1, label="x", time=NOW, coder="ana", edits=Edits(parts))
    swept.apply(change.inverse().parts)
    assert swept.highlights == held
    before = state_of(swept.highlights)
    assert list(answers(swept)) == list(answers(before))


@given(highlights(), highlights())
def test_a_sweep_that_does_not_fit_is_refused_as_its_edits_are(
    held: dict[str, Highlight], others: dict[str, Highlight]
) -> None:
    """Refusing a sequence of edits takes back the whole sequence."""
    sweeps: tuple[Part, ...] = (
        Sweep.births("highlights", others.values()),
        Sweep.deaths("highlights", others.values()),
    )
    for sweep in sweeps:
        state = state_of(held)
        fits = (
            held.keys().isdisjoint(others) if sweep is sweeps[0] else others.items() <= held.items()
        )
        if fits:
            state.apply([sweep])
            continue
        before = list(answers(state))
        marked = Highlight(
            id="new", article="one", start=0, end=3, quote="xxx", prefix="", suffix="", tags=("s",),
            note="", coder="ana", created=NOW, modified=NOW,
        )  # fmt: skip
        with pytest.raises(
            Refused, match=r"the record . of highlights (exists|is missing|has changed)"
        ):
            state.apply([Sweep.births("highlights", [marked]), sweep])
        assert list(answers(state)) == before


def test_links_that_are_swept_are_found_at_their_ends_or_not_any_more() -> None:
    state = State.empty(id="s", created=NOW)
    links = [
        Link(
            id=id,
            source="h",
            target=end,
            relation="adds",
            note="",
            coder="ana",
            created=NOW,
            modified=NOW,
        )
        for id, end in (("k", "i"), ("l", "j"))
    ]
    state.apply([Sweep.births("links", links)])
    assert state.links_of("h") == state.links_at({"i", "j", "z"}) == links
    state.apply([Sweep.deaths("links", links[:1])])
    assert state.links_of("h") == state.links_at({"h", "i"}) == links[1:]
    assert state.links_of("i") == []


def test_edits_are_counted_looked_at_and_compared_whether_swept_or_not() -> None:
    tags = [Tag(id=id, name=id, key=None, color="#000000", description="") for id in "ab"]
    swept = Edits([Sweep.births("tags", tags)])
    plain = [Edit(table="tags", id=tag.id, before=None, after=tag.to_fields()) for tag in tags]
    assert swept == plain
    assert swept[1] == plain[1]
    assert [*swept[:1]] == plain[:1]
    change = Change(number=1, label="x", time=NOW, coder="ana", edits=swept)
    assert (len(change.edits), change.counts["tags"]) == (2, 2)
    assert change == msgspec.structs.replace(change, edits=plain)
    assert hash(change.edits) == hash(Edits(plain))


def test_what_a_sweep_brings_that_no_file_can_hold_is_refused(study: Study) -> None:
    article = study.articles.add("one two", title="T", source="s", media_type="m").article
    with pytest.raises(Refused, match="stray surrogates"):
        study.highlights.make(article.id, Span(0, 3), note="\ud800")
    made = study.highlights.make(article.id, Span(0, 3))
    for fields in ((), ("note", "tags")):
        noted = msgspec.structs.replace(made, note="\udfff")
        sweep = Sweep("highlights", Records([made]), Records([noted]), fields)
        with pytest.raises(Refused, match="stray surrogates"):
            study.commit("x", [sweep])
    assert list(study.highlights) == [made]
    assert study.commit("x", [Sweep("highlights", Records(), Records())]).edits == ()


@given(sweeps())
def test_what_comes_back_as_it_went_is_found_as_before(
    drawn: tuple[dict[str, Highlight], list[Sweep]],
) -> None:
    """Also if the article gained or lost other highlights in the meantime."""
    held, (_, births, *_) = drawn
    leaves = Sweep.deaths("highlights", held.values())
    for between in ([], [births], [births, births.inverse()]):
        state = state_of(held)
        state.apply([leaves, *between, leaves.inverse()])
        assert list(answers(state)) == list(answers(state_of(state.highlights)))
        state.apply([leaves])
        assert list(answers(state)) == list(answers(state_of(state.highlights)))


def test_nobody_goes_through_very_many_edits_one_by_one(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a hundred thousand edits would block a key for a second."""

    def one_by_one(_: Sweep) -> Iterator[Any]:
        raise AssertionError("its edits were made, or its records looked at in pairs")

    article = study.articles.add("one two three", title="T", source="s", media_type="m").article
    other = study.articles.add("four five", title="U", source="u", media_type="m").article
    wanted = [Wanted(one, Span(0, 3), ("tone", "zeal")) for one in (article.id, other.id)]
    more = [Wanted(other.id, Span(0, 3), ("more",))]
    monkeypatch.setattr(Sweep, "__iter__", one_by_one)
    monkeypatch.setattr(Sweep, "moves", one_by_one)
    state, kept = study.state, list[Offer]()

    def keep() -> None:
        highlights, tags = tuple(state.highlights.values()), tuple(state.tags.values())
        kept.append(Offer(articles=(article,), tags=tags, highlights=highlights))
        study.codebook.add("not kept")

    for edit in (
        lambda: study.highlights.marking(wanted, "every one").at_once(),
        lambda: study.highlights.marking(more, "again").at_once(),
        keep,
        lambda: study.codebook.branch("tone").renaming("zeal").at_once(),
        lambda: study.codebook.branch("zeal").removal().at_once(),
        lambda: study.articles.remove(article.id),
        lambda: study.highlights.remove(list(state.highlights)),
        lambda: adopt(study, kept[0]),
    ):
        before = dict(state.highlights)
        edit()
        after = dict(state.highlights)
        assert study.undo() is not None
        assert state.highlights == before
        study.redo()
        assert state.highlights == after
    assert len(state.highlights) == 2


def test_what_was_just_found_or_is_taken_back_is_not_looked_over_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor checked against file limits: for very many records both take longer than a key may."""
    article = study.articles.add("one two three", title="T", source="s", media_type="m").article
    other = study.articles.add("four five", title="U", source="u", media_type="m").article
    wanted = [Wanted(one, Span(0, 3), ("tone", "zeal")) for one in (article.id, other.id)]
    study.highlights.marking(wanted, "every one").at_once()

    def looked_over(*_: Any) -> None:
        raise AssertionError("records were looked over")

    monkeypatch.setattr("annotations.study.tables._check_fits", looked_over)
    fresh = property(lambda sweep: None if sweep.checked else looked_over())
    monkeypatch.setattr(Sweep, "fresh", fresh)
    for edit in (
        lambda: study.highlights.exchanging(study.state.highlights, ["more"], [], "more").at_once(),
        lambda: study.codebook.branch("tone").renaming("zeal").at_once(),
        lambda: study.codebook.branch("zeal").removal().at_once(),
        lambda: study.articles.remove(article.id),
    ):
        before = dict(study.state.highlights)
        edit()
        after = dict(study.state.highlights)
        for _ in range(2):
            study.undo()
            assert study.state.highlights == before
            study.redo()
            assert study.state.highlights == after


@given(sweeps(), sweeps())
def test_what_was_found_before_the_last_edit_is_looked_over(
    drawn: tuple[dict[str, Highlight], list[Sweep]],
    others: tuple[dict[str, Highlight], list[Sweep]],
) -> None:
    """A sweep that claims an outdated moment behaves like one that claims none."""
    held, (going, *_) = drawn
    for part in others[1]:
        told, plain = state_of(held), state_of(held)
        seen = told.version("highlights")
        for state in (told, plain):
            state.apply([going])
        claim = Sweep(part.table, part.before, part.after, part.fields, seen=seen)
        outcomes = []
        for state, sweep in ((told, claim), (plain, part)):
            try:
                state.apply([sweep])
            except Refused as error:
                outcomes.append(str(error))
        assert len(outcomes) in (0, 2)
        assert list(answers(told)) == list(answers(plain))


def test_very_many_records_are_put_into_their_table_before_the_edit_is_made_and_never_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a key that undoes or redoes the edit would wait for all of them."""
    article = study.articles.add("one two three", title="T", source="s", media_type="m").article
    wanted = [Wanted(article.id, Span(n, 3), ("tone",)) for n in range(3)]
    study.highlights.marking(wanted, "tag").at_once()
    state = study.state
    monkeypatch.setattr("annotations.study.retagging.STEP", 1)
    draft = study.codebook.branch("tone").removal()
    assert sum(1 for _ in draft.slices()) == 3 + 1
    before = state.highlights

    def touched(*_: Any) -> None:
        raise AssertionError("records were put in, or taken out, one by one")

    monkeypatch.setattr("annotations.study.tables.swept", touched)
    draft.take_in()
    after = state.highlights
    assert [one.tags for one in after.values()] == [()] * 3
    for _ in range(2):
        study.undo()
        assert state.highlights is before
        study.redo()
        assert state.highlights is after


def test_a_table_that_was_edited_since_it_was_kept_is_not_put_back(study: Study) -> None:
    article = study.articles.add("one two three", title="T", source="s", media_type="m").article
    for n in range(3):
        study.highlights.make(article.id, Span(n, 3), tags=["tone"])
    first = next(iter(study.state.highlights))
    draft = study.codebook.branch("tone").removal()
    for _ in draft.slices():
        pass
    study.highlights.note(first, "mine")
    assert draft.is_stale
    draft.at_once()
    assert study.highlights.get(first).note == "mine"
    study.highlights.note(first, "more")
    noted = dict(study.state.highlights)
    study.undo()
    study.undo()
    assert study.highlights.get(first).note == "mine"
    assert all(one.tags for one in study.highlights)
    study.redo()
    study.redo()
    assert study.state.highlights == noted


@given(highlights(), highlights())
def test_what_was_indexed_before_it_came_is_found_as_what_was_indexed_then(
    held: dict[str, Highlight], others: dict[str, Highlight]
) -> None:
    """Also if its articles gained or lost a highlight in between."""
    come = {id: one for id, one in others.items() if id not in held}
    between = Highlight(
        id="new", article="one", start=0, end=3, quote="xxx", prefix="", suffix="", tags=("s",),
        note="", coder="ana", created=NOW, modified=NOW,
    )  # fmt: skip
    for edits in ([], [Sweep.births("highlights", [between])]):
        state, plain = state_of(held), state_of(held)
        made = Sweep(
            "highlights", Records(), Records(come.values()), seen=state.version("highlights")
        )
        for _ in state.preparing([made]):
            pass
        for one in (state, plain):
            one.apply([*edits, Sweep.births("highlights", come.values()) if one is plain else made])
        assert list(answers(state)) == list(answers(plain))
        assert list(answers(state)) == list(answers(state_of(state.highlights)))
