"""A Hypothesis machine edits, saves, crashes and reopens a store, and compares it with a model."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotations.span import Span
from annotations.store import Store
from annotations.store.rescue.check import check
from tests.store.conftest import TEXT, add_article, at_rest, whole

LONG = bool(os.environ.get("DIPTYCH_LONG"))
"""Whether the machine runs 2,000 times for 50 steps instead of a short run."""

edges = st.integers(0, len(TEXT) - 1)


class StoreMachine(RuleBasedStateMachine):
    """Knows what the study held after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "study.json"
        self.state_folder = Path(self.folder.name) / "state"
        self.store = self.opened()
        self.states = {0: whole(self.store.study)}

    def opened(self) -> Store:
        return Store.open(self.path, coder="ana", state_folder=self.state_folder)

    @invariant()
    def remembers(self) -> None:
        self.states.setdefault(self.store.study.last, whole(self.store.study))

    @rule()
    def add(self) -> None:
        add_article(self.store.study, f"{TEXT}{len(self.store.study.articles)}")

    @precondition(lambda self: len(self.store.study.articles))
    @rule(start=edges, end=edges, tag=st.sampled_from("abc"), data=st.data())
    def mark(self, start: int, end: int, tag: str, data: st.DataObject) -> None:
        article = data.draw(st.sampled_from(list(self.store.study.articles)))
        span = Span(min(start, end), max(start, end) + 1)
        self.store.study.highlights.make(article.id, span, tags=[tag])

    @precondition(lambda self: len(self.store.study.highlights))
    @rule(data=st.data(), note=st.text(max_size=5))
    def remove_or_note(self, data: st.DataObject, note: str) -> None:
        one = data.draw(st.sampled_from(list(self.store.study.highlights)))
        if note:
            self.store.study.highlights.note(one.id, note)
        else:
            self.store.study.highlights.remove([one.id])

    @rule()
    def undo(self) -> None:
        self.store.study.undo()

    @rule()
    def redo(self) -> None:
        self.store.study.redo()

    @rule()
    def save(self) -> None:
        assert self.store.flush()

    @rule()
    def begin_checkpoint(self) -> None:
        assert self.store.flush()
        self.store.begin_checkpoint()

    @rule()
    def checkpoint(self) -> None:
        self.store.checkpoint()

    @rule()
    def crash(self) -> None:
        last = self.store.study.last
        assert self.store.flush()  # otherwise chance decides which edits survive
        self.store.abandon()
        self.store = self.opened()
        assert self.store.study.last == last
        assert whole(self.store.study) == self.states[last]

    @rule()
    def close(self) -> None:
        last = self.store.study.last
        self.store.close()
        assert at_rest(self.path) == {"state"}
        assert check(self.path).problems == ()
        self.store = self.opened()
        assert self.store.study.last == last
        assert whole(self.store.study) == self.states[last]

    def teardown(self) -> None:
        self.store.abandon()
        self.folder.cleanup()


def test_a_store_agrees_with_a_model_through_crashes() -> None:
    run_state_machine_as_test(
        StoreMachine,
        settings=settings(
            max_examples=2000 if LONG else 25, stateful_step_count=50 if LONG else 25, deadline=None
        ),
    )
