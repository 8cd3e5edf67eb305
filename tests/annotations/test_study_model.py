"""A Hypothesis machine edits a study as readers do and compares it with copies of every state."""

import os
from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotations.change import Change
from annotations.errors import DiptychError, Refused
from annotations.link import ABSENT
from annotations.span import Span
from annotations.store.pieces import encode_change
from annotations.study import Study
from annotations.tag import Tag, is_below, moved, tag_name
from tests.annotations.conftest import branch
from tests.linking import linked

Whole = Callable[[Study], bytes]

LONG = bool(os.environ.get("DIPTYCH_LONG"))
"""Whether the machine runs 2,000 times for 50 steps instead of a short run."""

TEXTS = (
    "Ab, “cd” é👩\u200d🚀. " * 90,
    "x" * 1023 + " " + "y" * 1024 + "\n\n",
    "one two three",
)
EDGES = (0, 1, 3, 7, 512, 1022, 1023, 1024, 1025, 2047, 2048, 2049)
NAMES = ("a", "A", "a/b", "a/b/c", "b", "b/b", "c/a/b", " a / b ", "a//b", "\u00e9", "e\u0301")

spans = st.tuples(st.sampled_from(EDGES), st.sampled_from(EDGES)).map(
    lambda e: Span(min(e), max(e))
)
picks = st.integers(0, 11)
names = st.sampled_from(NAMES)

Marks = list[tuple[int, Span, list[str]]]


