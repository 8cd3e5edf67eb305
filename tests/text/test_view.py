"""The view in a small app: what is drawn, what a key sends, what the mouse tells."""

import asyncio
import random
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from annotations.span import Span
from annotations.structure import Structure
from tests.text.harness import ARTICLE, Harness, marks_of
from tui.text import ahead
from tui.text.decoration import Mark
from tui.text.layout import Row
from tui.text.motion import MOTIONS
from tui.text.painting import RowPainter
from tui.text.palette import Palette
from tui.text.selection import Selection
from tui.text.view import TextView

SIZES = [(80, 24), (200, 60), (30, 10)]


def lines(view: TextView) -> list[str]:
    strips = view.render_lines(Region(0, 0, view.size.width, view.size.height))
    return [strip.text for strip in strips]


def drawn(view: TextView) -> list[object]:
    return list(view.render_lines(Region(0, 0, view.size.width, view.size.height)))


async def afresh(pilot: Pilot[None], view: TextView) -> list[object]:
    """What is drawn where nothing is kept: not what was on the page, nor, for the theme, a line."""
    theme = view.app.theme
    view.repaint()
    for other in ("textual-light", theme):
        view.app.theme = other
        await pilot.pause()
        lines_now = drawn(view)
    return lines_now


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_fills_the_width_and_the_text_is_all_there(size: tuple[int, int]) -> None:
    app = Harness()
    async with app.run_test(size=size):
        view = app.one
        strips = view.render_lines(Region(0, 0, view.size.width, view.size.height))
        assert {strip.cell_length for strip in strips} == {view.size.width}
        seen = " ".join("".join(lines(view)).replace("▐", " ").split())
        assert "The embassy closes its doors" in seen
        assert lines(view)[0].lstrip().startswith("1     The" if size[0] > 40 else "The")


async def test_a_pane_too_narrow_for_anything_still_fills_its_width() -> None:
    app = Harness()
    async with app.run_test(size=(8, 4)):
        strips = app.one.render_lines(Region(0, 0, app.one.size.width, 4))
        assert {strip.cell_length for strip in strips} == {app.one.size.width}


async def test_escape_bytes_of_an_article_never_reach_the_screen() -> None:
    app = Harness("safe \x1b]52;c;aGk=\x07 and \u202e back [@click=app.quit]x[/]", [])
    async with app.run_test(size=(120, 10)):
        seen = "".join(lines(app.one))
        assert "\x1b" not in seen
        assert "\u202e" not in seen
        assert "[@click=app.quit]x[/]" in seen


async def test_keys_that_come_before_the_first_layout_are_not_lost() -> None:
    view = TextView()
    view.measure = 50
    view.show(Structure(ARTICLE), lambda _span: [])
    view.selection = MOTIONS["text_end"](Structure(ARTICLE), view.layout_, view.selection)
    view.scroll_rows(3)

    class Late(App[None]):
        def compose(self) -> ComposeResult:
            yield view

    async with Late().run_test(size=(80, 24)):
        assert view.selection.head == len(ARTICLE)
        assert view.viewport.line_of(len(ARTICLE)) is not None
        assert view.layout_.width == 50


async def test_a_caret_step_sends_two_cells_and_leaves_other_lines_alone() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        before = drawn(app.one)
        await pilot.press("right")
        after = drawn(app.one)
        pairs = zip(before, after, strict=True)
        changed = [line for line, (old, new) in enumerate(pairs) if old is not new]
        assert changed == [0]
        assert app.one.selection == Selection.at(1)


