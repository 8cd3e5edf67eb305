"""Marks on a list's entries, made by hand and kept as entries come and go."""

from tui.widgets.marks import Marks


def test_marks_stand_in_the_order_in_which_they_were_set() -> None:
    marks = Marks(("b", "a"))
    marks.toggle("c")
    marks.toggle("b")
    marks.toggle("b")
    assert list(marks) == ["a", "c", "b"]
    assert ("b" in marks, "d" in marks, len(marks)) == (True, False, 3)


def test_several_are_unmarked_together_only_where_all_of_them_are_marked() -> None:
    marks = Marks("a")
    marks.toggle("a", "b")
    assert list(marks) == ["a", "b"]
    marks.toggle("b", "a")
    assert list(marks) == []


def test_what_is_not_there_any_more_is_not_marked() -> None:
    marks = Marks(("a", "b", "c"))
    marks.keep({"c", "a"})
    assert list(marks) == ["a", "c"]


def test_only_a_hand_touches_them() -> None:
    marks = Marks("ab")
    marks.keep("a")
    assert not marks.touched
    marks.clear()
    assert marks.touched
    assert not marks
