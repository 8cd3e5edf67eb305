"""The view in a small app: what it draws, and what a key sends."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from annotations.span import Span
from annotations.structure import Structure
from tests.hands import until
from tests.text.drawn import drawn, lines
from tests.text.harness import ARTICLE, Harness
from tui.text.decoration import Mark
from tui.text.motion import MOTIONS, Move
from tui.text.selection import Selection
from tui.text.view import TextView

SIZES = [(80, 24), (200, 60), (30, 10)]


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
    view.selection = MOTIONS["text_end"](Move(Structure(ARTICLE), view.layout_, view.selection))
    view.scroll_rows(3)

    class Late(App[None]):
        def compose(self) -> ComposeResult:
            yield view

    async with Late().run_test(size=(80, 24)):
        assert view.selection.head == len(ARTICLE)
        assert view.viewport.line_of(len(ARTICLE)) is not None
        assert view.layout_.width == 50


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
            # Textual waits briefly for further resizes; on a busy machine longer than the pilot
            # does.
            await until(lambda height=size[1]: app.one.size.height == height)
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


async def test_a_place_given_back_is_kept_though_the_caret_is_elsewhere() -> None:
    app = Harness()
    async with app.run_test(size=(80, 24)) as pilot:
        view = TextView()
        top = ARTICLE.index("Paragraph 30")
        view.show(Structure(ARTICLE), lambda _span: [], caret=3, top=top, seek=False)
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