async def test_what_is_drawn_after_any_steps_is_what_would_be_drawn_afresh() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.one
        for key in ("down", "down", "shift+down", "shift+down", "shift+right", "pagedown", "up"):
            await pilot.press(key)
            kept = drawn(view)
            assert kept == await afresh(pilot, view), key


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_no_line_is_kept_that_would_be_drawn_otherwise(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(ahead, "REST", 0)
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view, length = app.one, len(ARTICLE)
        marks = marks_of(ARTICLE)
        monkeypatch.setattr(view, "set_timer", lambda *_: None)  # no flash goes off by itself

        def spans(most: int) -> list[Span]:
            starts = sorted(chance.sample(range(700), chance.randint(0, most)))
            return [Span(start, start + chance.randint(1, 90)) for start in starts]

        def mark() -> None:
            some = chance.sample(marks, chance.randint(0, len(marks)))
            app.marks = [one._replace(start=one.start + chance.randint(0, 3)) for one in some]
            view.marks_changed()

        def hit() -> None:
            hits = chance.choice((spans(9), [Span(40, 50), Span(200, 210), Span(320, 321)]))
            view.show_hits(lambda _: hits, chance.choice([None, *hits]))

        def dim() -> None:
            dimmed = spans(4)
            view.show_dimmed(lambda _: dimmed)

        def label() -> None:
            view.show_labels({place.word.start: "ab" for place in view.visible_places()})

        doings = (
            mark, hit, dim, label,
            lambda: view.show_labels({}),
            lambda: view.flash(Span(chance.randrange(600), 650)),
            lambda: setattr(view, "selection", Selection(*chance.choices(range(700), k=2))),
            lambda: setattr(view, "selection", Selection.at(chance.choice((3, 300, length)))),
            lambda: view.scroll_rows(chance.choice((-20, -3, 3, 20))),
            lambda: view.scroll_rows(20),
        )  # fmt: skip
        for _ in range(16):
            for doing in chance.choices(doings, k=chance.randint(1, 3)):
                doing()
                if chance.random() < 0.7:
                    drawn(view)
                if chance.random() < 0.7:
                    await asyncio.sleep(0.002)  # a rest in which the next page is drawn
            kept = drawn(view)
            assert kept == await afresh(pilot, view)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """The rows that have been painted, ahead of a page move too."""
    rows: list[Row] = []
    paint = RowPainter.paint

    def noting(painter: RowPainter, row: Row, *rest: Any, **named: Any) -> Strip:
        rows.append(row)
        return paint(painter, row, *rest, **named)

    monkeypatch.setattr(RowPainter, "paint", noting)
    return rows


async def test_a_page_that_is_turned_to_after_a_rest_has_been_drawn(
    painted: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        await asyncio.sleep(3 * ahead.REST)
        painted.clear()
        monkeypatch.setattr(ahead, "REST", 60)
        await pilot.press("pagedown")
        drawn(app.one)
        head = app.one.selection.head
        assert all(row.start <= head < row.end for row in painted)
        kept = drawn(app.one)
        assert kept == await afresh(pilot, app.one)


async def test_a_page_that_is_drawn_ahead_is_not_shown_when_its_highlights_are_others_now() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.one
        for rows in (20, 20, -20):
            view.scroll_rows(rows)
        drawn(view)
        await asyncio.sleep(3 * ahead.REST)
        app.marks = app.marks[:1]
        view.marks_changed()
        view.scroll_rows(-20)
        kept = drawn(view)
        assert kept == await afresh(pilot, view)


@pytest.mark.parametrize("text", [ARTICLE, "One line", "One line\n", ""])
async def test_the_caret_is_seen_behind_the_last_character_too(text: str) -> None:
    app = Harness(text, [])
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.one
        filters = view.get_line_filters()
        palette = Palette(app.theme_variables, focused=True, monochrome=False, filters=filters)

        def carets() -> list[str]:
            look = palette.style("caret")
            return [part.text for strip in drawn(view) for part in strip if part.style == look]

        view.selection = Selection.at(len(text))
        await pilot.pause()
        assert carets() == [" "]
        view.selection = Selection.at(0)
        await pilot.pause()
        assert carets() == [(text or " ")[0]]


async def test_a_page_drawn_ahead_shows_the_caret_at_the_end_of_the_text() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.one
        view.selection = Selection.at(len(ARTICLE))
        for rows in (-60, 20, 20):
            view.scroll_rows(rows)
            drawn(view)
        await asyncio.sleep(3 * ahead.REST)
        view.scroll_rows(20)
        kept = drawn(view)
        assert kept == await afresh(pilot, view)


async def test_the_next_page_is_drawn_ahead_also_where_nothing_was_missing_of_the_last(
    painted: list[Row],
) -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)):
        view = app.one
        view.scroll_rows(20)
        for _ in range(4):
            drawn(view)
            await asyncio.sleep(3 * ahead.REST)
            painted.clear()
            view.scroll_rows(20)
            drawn(view)
            assert painted == []


