"""A selection is two boundaries; its anchor stays where it is while it is extended."""

from annotations.span import Span
from tui.text.selection import Selection


def test_the_span_is_the_same_whichever_end_is_the_head() -> None:
    selection = Selection(3, 8)
    assert selection.flipped() == Selection(8, 3)
    assert selection.span == selection.flipped().span == Span(3, 8)


def test_moving_takes_the_anchor_along_unless_it_extends() -> None:
    assert Selection(3, 8).moved_to(5) == Selection(5, 5)
    assert Selection(3, 8).moved_to(5, True) == Selection(3, 5)
    assert Selection(3, 8, sticky=True).moved_to(5) == Selection(3, 5, sticky=True)


def test_moving_forgets_what_it_grew_from_and_the_goal() -> None:
    grown = Selection(3, 8, goal=4, grown=((5, 5),))
    assert grown.moved_to(9, True) == Selection(3, 9)
    assert grown.moved_to(9, True, goal=2).goal == 2


def test_collapsing_leaves_the_head_and_the_selecting_mode() -> None:
    assert Selection(3, 8, sticky=True).collapsed() == Selection.at(8)
    assert Selection.at(8).empty
    assert not Selection(3, 8).empty


def test_going_over_a_span_puts_the_head_at_its_end() -> None:
    assert Selection(1, 1, sticky=True, goal=3).over(Span(2, 6)) == Selection(2, 6, sticky=True)


def test_reaching_from_a_span_to_another_covers_both_whichever_comes_first() -> None:
    begun = Selection(10, 14, sticky=True, grown=((11, 11),))
    assert begun.reaching(Span(10, 14), Span(20, 25)) == Selection(10, 25, sticky=True)
    assert begun.reaching(Span(10, 14), Span(2, 5)) == Selection(14, 2, sticky=True)
    assert begun.reaching(Span(10, 14), Span(12, 12)) == Selection(10, 14, sticky=True)
