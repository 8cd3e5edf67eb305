"""A sitting: editing one text, saved repeatedly, undone as one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.change import Change
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.span import Span
from annotations.study import Study
from annotations.study.coalescing import CoalescedEdit
from annotations.study.state import State
from tests.annotations.conftest import TEXT
from tests.unsettled import Unsettled


@pytest.fixture
def noted(study: Study, article: Article) -> Highlight:
    return study.highlights.make(article.id, Span(0, 11), note="one")


def edit(study: Study, noted: Highlight) -> CoalescedEdit:
    return CoalescedEdit(study, noted.note, lambda note: study.highlights.note(noted.id, note))


def test_each_text_is_a_change_and_all_of_them_one_step(
    study: Study, noted: Highlight, written: list[Change]
) -> None:
    writing = edit(study, noted)
    for text in ("one t", "one tw", "one two"):
        writing.keep(text)
        assert study.highlights.get(noted.id).note == text
    assert len(written) == 3
    study.undo()
    assert study.highlights.get(noted.id) == noted
    study.redo()
    assert study.highlights.get(noted.id).note == "one two"


def test_a_text_that_is_kept_already_is_no_change(
    study: Study, noted: Highlight, written: list[Change]
) -> None:
    writing = edit(study, noted)
    writing.keep("one")
    writing.keep("two")
    writing.keep("two")
    assert len(written) == 1


def test_back_at_the_text_at_first_nothing_is_to_be_undone_or_redone(
    study: Study, noted: Highlight
) -> None:
    step = study.history.to_undo
    writing = edit(study, noted)
    for text in ("two", "three", "one"):
        writing.keep(text)
    assert study.highlights.get(noted.id) == noted
    assert study.history.to_undo is step
    assert study.history.to_redo is None


def test_a_change_in_between_stays_a_step_of_its_own(study: Study, noted: Highlight) -> None:
    writing = edit(study, noted)
    writing.keep("two")
    study.codebook.add("frame")
    writing.keep("three")
    study.undo()
    assert study.highlights.get(noted.id).note == "two"
    study.undo()
    assert not len(study.codebook)


def test_what_is_being_made_meanwhile_comes_in_all_the_same(study: Study, noted: Highlight) -> None:
    """Abandoning a note must not cancel an unrelated edit that is still being made."""
    writing = edit(study, noted)
    writing.keep("two")
    study.unsettled = Unsettled(lambda: study.codebook.add("frame"))
    writing.keep("one")
    assert study.highlights.get(noted.id) == noted
    study.settle()
    assert study.codebook.named("frame") is not None


def test_what_the_study_refuses_is_tried_again(study: Study, noted: Highlight) -> None:
    writing = edit(study, noted)
    study.refusal = "It is open elsewhere."
    with pytest.raises(Refused):
        writing.keep("two")
    study.refusal = ""
    writing.keep("two")
    assert study.highlights.get(noted.id).note == "two"


@given(st.lists(st.sampled_from(["", "one", "two", "three"]), max_size=8))
def test_a_sitting_is_undone_and_redone_whole(texts: list[str]) -> None:
    study = Study(State.empty(id="s", created="2021-10-18T00:00:00Z"), coder="ana")
    article = study.articles.add(TEXT, title="A", source="a", media_type="text/plain").article
    made: list[Highlight] = []

    def write(note: str) -> None:
        if made and made[-1].id in study.state.highlights:
            study.highlights.note(made[-1].id, note)
        else:
            made.append(study.highlights.make(article.id, Span(0, 3), note=note))

    writing = CoalescedEdit(study, "", write)
    for text in texts:
        writing.keep(text)
    last = texts[-1] if texts else ""
    notes = [highlight.note for highlight in study.highlights]
    assert notes == ([last] if last else [])
    after = list(study.highlights)
    while study.undo():
        pass
    assert list(study.highlights) == []
    while study.redo():
        pass
    assert list(study.highlights) == after