async def test_the_hit_to_see_is_drawn_where_it_is_now() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        hits = [Span(40, 50), Span(200, 210)]
        for current in hits:
            app.one.show_hits(lambda _: hits, current)
            kept = drawn(app.one)
            assert kept == await afresh(pilot, app.one)


@pytest.mark.parametrize("ends", [(0, 400), (400, 0), (150, 400), (150, 200), (390, 410)])
async def test_a_selection_made_at_once_is_drawn_whole(ends: tuple[int, int]) -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.one
        view.selection = Selection(150, 380)
        drawn(view)
        view.selection = Selection(*ends)
        kept = drawn(view)
        assert kept == await afresh(pilot, view)


async def test_a_selection_given_up_out_of_sight_is_gone_on_coming_back() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.one
        view.selection = Selection(100, 200)
        drawn(view)
        view.scroll_rows(30)
        drawn(view)
        view.selection = Selection.at(view.viewport.rows[5].start)
        view.scroll_rows(-30)
        kept = drawn(view)
        assert kept == await afresh(pilot, view)


async def test_another_theme_repaints() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        before = [list(strip) for strip in drawn(app.one)]
        app.theme = "textual-light"
        await pilot.pause()
        assert before[5] != list(drawn(app.one)[5])


async def test_letters_held_by_a_joiner_leave_the_line_as_wide_as_it_is() -> None:
    app = Harness("ශ්‍රී ලංකා क्‍ष and more", [])
    async with app.run_test(size=(80, 24)):
        [strip] = app.one.render_lines(Region(0, 0, 40, 1))
        assert sum(cell_len(segment.text) for segment in strip) == 40


async def test_a_bar_keeps_its_lane_when_its_neighbour_has_scrolled_away() -> None:
    text = "\n".join(f"line {number:03}" for number in range(100))
    marks = [Mark(0, 99, "a", "#e69f00"), Mark(90, 400, "b", "#56b4e9")]
    app = Harness(text, marks)
    async with app.run_test(size=(80, 10)):
        app.one.align(90, line=0)
        assert " ▌  line 011" in lines(app.one)[1]
        app.one.align(180, line=0)
        assert " ▌  line 021" in lines(app.one)[1]


async def test_highlights_are_asked_for_only_around_the_page() -> None:
    asked: list[Span] = []
    text = "word and word again.\n" * 5_000

    def marks_in(span: Span) -> list[Mark]:
        asked.append(span)
        return [Mark(span.start + 1, span.start + 5, "a", "#e69f00", "1")]

    app = Harness(text, [])
    async with app.run_test(size=(80, 24)):
        app.one.show(Structure(text), marks_in, caret=len(text) // 2)
        lines(app.one)
        assert asked
        assert max(len(span) for span in asked) < 5_000


async def test_the_head_stays_in_sight_and_scrolling_says_so() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(30):
            await pilot.press("down")
        assert app.one.viewport.line_of(app.one.selection.head) == 24 - 3
        assert "turned" in app.heard
        assert 0 < app.one.viewport.fraction < 1


async def test_a_resize_keeps_the_caret_in_sight() -> None:
    app = Harness()
    async with app.run_test(size=(160, 40)) as pilot:
        offset = ARTICLE.index("Paragraph 40")
        app.one.selection = Selection.at(offset)
        for size in ((60, 20), (200, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            # Textual waits a little for further sizes, on a busy machine longer than the pilot.
            for _ in range(50):
                if app.one.size.height == size[1]:
                    break
                await pilot.pause(0.02)
            assert app.one.viewport.line_of(offset) is not None
            assert len(lines(app.one)) == size[1]


async def test_a_selection_over_two_rows_is_drawn_on_both() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "down", "shift+down")
        strips = app.one.render_lines(Region(0, 4, app.one.size.width, 2))
        grounds = [len({segment.style.bgcolor for segment in strip}) for strip in strips]
        assert min(grounds) >= 2


async def test_labels_are_written_over_words_and_come_off() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)):
        before = lines(app.one)
        place = app.one.visible_places()[1]
        app.one.show_labels({place.word.start: "jk"})
        assert "The jkbassy" in lines(app.one)[0]
        app.one.show_labels({})
        assert lines(app.one) == before


