"""The matrix of the compare screen, driven by keys: what it counts, folds, cycles and shows."""

import pytest

from annotations.compare.matrix.notation import percent
from annotations.span import Span
from tests.hands import burst, place_of, press, shown
from tests.screens.comparing import TEXTS, compared, ferry_study
from tests.screens.dialog_host import NOTHING, Host, a_study, mark
from tui.screens.compare.query import MatrixQuery, Visit, begun, usual
from tui.screens.compare.screen import CompareScreen
from tui.widgets.matrix.cells import cell_lines


def rows(app) -> list[str]:
    """The names of the visible rows, with the counts in the visible columns."""
    frame = app.opened.matrix.frame
    return [
        f"{line.label} {' '.join(str(cell.count) for cell in line.row.cells)}"
        for line in frame.lines
    ]


def cursor(app) -> tuple[str, int]:
    frame = app.opened.matrix.frame
    return frame.line.name, frame.grid.column


def row_of(page: str, label: str) -> str:
    """The page's row for a tag."""
    (row,) = [row for row in page.splitlines() if label in row.split("│")[0] and "│" in row]
    return row


async def test_tags_stand_down_and_articles_across_with_counts_and_first_words() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert rows(app) == [
            "frame 3 1 1", "conflict 2 1 0", "money 1 0 1", "actor 1 1 0", "company 1 1 0",
            "voice 0 0 0", "(all) 3 2 1",
        ]  # fmt: skip
        page = shown(app)
        assert "Ferry to stop" in page.splitlines()[1]
        assert "Ledger 2024-05-01" in page.splitlines()[2]
        assert "2 Nobody asked" in row_of(page, "conflict")
        assert "1 The line never paid." in row_of(page, "money")
        assert "3 articles on ferry" in page.splitlines()[0]


async def test_the_swatch_has_the_tags_colour_and_nothing_else_has_one() -> None:
    study = ferry_study()
    app = compared(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        colours = {tag.color for tag in study.codebook}
        coloured = {
            segment.text
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.style.color.name in colours
        }
        assert coloured == {"■"}


async def test_left_on_a_tag_folds_it_and_goes_up_and_right_unfolds() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", "left"])
        assert cursor(app) == ("frame/conflict", -1)
        await press(pilot, ["left"])
        assert cursor(app) == ("frame", -1)
        await press(pilot, ["left"])
        assert rows(app)[:2] == ["frame 3 1 1", "actor 1 1 0"]
        assert "▸ frame" in shown(app)
        await press(pilot, ["right"])
        assert rows(app)[1] == "conflict 2 1 0"
        await press(pilot, ["right"])
        assert cursor(app) == ("frame", 0)


async def test_f_folds_where_the_cursor_is_and_shift_f_all() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", "j", "f"])
        assert cursor(app)[0] == "frame"
        assert len(rows(app)) == 5
        await press(pilot, ["F"])
        assert len(rows(app)) == 7
        await press(pilot, ["G", "F"])
        assert rows(app) == ["frame 3 1 1", "actor 1 1 0", "voice 0 0 0", "(all) 3 2 1"]
        assert cursor(app)[0] == "(all)"


async def test_tags_without_passages_can_be_hidden() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["z"])
        assert "voice 0 0 0" not in rows(app)
        await press(pilot, ["z"])
        assert "voice 0 0 0" in rows(app)


async def test_a_turns_what_is_across() -> None:
    app = compared(ferry_study(), *TEXTS)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["a"])
        assert rows(app)[0] == "frame 3 1 1"
        assert "Ledger" in shown(app).splitlines()[1]
        assert "2 articles" in shown(app).splitlines()[2]
        assert "by outlet" in shown(app).splitlines()[0]
        await press(pilot, ["a"])
        assert rows(app)[0] == "frame 5 0"
        assert rows(app)[-2:] == ["(no tag) 0 1", "(all) 6 1"]
        await press(pilot, ["a"])
        assert rows(app)[0] == "frame 3 1 1 0"


async def test_narrow_columns_of_several_events_are_known_by_outlet_and_event() -> None:
    app = compared(ferry_study(), *TEXTS)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        page = shown(app).splitlines()
        assert page[1].split("│")[1].split() == [
            "›Ledger", "North", "Star", "Courier", "Ledger"
        ]  # fmt: skip
        assert page[2].split("│")[1].split() == ["ferry", "ferry", "ferry", "bridge"]
        assert " Ledger · bridge" in shown(app)


async def test_where_an_article_has_no_event_narrow_columns_are_known_by_title() -> None:
    study = ferry_study()
    study.articles.set(study.articles.named("Bridge opens").id, event="")
    app = compared(study, *TEXTS)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert shown(app).splitlines()[1].split("│")[1].startswith("›Ferry to")
        assert " Bridge opens" in shown(app)


