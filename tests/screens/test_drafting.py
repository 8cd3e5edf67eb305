"""Long edits of the study are made in the background and applied whole and in order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from annotations.span import Span
from annotations.study.study import Study
from annotations.tag import Tag
from tests.gate import Gate
from tests.hands import press, shown, until
from tests.screens.codebook_host import names
from tests.screens.dialog_host import Host, a_study, mark
from tests.screens.library_host import library, listed, open_on
from tui.screens.codebook.screen import CodebookScreen

USES = 12


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Holds up edits, which are made one passage per slice."""
    monkeypatch.setattr("annotations.study.retagging.STEP", 1)
    return Gate(monkeypatch)


@pytest.fixture
def study() -> Study:
    """Passages under one tag; the first also has another."""
    study = a_study("actor", "tone", "zeal")
    mark(study, 0, 3, "tone", "zeal")
    for start in range(4, 4 + USES - 1):
        mark(study, start, start + 3, "tone")
    return study


@asynccontextmanager
async def amid_deleting(study: Study) -> AsyncIterator[Pilot[Any]]:
    """The codebook screen while the tag `tone` is being deleted and is still shown."""
    app = Host(CodebookScreen(study))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["down", "d"])
        assert "deleting tone…" in shown(app)
        assert names(study) == ["actor", "tone", "zeal"]
        yield pilot


def uses(study: Study, name: str) -> int:
    tag = study.codebook.named(name)
    return study.state.count_uses(tag.id) if isinstance(tag, Tag) else 0


async def test_keys_have_turns_while_a_tag_goes_and_it_goes_at_once(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["down"])
        assert "zeal · 1 highlight" in shown(pilot.app)
        assert uses(study, "tone") == USES
        gate.opened.set()
        await until(lambda: names(study) == ["actor", "zeal"])
        await pilot.pause()
        assert f"deleted tone, on {USES} highlights; u undoes" in shown(pilot.app)
    # Each passage is a slice, and so is the commit; the first passage was made with the key press.
    assert gate.steps == USES
    assert len(study.highlights) == USES
    assert study.history.to_undo is not None
    assert study.history.to_undo.label == "delete the tag tone"


async def test_undo_that_is_pressed_meanwhile_takes_the_deleting_back_and_waits_for_nothing(
    study: Study, gate: Gate
) -> None:
    before, last = dict(study.state.highlights), study.last
    async with amid_deleting(study) as pilot:
        await press(pilot, ["u"])
        assert "undid: delete the tag tone" in shown(pilot.app)
        assert gate.steps == 0
        gate.opened.set()
        await pilot.app.workers.wait_for_complete()
        assert gate.steps == USES
        assert study.state.highlights == before
        assert study.last == last
        await press(pilot, ["U"])
        assert names(study) == ["actor", "zeal"]
        await press(pilot, ["u"])
        assert names(study) == ["actor", "tone", "zeal"]


async def test_redo_has_the_deleting_that_was_taken_back_come_all_the_same(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["u", "U"])
        assert "redid: delete the tag tone" in shown(pilot.app)
        assert gate.steps == 0
        gate.opened.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert names(study) == ["actor", "zeal"]
        assert f"deleted tone, on {USES} highlights; u undoes" in shown(pilot.app)


async def test_a_second_undo_takes_back_what_was_done_before_and_both_are_redone_in_order(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        latest = list(study.state.highlights)[-1]
        await press(pilot, ["u", "u"])
        assert latest not in study.state.highlights
        assert names(study) == ["actor", "tone", "zeal"]
        await press(pilot, ["U"])
        assert latest in study.state.highlights
        await press(pilot, ["U"])
        assert names(study) == ["actor", "zeal"]
        gate.opened.set()


async def test_what_was_taken_back_is_not_redone_behind_another_edit(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["u", "5"])
        gate.opened.set()
        await pilot.app.workers.wait_for_complete()
        await press(pilot, ["U"])
        assert "There is nothing to redo." in shown(pilot.app)
        assert names(study) == ["actor", "tone", "zeal"]


async def test_a_large_edit_behind_one_that_was_taken_back_comes_alone(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["u", "up", "d"])
        gate.opened.set()
        await pilot.app.workers.wait_for_complete()
        assert names(study) == ["tone", "zeal"]
        assert study.unsettled is None
        study.undo()
        assert names(study) == ["actor", "tone", "zeal"]


async def test_another_edit_of_the_codebook_comes_behind_the_deleting(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["5"])
        assert names(study) == ["actor", "zeal"]
        zeal = study.codebook.named("zeal")
        assert zeal is not None
        assert zeal.key == "5"
        gate.opened.set()


async def test_an_edit_from_elsewhere_goes_first_and_what_it_brings_goes_too(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        article = next(iter(study.articles))
        made = study.highlights.make(article.id, Span(40, 44), tags=["tone"])
        gate.opened.set()
        await until(lambda: names(study) == ["actor", "zeal"])
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert f"deleted tone, on {USES + 1} highlights" in shown(pilot.app)
    assert study.highlights.get(made.id).tags == ()
    study.undo()
    assert uses(study, "tone") == USES + 1
    study.undo()
    assert made.id not in study.state.highlights


async def test_what_was_made_of_the_study_before_it_was_edited_is_made_no_further(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        made = study.highlights.make(next(iter(study.articles)).id, Span(40, 44), tags=["tone"])
        study.settle()
        assert study.highlights.get(made.id).tags == ()
        gate.opened.set()
        await pilot.app.workers.wait_for_complete()
        assert gate.steps == 0
        await press(pilot, ["u"])
        assert "undid: delete the tag tone" in shown(pilot.app)
        assert made.id in study.state.highlights


async def test_who_leaves_the_codebook_is_told_where_they_are_then(
    study: Study, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["escape"])
        told: list[str] = []
        monkeypatch.setattr(pilot.app.screen, "say", told.append, raising=False)
        gate.opened.set()
        await until(lambda: names(study) == ["actor", "zeal"])
        await pilot.app.workers.wait_for_complete()
        assert told == [f"deleted tone, on {USES} highlights; u undoes"]


async def test_who_leaves_for_good_has_what_was_asked_for(study: Study, gate: Gate) -> None:
    async with amid_deleting(study):
        pass
    assert names(study) == ["actor", "zeal"]
    assert study.unsettled is None


async def test_who_leaves_for_good_behind_undo_has_nothing_of_it(study: Study, gate: Gate) -> None:
    async with amid_deleting(study) as pilot:
        await press(pilot, ["u"])
        study.settle()
    assert names(study) == ["actor", "tone", "zeal"]


async def test_what_is_refused_meanwhile_is_said_and_leaves_everything_as_it_was(
    study: Study, gate: Gate
) -> None:
    async with amid_deleting(study) as pilot:
        study.refusal = "It is closed."
        gate.opened.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "It is closed." in shown(pilot.app)
        assert names(study) == ["actor", "tone", "zeal"]
    assert study.unsettled is None


async def test_an_article_goes_with_its_highlights_while_the_library_is_looked_through(
    gate: Gate,
) -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["/", *"opens", "enter", "d"])
        assert "removing…" in shown(app)
        await press(pilot, ["escape", "down"])
        assert len(study.highlights) == 3
        gate.opened.set()
        await until(lambda: not len(study.highlights))
        await pilot.pause()
        assert "removed Bridge opens with 3 highlights; u undoes" in shown(app)
        assert "Bridge opens" not in listed(app)
        await press(pilot, ["u"])
        assert len(study.highlights) == 3
        assert "Bridge opens" in listed(app)
