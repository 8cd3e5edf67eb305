"""The mouse in the view: what it reports, and how it scrolls."""

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from annotations.span import Span
from tests.hands import until
from tests.text.drawn import lines
from tests.text.harness import ARTICLE, Harness
from tui.text.pointing import ContextWanted, Dragged, Pressed
from tui.text.view import TextView


async def press(pilot: Pilot[None], view: TextView, offset: int, **more: object) -> None:
    layout = view.layout_
    row = layout.row_at(offset)
    line = view.viewport.line_of(offset)
    assert line is not None
    x = lines(view)[line].index("The embassy to") + layout.cell_of(row, offset)
    await pilot.mouse_down(view, offset=(x, line), **more)  # type: ignore[arg-type]


async def test_the_mouse_tells_offsets_and_how_often_it_pressed() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        offset = ARTICLE.index("The embassy to") + 4
        for _ in range(2):
            await press(pilot, app.one, offset)
            await pilot.mouse_up(app.one)
        presses = [heard for heard in app.heard if isinstance(heard, Pressed)]
        letter = Span(offset, offset + 1)
        assert [(press.letter, press.count) for press in presses] == [(letter, 1), (letter, 2)]


@pytest.mark.parametrize("half", [0, 1])
async def test_a_wide_letter_is_meant_by_either_of_its_cells(half: int) -> None:
    app = Harness("漢字 é.", [])
    async with app.run_test(size=(80, 24)):
        x = lines(app.one)[0].index("漢")
        under = [app.one.letter_under(x + cells + half, 0) for cells in (0, 2)]
        assert under == [Span(0, 1), Span(1, 2)]


async def test_there_is_no_letter_on_white_space_and_beside_the_text() -> None:
    app = Harness("one\n\ntwo", [])
    async with app.run_test(size=(80, 24)):
        x = lines(app.one)[0].index("one")
        places = [(x - 1, 0), (x + 3, 0), (x + 40, 0), (x + 1, 1), (x + 3, 2), (x, 9)]
        under = [app.one.letter_under(*place) for place in places]
        assert under == [Span(place, place) for place in (0, 3, 3, 4, 8, 8)]


async def test_the_right_button_wants_a_menu() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        offset = ARTICLE.index("The embassy to") + 6
        await press(pilot, app.one, offset, button=3)
        await pilot.pause()
        wanted = [heard for heard in app.heard if isinstance(heard, ContextWanted)]
        assert [message.offset for message in wanted] == [offset]


async def test_dragging_beyond_the_edge_scrolls_on_until_the_button_goes_up() -> None:
    class Short(Harness):
        CSS = "TextView { width: 1fr; height: 10; }"

    app = Short()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(app.one, offset=(12, 4))
        await pilot.hover(None, offset=(12, 15))

        def dragged_along() -> bool:
            """Whether the text has scrolled and the drag continues over newly visible text."""
            dragged = [heard for heard in app.heard if isinstance(heard, Dragged)]
            return dragged[-1].letter.start > app.one.viewport.top > 0

        await until(dragged_along)
        await pilot.mouse_up(None, offset=(12, 15))
        assert app.one._edge_timer is None


async def test_a_press_on_the_scrollbar_goes_there() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(app.one, offset=(app.one.size.width - 1, 23))
        await pilot.pause()
        assert app.one.viewport.visible.end == len(ARTICLE)


async def test_a_drag_on_the_scrollbar_goes_along_and_selects_nothing() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        bar = app.one.size.width - 1
        await pilot.mouse_down(app.one, offset=(bar, 23))
        await pilot.pause()
        await pilot.hover(app.one, offset=(3, 12))
        assert 0 < app.one.viewport.top < app.one.viewport.visible.end < len(ARTICLE)
        await pilot.hover(None, offset=(bar, 0))
        assert app.one.viewport.top == 0
        await pilot.mouse_up(None, offset=(bar, 0))
        await pilot.hover(app.one, offset=(bar, 23))
        assert app.one.viewport.top == 0
        assert not [heard for heard in app.heard if isinstance(heard, Dragged)]


async def test_the_wheel_scrolls_three_rows_and_leaves_the_caret() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        top = app.one.viewport.rows[3].start
        await pilot._post_mouse_events([MouseScrollDown], app.one)
        await pilot.pause()
        assert app.one.viewport.top == top
        assert app.one.selection.head == 0