async def test_a_column_calls_characters_by_one_word_whatever_there_are_of_them() -> None:
    study = a_study("long", "short")
    mark(study, 0, 200, "long")
    mark(study, 0, 5, "short")
    app = compared(study, "Ferry stops")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        cells = [row.cells[0] for row in app.screen.matrix.frame.matrix.rows]
        assert [cell.covered for cell in cells] == [200, 5]
    for width in range(15, 30):
        told = [cell_lines(cell, "share", width, 3)[0].plain.split()[2:] for cell in cells]
        assert told[0] == told[1]
    assert told[0] == ["characters"]


async def test_v_turns_what_the_cells_tell_and_digits_choose_it() -> None:
    app = compared(ferry_study())
    length = len(TEXTS["Ferry to stop"])
    share = (len("Nobody asked the islanders.") + len("The mayor called it a betrayal.")) / length
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, ["v"])
        assert f"{share:.0%}  58 characters" in row_of(shown(app), "conflict")
        whole = app.screen.matrix.frame.matrix.all.total.share
        assert f"(all) {percent(whole)}" in " ".join(row_of(shown(app), "(all)").split())
        await press(pilot, ["v"])
        assert "quotes" in shown(app).splitlines()[0]
        page = shown(app).splitlines()
        (at,) = [nth for nth, row in enumerate(page) if "conflict" in row.split("│")[0]]
        assert "2 Nobody asked the islanders." in page[at]
        assert "The mayor called it a betrayal." in page[at + 1]
        await press(pilot, ["1"])
        assert "counts" in shown(app).splitlines()[0]
        assert "2 Nobody asked" in row_of(shown(app), "conflict")


async def test_bars_tell_the_cursors_row_in_numbers_too() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j"])
        bars = shown(app).splitlines()[-5:-1]
        assert "frame/conflict · 3 passages in 2 of 3" in bars[0]
        assert "Ledger" in bars[1]
        assert "█ 2 · " in bars[1]
        assert bars[1].count("█") == pytest.approx(2 * bars[2].count("█"), abs=1)
        assert "none" in bars[3]
        await press(pilot, ["j"])
        assert "frame/money" in shown(app).splitlines()[-5]


async def test_on_low_screens_the_matrix_has_the_room_of_the_bars() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert "passages in" not in shown(app)


def six_articles() -> Host:
    study = ferry_study()
    for nth in range(2):
        study.articles.add(f"More {nth}.", title=f"More {nth}", source="", media_type="text/plain")
    return compared(study, *TEXTS, "More 0", "More 1")


async def test_the_counts_of_six_articles_stand_side_by_side_at_eighty_cells() -> None:
    app = six_articles()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        page = shown(app).splitlines()
        assert "of 6" not in page[0]
        assert [name in page[1] for name in ("Ferry", "Bridge", "More 1")] == [True] * 3
        assert "opens" in page[2]
        counted = row_of(shown(app), "conflict").split("│")[1].replace("›", "").split()
        assert len(counted) == 6
        await press(pilot, ["v"])
        told = row_of(shown(app), "conflict").split("│")[1].replace("›", "").split()
        assert len(told) == 6
        assert any("%" in share for share in told)


async def test_six_articles_scroll_by_columns_at_eighty_cells_and_the_names_stay() -> None:
    app = six_articles()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["3"])
        assert "1–3 of 6" in shown(app).splitlines()[0]
        assert "Bridge opens" not in shown(app).splitlines()[1]
        await press(pilot, ["end"])
        page = shown(app)
        assert "4–6 of 6" in page.splitlines()[0]
        assert "More 1" in page.splitlines()[1]
        assert "conflict" in page
        await press(pilot, ["home"])
        assert cursor(app)[1] == -1
        assert "Ferry to stop" in shown(app).splitlines()[1]


async def test_many_tags_scroll_below_the_columns_names() -> None:
    study = ferry_study()
    for nth in range(60):
        study.codebook.add(f"tag {nth:02}")
    app = compared(study)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["G"])
        page = shown(app).splitlines()
        assert "Ferry to stop" in page[1]
        assert any("(all)" in row for row in page)
        await press(pilot, ["pageup", "g"])
        assert cursor(app)[0] == "frame"
        await press(pilot, ["pagedown"])
        assert cursor(app)[0].startswith("tag ")


@pytest.mark.parametrize("size", [(40, 15), (20, 6), (80, 24), (100, 30), (200, 60)])
async def test_every_size_shows_something_and_takes_every_key(size: tuple[int, int]) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=size) as pilot:
        await press(pilot, ["v", "v", "j", "l", "l", "end", "G", "a", "pageup", "p", "l", "j", "p"])
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert "compare" in shown(app)
        assert app.answer is NOTHING


async def test_a_click_puts_the_cursor_on_a_cell_and_a_double_click_opens_it() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.click("MatrixView", offset=(70, 3))
        assert cursor(app) == ("frame/conflict", 1)
        await pilot.click("MatrixView", offset=(70, 3), times=2)
        await pilot.pause()
        assert "The mayor said he would go to court." in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_click_on_the_sign_folds_and_unfolds_and_two_quick_ones_do_it_once(
    size: tuple[int, int],
) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "▾"), times=2)
        await pilot.pause()
        assert "▸" in shown(app)
        assert not app.opened.reading
        await pilot.click(offset=(50, 3))
        folded = place_of(app, "▸")
        await pilot.click(offset=folded)
        await pilot.pause()
        assert "▸" not in shown(app)
        assert cursor(app)[1] == -1