async def test_a_label_over_half_a_wide_character_keeps_the_row_whole() -> None:
    app = Harness("漢字かな", [])
    async with app.run_test(size=(80, 24)):
        app.one.show_labels({0: "abc"})
        assert "abc" in lines(app.one)[0]
        strips = app.one.render_lines(Region(0, 0, 40, 1))
        assert strips[0].cell_length == 40


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
        presses = [heard for heard in app.heard if isinstance(heard, TextView.Pressed)]
        assert [(press.offset, press.count) for press in presses] == [(offset, 1), (offset, 2)]
        assert any(isinstance(message, TextView.Released) for message in app.heard)


async def test_the_right_button_wants_a_menu() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        offset = ARTICLE.index("The embassy to") + 6
        await press(pilot, app.one, offset, button=3)
        await pilot.pause()
        wanted = [heard for heard in app.heard if isinstance(heard, TextView.ContextWanted)]
        assert [message.offset for message in wanted] == [offset]


async def test_the_pane_without_the_focus_shows_a_line_for_a_caret() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        first = app.query_one("#two", TextView).render_lines(Region(0, 0, 40, 1))[0]
        assert any(segment.style.underline for segment in first)
        await pilot.press("tab")
        first = app.query_one("#two", TextView).render_lines(Region(0, 0, 40, 1))[0]
        assert not any(segment.style.underline for segment in first)


async def test_without_colours_nothing_is_told_by_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Harness()
    async with app.run_test(size=(80, 24)):
        strips = app.one.render_lines(Region(0, 0, 40, 24))
        styles = [segment.style for strip in strips for segment in strip]
        shades = [color.triplet for style in styles for color in (style.color, style.bgcolor)]
        assert all(len(set(triplet)) == 1 for triplet in shades)
        assert len({style.bgcolor for style in styles}) == 1
        assert "┌1" in "".join(lines(app.one))


async def test_dragging_beyond_the_edge_scrolls_on_until_the_button_goes_up() -> None:
    class Short(Harness):
        CSS = "TextView { width: 1fr; height: 10; }"

    app = Short()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(app.one, offset=(12, 4))
        await pilot.hover(None, offset=(12, 15))
        await pilot.pause(0.3)
        scrolled = app.one.viewport.top
        assert scrolled > 0
        dragged = [heard for heard in app.heard if isinstance(heard, TextView.Dragged)]
        assert dragged[-1].offset > scrolled
        await pilot.mouse_up(None, offset=(12, 15))
        await pilot.pause(0.2)
        stopped = app.one.viewport.top
        await pilot.pause(0.2)
        assert app.one.viewport.top == stopped


async def test_a_press_on_the_scrollbar_goes_there() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(app.one, offset=(app.one.size.width - 1, 23))
        await pilot.pause()
        assert app.one.viewport.visible.end == len(ARTICLE)


async def test_the_wheel_scrolls_three_rows_and_leaves_the_caret() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        top = app.one.viewport.rows[3].start
        await pilot._post_mouse_events([MouseScrollDown], app.one)
        await pilot.pause()
        assert app.one.viewport.top == top
        assert app.one.selection.head == 0


async def test_a_place_given_back_is_kept_though_the_caret_is_elsewhere() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = TextView()
        top = ARTICLE.index("Paragraph 30")
        view.show(Structure(ARTICLE), lambda _span: [], caret=3, top=top)
        await app.screen.mount(view)
        await pilot.pause()
        lines(view)
        assert view.viewport.top == top
        view.show(Structure(ARTICLE), lambda _span: [], caret=top)
        assert view.viewport.line_of(top) is not None


async def test_a_highlight_does_not_run_over_the_edge_of_its_row() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)):
        view = app.one
        line = view.viewport.line_of(ARTICLE.index("The embassy to"))
        assert line is not None
        [strip] = view.render_lines(Region(0, line, 40, 1))
        orange = [segment for segment in strip if segment.style.bgcolor.name == "#e69f00"]
        assert not orange[-1].text.endswith(" ")
