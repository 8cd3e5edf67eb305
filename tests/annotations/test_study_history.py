"""Undo, redo, read-only mode and replaying: one mechanism for all edits."""

from collections.abc import Callable

import msgspec
import pytest

from annotations.article import Article
from annotations.change import Change
from annotations.errors import Refused
from annotations.link import ABSENT
from annotations.span import Span
from annotations.store.pieces import encode_change
from annotations.study import Study
from tests.annotations.conftest import branch
from tests.linking import linked

Whole = Callable[[Study], bytes]
Put = Callable[..., Article]


def work(study: Study) -> None:
    """Make one change of every kind that a reader can make, across two articles."""
    one, two = study.articles
    frame = study.codebook.add("frame")
    first = study.highlights.make(one.id, Span(0, 5), tags=["frame", "frame/war"], note="n")
    second = study.highlights.make(two.id, Span(1, 4), tags=["actor"])
    study.highlights.note(first.id, "new")
    study.highlights.retag([first.id, second.id], ["frame/peace", "actor"])
    study.highlights.toggle(second.id, "frame")
    study.highlights.respan(second.id, Span(0, 7))
    link = linked(study, first.id, second.id, "contradicts")
    study.links.set(link.id, relation="adds", note="why")
    linked(study, second.id, one.id, ABSENT)
    study.articles.set_all([one.id, two.id], event="nato", status="doing", tags=[frame.id])
    study.codebook.change(frame.id, key="3", color="#000000")
    branch(study, frame.id).renaming("theme").at_once()
    branch(study, frame.id).renaming("actor").at_once()
    branch(study, second.tags[0]).removal().at_once()
    study.links.remove(link.id)
    study.highlights.remove([second.id])
    study.articles.remove(one.id)


def test_undo_to_the_beginning_and_redo_to_the_end_give_the_same_bytes(
    study: Study, put: Put, whole: Whole
) -> None:
    put("One article.", title="One")
    put("Two articles.", title="Two")
    states, labels = [whole(study)], []

    def remember(change: Change) -> None:
        states.append(whole(study))
        labels.append(change.label)

    study.sinks.append(remember)
    work(study)
    study.sinks.remove(remember)
    assert len(labels) == 18
    for state, label in zip(states[-2::-1], labels[::-1], strict=True):
        undone = study.undo()
        assert undone is not None
        assert undone.label == f"undid: {label}"
        assert whole(study) == state
    assert study.undo() is None
    for state, label in zip(states[1:], labels, strict=True):
        redone = study.redo()
        assert redone is not None
        assert redone.label == f"redid: {label}"
        assert whole(study) == state
    assert study.redo() is None


def test_changes_are_numbered_one_by_one_undone_and_redone_ones_too(
    study: Study, put: Put, written: list[Change]
) -> None:
    put()
    study.codebook.add("frame")
    study.codebook.add("frame")
    study.undo()
    study.redo()
    study.undo()
    assert study.redo() == written[-1]
    assert [change.number for change in written] == [1, 2, 3, 4, 5, 6]
    assert study.last == 6
    assert all(change.coder == "ana" and change.time.endswith("Z") for change in written)


def test_a_study_goes_on_from_the_last_change_that_was_folded_in(study: Study) -> None:
    info = msgspec.structs.replace(study.state.info, folded=41)
    later = Study(type(study.state)(info), coder="ana")
    changes: list[Change] = []
    later.sinks.append(changes.append)
    later.codebook.add("frame")
    assert changes[0].number == 42


def test_undo_goes_past_an_article_that_was_added_and_leaves_it(study: Study, put: Put) -> None:
    one = put("one", title="One")
    study.articles.set(one.id, event="nato")
    two = put("two", title="Two")
    study.undo()
    assert list(study.articles) == [one, two]
    three = put("three", title="Three")
    redone = study.redo()
    assert redone is not None
    assert [article.event for article in study.articles] == ["nato", "", ""]
    assert list(study.articles)[1:] == [two, three]


def test_an_idle_change_is_not_written_down_and_keeps_what_can_be_redone(
    study: Study, article: Article, written: list[Change]
) -> None:
    made = study.highlights.make(article.id, Span(0, 3), note="x")
    study.highlights.note(made.id, "y")
    study.undo()
    assert study.highlights.note(made.id, "x").edits == ()
    assert len(written) == 3
    assert study.redo() is not None
    assert study.highlights.get(made.id).note == "y"


def test_a_new_change_ends_what_could_be_redone(study: Study) -> None:
    study.codebook.add("frame")
    study.undo()
    study.codebook.add("actor")
    assert study.redo() is None
    assert [tag.name for tag in study.codebook] == ["actor"]


