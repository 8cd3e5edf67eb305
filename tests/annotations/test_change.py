"""Edits, changes and their history, tested without a study."""

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from annotations.change import Change, Edit, Fields, History, difference, joined
from annotations.store.pieces import encode_change

fields = st.dictionaries(
    st.sampled_from("abcd"), st.none() | st.integers(0, 2) | st.lists(st.integers(0, 1)), max_size=4
)


def edit(before: Fields | None, after: Fields | None, at: int | None = None) -> Edit:
    return Edit(table="tags", id="t", before=before, after=after, at=at)


def change(number: int, *edits: Edit) -> Change:
    time = "2021-10-18T00:00:00Z"
    return Change(number=number, label=f"change {number}", time=time, coder="ana", edits=edits)


@given(fields, fields)
def test_a_difference_holds_just_the_fields_that_differ(a: Fields, b: Fields) -> None:
    before, after = difference(a, b)
    alike = {name for name in a if name in b and a[name] == b[name]}
    assert before.keys() == a.keys() - alike
    assert after.keys() == b.keys() - alike
    assert {n: v for n, v in a.items() if n not in before} | after == b
    assert {n: v for n, v in b.items() if n not in after} | before == a


def test_a_field_that_is_null_differs_from_one_that_is_absent() -> None:
    assert difference({"key": None}, {}) == ({"key": None}, {})


def test_the_inverse_of_a_birth_is_a_death_at_the_same_place() -> None:
    assert edit(None, {"id": "t"}, at=3).inverse() == edit({"id": "t"}, None, at=3)


def test_a_change_is_taken_back_from_its_last_edit_to_its_first() -> None:
    first, second = edit(None, {"n": 1}), edit({"n": 1}, {"n": 2})
    assert change(4, first, second).inverse() == (second.inverse(), first.inverse())


@given(st.none() | fields, st.none() | fields, st.none() | st.integers(0, 5))
def test_taking_back_twice_is_doing_again(
    before: Fields | None, after: Fields | None, at: int | None
) -> None:
    one = change(1, edit(before, after, at), edit(after, before))
    back = msgspec.structs.replace(one, edits=one.inverse())
    assert back.inverse() == one.edits


@given(st.none() | fields, st.none() | fields, st.none() | st.integers(0, 5))
def test_a_change_reads_back_from_json_as_it_was_written(
    before: Fields | None, after: Fields | None, at: int | None
) -> None:
    one = change(1, edit(before, after, at))
    assert msgspec.json.decode(b"".join(encode_change(one)), type=Change) == one


def test_a_birth_is_written_with_before_as_null() -> None:
    written = msgspec.to_builtins(edit(None, {"id": "t"}))
    assert written == {"table": "tags", "id": "t", "before": None, "after": {"id": "t"}}


@given(fields, fields, fields)
def test_two_steps_in_a_row_are_one(a: Fields, b: Fields, c: Fields) -> None:
    one, two = difference(a, b), difference(b, c)
    assert joined(edit(*one), edit(*two)) == edit(*difference(a, c))


@given(fields, fields)
def test_a_birth_and_a_step_are_a_birth(a: Fields, b: Fields) -> None:
    assert joined(edit(None, a, at=2), edit(*difference(a, b))) == edit(None, b, at=2)


def test_a_fresh_history_has_nothing_to_undo_or_redo() -> None:
    assert History().to_undo is None
    assert History().to_redo is None


def test_undo_and_redo_walk_the_same_way_back_and_forth() -> None:
    history, changes = History(), [change(n) for n in (1, 2, 3)]
    for one in changes:
        history.did(one)
    back = []
    while (undoable := history.to_undo) is not None:
        back.append(undoable)
        history.undid()
    forth = []
    while (redoable := history.to_redo) is not None:
        forth.append(redoable)
        history.redid()
    assert back == changes[::-1]
    assert forth == changes
    assert history.to_undo == changes[-1]


def test_a_new_change_makes_what_was_undone_unreachable() -> None:
    history = History()
    history.did(change(1))
    history.undid()
    history.did(change(2))
    assert history.to_redo is None
    history.undid()
    assert history.to_undo is None


class TestJoining:
    """Several changes joined into a single undo step."""

    def joined(self, changes: Sequence[Change], behind: Change | None) -> History:
        """A history of these changes, those made after `behind` joined as `all`."""
        history = History()
        for one in changes:
            history.did(one)
        history.join_since(behind, "all")
        return history

    def test_all_behind_one_are_a_step_of_the_label_given_as_late_as_the_last(self) -> None:
        changes = [change(n, edit({}, {"n": n})) for n in (1, 2, 3)]
        history = self.joined(changes, changes[0])
        step = history.to_undo
        assert step is not None
        assert (step.number, step.label) == (3, "all")
        history.undid()
        assert history.to_undo is changes[0]

    def test_behind_nothing_all_are_one(self) -> None:
        history = self.joined([change(n, edit({}, {"n": n})) for n in (1, 2)], None)
        history.undid()
        assert history.to_undo is None

    def test_a_single_one_keeps_its_label(self) -> None:
        changes = [change(1), change(2)]
        assert self.joined(changes, changes[0]).to_undo is changes[1]

    def test_steps_of_a_record_become_one_and_its_death_and_birth_stay(self) -> None:
        born, made, dead = edit(None, {"a": 1}), edit({"a": 1}, {"a": 2}), edit({"a": 2}, None)
        edits = enumerate([born, made, dead, born], 1)
        step = self.joined([change(n, one) for n, one in edits], None).to_undo
        assert step is not None
        assert step.edits == (edit(None, {"a": 2}), dead, born)

    def test_steps_of_other_records_stay_their_own(self) -> None:
        one = edit({"a": 1}, {"a": 2})
        other = Edit(table="links", id="t", before={"a": 1}, after={"a": 2})
        step = self.joined([change(1, one), change(2, other)], None).to_undo
        assert step is not None
        assert step.edits == (one, other)
