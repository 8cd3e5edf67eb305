"""The view's cached lines and pages drawn ahead never differ from a fresh drawing."""

import asyncio
import random
from typing import Any

import pytest
from msgspec.structs import replace
from textual.geometry import Region
from textual.strip import Strip

from annotations.span import Span
from tests.text.drawn import afresh, drawn, drawn_ahead
from tests.text.harness import ARTICLE, Harness, marks_of
from tui.text import ahead
from tui.text.layout import Row
from tui.text.painting import RowPainter
from tui.text.palette import Palette
from tui.text.selection import Selection


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
        monkeypatch.setattr(view, "set_timer", lambda *_: None)  # no flash ends by itself

        def spans(most: int) -> list[Span]:
            starts = sorted(chance.sample(range(700), chance.randint(0, most)))
            return [Span(start, start + chance.randint(1, 90)) for start in starts]

        def mark() -> None:
            some = chance.sample(marks, chance.randint(0, len(marks)))
            app.marks = [replace(one, start=one.start + chance.randint(0, 3)) for one in some]
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
                    await asyncio.sleep(0.002)  # a rest in which the next page is drawn ahead
            kept = drawn(view)
            assert kept == await afresh(pilot, view)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """The rows painted so far, including those drawn ahead of a page move."""
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
        await drawn_ahead(app.one)
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
        await drawn_ahead(view)
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
        await drawn_ahead(view)
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
            await drawn_ahead(view)
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


async def test_a_caret_that_leaves_a_wide_character_leaves_the_next_one_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Harness("磨村堤坝\n\n決口", [])
    async with app.run_test(size=(80, 24)) as pilot:
        sent: list[str] = []

        def refresh(*regions: Region, **_: object) -> None:
            sent.extend(app.one.render_lines(region)[0].text for region in regions)

        monkeypatch.setattr(app.one, "refresh", refresh)
        await pilot.press("right", "left")
        assert sent == ["磨", "村", "村", "磨"]


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