def test_a_study_for_reading_only_refuses_every_edit_in_its_own_words(
    study: Study, put: Put, whole: Whole, written: list[Change]
) -> None:
    article = put()
    made = study.highlights.make(article.id, Span(0, 3), tags=["frame"])
    study.highlights.note(made.id, "new")
    study.undo()
    before, number = whole(study), study.last
    study.refusal = "ben holds this study open; close it there to edit."
    for edit in (
        lambda: study.highlights.note(made.id, "other"),
        lambda: study.articles.remove(article.id),
        lambda: study.articles.add("T", title="T", source="x", media_type="m"),
        lambda: branch(study, made.tags[0]).renaming("theme").at_once(),
        study.undo,
        study.redo,
    ):
        with pytest.raises(Refused, match=r"^ben holds this study open; close it there to edit\.$"):
            edit()
    assert (whole(study), study.last, len(written)) == (before, number, 4)
    again = study.articles.add(article.text, title="T", source=article.source, media_type="m")
    assert not again.new
    study.refusal = ""
    assert study.redo() is not None
    assert study.highlights.get(made.id).note == "new"
    study.undo()
    study.undo()
    assert len(study.highlights) == 0


def test_what_no_file_can_hold_is_refused_before_anything_changes(
    study: Study, article: Article, whole: Whole, written: list[Change]
) -> None:
    made = study.highlights.make(article.id, Span(0, 3))
    before = whole(study)
    for edit in (
        lambda: study.highlights.note(made.id, "stray \udcff"),
        lambda: study.codebook.add("\ud800"),
        lambda: study.articles.add("T", title="T", source="caf\udce9.txt", media_type="m"),
    ):
        with pytest.raises(Refused, match="surrogates"):
            edit()
    assert whole(study) == before
    assert len(written) == 1


def test_a_change_stands_and_can_be_undone_though_a_sink_failed(study: Study) -> None:
    def full(change: Change) -> None:
        raise OSError(28, f"no space left for {change.label}")

    study.sinks.append(full)
    for edit in (lambda: study.codebook.add("frame"), study.undo, study.redo):
        with pytest.raises(OSError, match="no space"):
            edit()
    study.sinks.remove(full)
    assert len(study.codebook) == 1
    study.undo()
    assert len(study.codebook) == 0
    study.redo()
    assert len(study.codebook) == 1


def test_replaying_what_was_written_gives_the_same_study(
    new_study: Callable[[], Study], study: Study, put: Put, whole: Whole, written: list[Change]
) -> None:
    put("One article.", title="One")
    put("Two articles.", title="Two")
    work(study)
    for _ in range(7):
        study.undo()
    study.redo()
    again = new_study()
    for change in written:
        again.replay(msgspec.json.decode(b"".join(encode_change(change)), type=Change))
    assert whole(again) == whole(study)
    assert again.last == study.last
    assert again.history.to_undo is None


def test_a_replay_with_a_gap_or_twice_over_is_refused(
    new_study: Callable[[], Study], study: Study, written: list[Change], whole: Whole
) -> None:
    for name in ("a", "b", "c"):
        study.codebook.add(name)
    again = new_study()
    again.replay(written[0])
    before = whole(again)
    for wrong in (written[2], written[0]):
        with pytest.raises(Refused, match=f"change {wrong.number} does not follow change 1"):
            again.replay(wrong)
    assert (whole(again), again.last) == (before, 1)
    again.replay(written[1])
    assert again.last == 2


def test_a_replayed_change_that_does_not_fit_leaves_the_study_as_it_was(
    study: Study, article: Article, whole: Whole
) -> None:
    made = study.highlights.make(article.id, Span(0, 3), note="seen")
    tag = study.codebook.add("frame")
    before, last = whole(study), study.last
    edits = [*study.codebook.change(tag.id, key=None).edits]
    study.undo()
    last += 2
    stale = msgspec.structs.replace(
        study.highlights.remove([made.id]).edits[0], before={**made.to_fields(), "note": "other"}
    )
    study.undo()
    last += 2
    wrong = Change(
        number=last + 1, label="x", time=made.created, coder="ana", edits=(*edits, stale)
    )
    with pytest.raises(Refused, match="note of highlights"):
        study.replay(wrong)
    assert (whole(study), study.last) == (before, last)


def test_changes_made_as_one_are_one_step_to_undo_and_to_redo(
    study: Study, put: Put, whole: Whole
) -> None:
    put("One article.", title="One")
    put("Two articles.", title="Two")
    study.codebook.add("earlier")
    before = whole(study)
    with study.as_one("all of it"):
        work(study)
    after = whole(study)
    undone = study.undo()
    assert undone is not None
    assert undone.label == "undid: all of it"
    assert whole(study) == before
    assert study.redo() is not None
    assert whole(study) == after
    study.undo()
    study.undo()
    assert list(study.codebook) == []


def test_what_was_made_before_an_error_is_one_step_too(study: Study, article: Article) -> None:
    def all_of_it() -> None:
        with study.as_one("both"):
            study.codebook.add("one")
            study.codebook.add("two")
            study.highlights.make(article.id, Span(5, 5))

    with pytest.raises(Refused):
        all_of_it()
    study.undo()
    assert list(study.codebook) == []
    assert study.undo() is None


def test_nothing_made_as_one_leaves_the_history_as_it_was(study: Study, article: Article) -> None:
    study.codebook.add("one")
    with study.as_one("nothing"):
        pass
    undone = study.undo()
    assert undone is not None
    assert undone.label == "undid: make the tag one"