@pytest.mark.parametrize("place", [(70, 0), (70, 1), (70, 20), (5, 20)])
async def test_a_double_click_beside_the_rows_opens_nothing(place: tuple[int, int]) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["j"])
        row, _ = cursor(app)
        await pilot.click("MatrixView", offset=place, times=2)
        await pilot.pause()
        assert cursor(app)[0] == row
        assert not app.opened.reading


@pytest.mark.parametrize("place", [(5, 0), (5, 1), (5, 25)])
async def test_a_double_click_beside_the_passages_leaves_nothing(place: tuple[int, int]) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["p"])
        await pilot.click("PassagesView", offset=place, times=2)
        await pilot.pause()
        assert app.answer is NOTHING
        assert app.opened.reading


async def test_what_files_hold_is_shown_inert() -> None:
    study = ferry_study()
    nasty = "\x1b]52;c;aGk=\x07[red]x[/] [@click=app.quit]y"
    study.articles.add(f"{nasty} said.", title=nasty, source="", media_type="text/plain")
    article = list(study.articles)[-1]
    study.highlights.make(article.id, Span(0, len(nasty)), tags=["[b]bold"], note=nasty)
    app = compared(study, "Ferry to stop", article.title)
    async with app.run_test(size=(160, 40)) as pilot:
        await press(pilot, ["G", "k", "end", "v", "p"])
        page = shown(app)
        assert "\x1b" not in page
        assert "[red]x[/]" in page


async def test_keys_in_a_burst_are_all_acted_on() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await burst(pilot, ["j", "t", *"money"])
        await burst(pilot, ["enter", "p"])
        assert "tags frame/money" in shown(app)
        assert app.opened.reading


@pytest.mark.parametrize("key", ["escape", "q", "M"])
async def test_leaving_goes_nowhere(key: str) -> None:
    app = compared(ferry_study())
    async with app.run_test() as pilot:
        await press(pilot, [key])
    assert app.answer is None


async def test_the_help_has_every_key() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, ["?"])
        assert "keys of the compare screen" in shown(app)
        assert "hide tags without passages" in shown(app)
        await press(pilot, ["escape"])
        assert app.answer is NOTHING


async def test_without_highlights_there_is_a_row_of_nothing() -> None:
    study = a_study()
    app = compared(study, "Ferry stops")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "There are no highlights to compare here." in shown(app)
        await press(pilot, ["enter"])
        assert "There are no passages under (all)" in shown(app)


class TestWhatIsCompared:
    def test_the_articles_in_the_panes_if_there_are_two(self) -> None:
        study = ferry_study()
        ids = [article.id for article in study.articles]
        assert usual(study, [ids[3], ids[0]]) == (ids[3], ids[0])

    def test_else_those_of_the_event_that_is_read(self) -> None:
        study = ferry_study()
        ids = [article.id for article in study.articles]
        assert usual(study, [ids[1]]) == tuple(ids[:3])

    def test_else_the_first_of_the_study(self) -> None:
        study = ferry_study()
        ids = tuple(article.id for article in study.articles)
        assert usual(study, [ids[3]]) == ids
        assert usual(study, []) == ids

    def test_no_more_than_a_dozen_are_compared_unasked(self) -> None:
        study = a_study()
        for nth in range(40):
            study.articles.add(f"{nth}", title=f"{nth}", source="", media_type="text/plain")
        assert len(usual(study, [])) == 12

    def test_the_last_comparison_goes_on_while_it_is_about_what_is_read(self) -> None:
        study = ferry_study()
        ids = tuple(article.id for article in study.articles)
        last = Visit(MatrixQuery(ids[:3], across="outlet"), row="frame", column=1)
        assert begun(study, ids[:2], last) == last
        fresh = begun(study, ids[2:], last)
        assert fresh == Visit(MatrixQuery(ids[2:], across="outlet"))

    def test_removed_articles_are_left_out(self) -> None:
        study = ferry_study()
        ids = tuple(article.id for article in study.articles)
        study.articles.remove(ids[0])
        assert begun(study, ids[1:2], Visit(MatrixQuery(ids[:3]))).asked.articles == ids[1:3]


async def test_a_visit_goes_on_where_it_was_left() -> None:
    study = ferry_study()
    app = compared(study)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["j", "p", "j"])
        visit = app.opened.visit
    again = type(app)(CompareScreen(study, visit))
    async with again.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert again.opened.visit == visit
        assert study.highlights.get(visit.passage).quote == "The mayor called it a betrayal."


async def test_over_a_column_a_date_stands_whole_or_not_at_all() -> None:
    study = ferry_study()
    for width in (60, 80, 100, 120, 160, 200):
        app = compared(study)
        async with app.run_test(size=(width, 30)) as pilot:
            await pilot.pause()
            about = next(line for line in shown(app).splitlines() if "Ledger" in line)
            assert ("2024" in about) == ("2024-05-01" in about)