class StudyMachine(RuleBasedStateMachine):
    """Edits a study as readers do; keeps a copy of every state to check undo and redo against."""

    def __init__(
        self, new_study: Callable[[], Study], whole: Whole, agrees: Callable[[Study], None]
    ) -> None:
        super().__init__()
        self.new_study = new_study
        self.whole = whole
        self.agrees = agrees
        self.study = new_study()
        self.written: list[Change] = []
        self.study.sinks.append(self.written.append)
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []

    def now(self) -> dict[str, Any]:
        copy: dict[str, Any] = msgspec.json.decode(self.whole(self.study))
        return copy

    def do(self, edit: Callable[[], object]) -> bool:
        """Attempt an edit; return whether it changed the study (it may be refused)."""
        before, count = self.now(), len(self.written)
        try:
            edit()
        except DiptychError as error:
            assert str(error).endswith(".")  # noqa: PT017 - some edits fit and some are refused
            assert self.now() == before
            assert len(self.written) == count
            return False
        if self.now() == before:
            assert len(self.written) == count
            return False
        assert len(self.written) == count + 1
        self.past.append(before)
        self.future.clear()
        return True

    def one_of(self, table: str, pick: int) -> str:
        ids = list(getattr(self.study.state, table))
        return ids[pick % len(ids)] if ids else "nothing"

    def names_on(self) -> dict[str, list[str]]:
        """The tag names of every highlight and article."""
        marked = [*self.study.highlights, *self.study.articles]
        return {one.id: list(self.study.codebook.names(one.tags)) for one in marked}

    @initialize(
        texts=st.tuples(*[st.sampled_from(TEXTS)] * 2),
        marks=st.lists(
            st.tuples(picks, spans, st.lists(names, max_size=3)), min_size=3, max_size=6
        ),
        joined=st.lists(st.tuples(picks, picks), max_size=3),
    )
    def begin_in_the_middle_of_work(
        self, texts: Sequence[str], marks: Marks, joined: list[tuple[int, int]]
    ) -> None:
        for source, text in enumerate(texts):
            self.add_article(text, source)
        for pick, span, tags in marks:
            self.highlight(pick, span, tags)
        for here, there in joined:
            self.link(here, there, "adds")

    @rule(text=st.sampled_from(TEXTS), source=picks)
    def add_article(self, text: str, source: int) -> None:
        more = {"title": f"T{source % 3}", "source": f"s{source % 3}", "media_type": "text/plain"}
        added = self.study.articles.add(text, **more)
        if added.new:
            for state in (*self.past, *self.future):
                state["articles"].append(added.article.to_fields())

    @precondition(lambda self: self.study.articles)
    @rule(pick=picks, span=spans, tags=st.lists(names, max_size=3))
    def highlight(self, pick: int, span: Span, tags: list[str]) -> None:
        article = self.one_of("articles", pick)
        self.do(lambda: self.study.highlights.make(article, span, tags=tags))

    @precondition(lambda self: self.study.highlights)
    @rule(pick=picks, other=picks, tags=st.lists(names, max_size=2))
    def retag(self, pick: int, other: int, tags: list[str]) -> None:
        ids = [self.one_of("highlights", pick), self.one_of("highlights", other)]
        if self.do(lambda: self.study.highlights.retag(ids, tags)):
            wanted = list(dict.fromkeys(map(tag_name, tags)))
            assert all(self.names_on()[id] == wanted for id in ids)

    @precondition(lambda self: self.study.highlights)
    @rule(pick=picks, name=names)
    def toggle(self, pick: int, name: str) -> None:
        self.do(lambda: self.study.highlights.toggle(self.one_of("highlights", pick), name))

    @precondition(lambda self: self.study.highlights)
    @rule(pick=picks, note=st.sampled_from(["", "a", "b\nc"]))
    def note(self, pick: int, note: str) -> None:
        self.do(lambda: self.study.highlights.note(self.one_of("highlights", pick), note))

    @precondition(lambda self: self.study.highlights)
    @rule(pick=picks, span=spans)
    def respan(self, pick: int, span: Span) -> None:
        self.do(lambda: self.study.highlights.respan(self.one_of("highlights", pick), span))

    @precondition(lambda self: self.study.highlights)
    @rule(picked=st.lists(picks, min_size=1, max_size=3))
    def remove_highlights(self, picked: list[int]) -> None:
        ids = [self.one_of("highlights", pick) for pick in picked]
        self.do(lambda: self.study.highlights.remove(ids))

    @precondition(lambda self: self.study.articles)
    @rule(pick=picks, event=st.sampled_from(["", "nato"]), tags=st.lists(picks, max_size=2))
    def set_article(self, pick: int, event: str, tags: list[int]) -> None:
        ids = [self.one_of("tags", tag) for tag in tags]
        article = self.one_of("articles", pick)
        self.do(lambda: self.study.articles.set(article, event=event, tags=ids))

    @precondition(lambda self: self.study.articles)
    @rule(pick=picks)
    def remove_article(self, pick: int) -> None:
        self.do(lambda: self.study.articles.remove(self.one_of("articles", pick)))

    @rule(picked=st.lists(picks, min_size=1, max_size=3))
    def remove_articles(self, picked: list[int]) -> None:
        ids = [self.one_of("articles", pick) for pick in picked]
        self.do(lambda: self.study.articles.removal(ids).at_once())

    @rule(name=names)
    def add_tag(self, name: str) -> None:
        self.do(lambda: self.study.codebook.add(name))

    @precondition(lambda self: self.study.codebook)
    @rule(pick=picks, name=names)
    def rename_tag(self, pick: int, name: str) -> None:
        tag = self.study.state.tags.get(self.one_of("tags", pick))
        before = self.names_on()
        if tag and self.do(lambda: branch(self.study, tag.id).renaming(name).at_once()):
            new = tag_name(name)
            assert self.names_on() == {
                id: list(dict.fromkeys(renamed(on, tag, new) for on in names))
                for id, names in before.items()
            }

    @precondition(lambda self: self.study.codebook)
    @rule(pick=picks)
    def remove_tag(self, pick: int) -> None:
        tag = self.study.state.tags.get(self.one_of("tags", pick))
        before = self.names_on()
        if tag and self.do(lambda: branch(self.study, tag.id).removal().at_once()):
            assert self.names_on() == {
                id: [on for on in names if not is_below(on, tag.name)]
                for id, names in before.items()
            }

    @precondition(lambda self: self.study.codebook)
    @rule(pick=picks, by=st.sampled_from([-1, 1]))
    def shift_tag(self, pick: int, by: Literal[-1, 1]) -> None:
        tag = self.study.state.tags.get(self.one_of("tags", pick))
        before, on = dict(self.study.state.tags), self.names_on()
        if tag and self.do(lambda: branch(self.study, tag.id).shift(by)):
            assert self.study.state.tags == before
            assert list(self.study.state.tags) != list(before)
            assert self.names_on() == on

    @precondition(lambda self: self.study.codebook)
    @rule(pick=picks, key=st.none() | st.sampled_from("109"))
    def give_key(self, pick: int, key: str | None) -> None:
        self.do(lambda: self.study.codebook.change(self.one_of("tags", pick), key=key))

    @precondition(lambda self: self.study.highlights)
    @rule(here=picks, there=picks, relation=st.sampled_from(["adds", ABSENT, " "]))
    def link(self, here: int, there: int, relation: str) -> None:
        ends = "articles" if relation == ABSENT and there % 4 else "highlights"
        source, target = self.one_of("highlights", here), self.one_of(ends, there)
        self.do(lambda: linked(self.study, source, target, relation))

    @precondition(lambda self: self.study.links)
    @rule(pick=picks, relation=st.sampled_from(["adds", "supports", ABSENT]))
    def relate(self, pick: int, relation: str) -> None:
        self.do(lambda: self.study.links.set(self.one_of("links", pick), relation=relation))

    @rule()
    def undo(self) -> None:
        self.go_back()

    @rule()
    def redo(self) -> None:
        self.go_forth()

    @precondition(lambda self: self.past)
    @rule()
    def undo_everything_and_redo_it(self) -> None:
        steps, now = len(self.past), self.now()
        while self.go_back():
            pass
        for _ in range(steps):
            assert self.go_forth()
        assert self.now() == now

    @rule(pick=picks)
    def edit_while_reading_only(self, pick: int) -> None:
        before = self.now()
        self.study.refusal = "For reading only."
        for edit in (self.study.undo, lambda: self.study.codebook.add(f"new {pick}")):
            try:
                edit()
            except Refused as error:
                assert str(error) == self.study.refusal  # noqa: PT017
        self.study.refusal = ""
        assert self.now() == before

    def go_back(self) -> bool:
        top, before = self.study.history.to_undo, self.now()
        undone = self.study.undo()
        assert (undone is None) == (not self.past)
        if undone is None or top is None:
            return False
        assert undone.label == f"undid: {top.label}"
        self.future.append(before)
        assert self.now() == self.past.pop()
        return True

    def go_forth(self) -> bool:
        top, before = self.study.history.to_redo, self.now()
        redone = self.study.redo()
        assert (redone is None) == (not self.future)
        if redone is None or top is None:
            return False
        assert redone.label == f"redid: {top.label}"
        self.past.append(before)
        assert self.now() == self.future.pop()
        return True

    @invariant()
    def the_study_agrees_with_itself(self) -> None:
        self.agrees(self.study)

    def teardown(self) -> None:
        """Replay all recorded changes: the result must equal this study."""
        again = self.new_study()
        for change in self.written:
            again.replay(msgspec.json.decode(b"".join(encode_change(change)), type=Change))
        assert self.whole(again) == self.whole(self.study)


def renamed(name: str, tag: Tag, new: str) -> str:
    return moved(name, tag.name, new) if is_below(name, tag.name) else name


def test_whatever_readers_do_undo_redo_and_replay_agree_with_copies_of_everything(
    new_study: Callable[[], Study], whole: Whole, agrees: Callable[[Study], None]
) -> None:
    run_state_machine_as_test(
        lambda: StudyMachine(new_study, whole, agrees),  # type: ignore[arg-type] # a factory will do
        settings=settings(
            max_examples=2_000 if LONG else 100,
            stateful_step_count=50 if LONG else 40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
