"""The passages of one tag side by side: what is shown of them, and how to go to the text."""

from pathlib import Path

from textual.events import MouseScrollDown

from annotations.span import Passage, Span
from annotations.store import Store
from tests.hands import burst, press, shown
from tests.linking import linked
from tests.screens.comparing import TEXTS, compared, ferry_study, ids_of
from tests.screens.dialog_host import NOTHING
from tui.app import DiptychApp
from tui.settings import Settings


def quote_at(app) -> str:
    return app.opened.study.highlights.get(app.opened.passages.current).quote


async def test_enter_opens_a_cells_passages_beside_those_of_the_other_articles() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["j", "l", "enter"])
        page = shown(app)
        assert quote_at(app) == "The mayor said he would go to court."
        assert "Nobody asked the islanders." in page
        assert "nothing in Courier" in page
        assert "frame/conflict" in page.splitlines()[0]


async def test_paragraph_numbers_other_tags_coders_and_notes_stand_with_a_passage() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["enter"])
        page = shown(app)
        assert "¶ 2  ana  ▌frame/conflict" in page
        assert "¶ 2  ana  ▌frame/money" in page
        assert "▌actor/company" in page
        assert "¶ 3  bo  ▌frame/conflict" in page
        assert "note: strong" in page
        await press(pilot, ["n"])
        assert "¶ 2  ana" in shown(app)


async def test_links_are_told_from_either_end() -> None:
    study = ferry_study()
    one, _, two, other, *_ = study.highlights
    linked(study, one.id, other.id, "contradicts")
    linked(study, two.id, ids_of(study, "Company cuts a line")[0], "absent from")
    app = compared(study)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["j", "p"])
        page = shown(app)
        assert "↔ contradicts North Star ¶ 2" in page
        assert "↔ contradicts Ledger ¶ 2" in page
        assert "→ absent from Courier" in page


async def test_tab_and_arrows_move_between_columns_and_passages() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["p", "j"])
        assert quote_at(app) == "The company lost money."
        await press(pilot, ["end"])
        assert quote_at(app) == "The mayor called it a betrayal."
        await press(pilot, ["tab"])
        assert quote_at(app) == "The mayor said he would go to court."
        await press(pilot, ["tab"])
        assert quote_at(app) == "The line never paid."
        await press(pilot, ["tab"])
        assert quote_at(app) == "The mayor called it a betrayal."
        await press(pilot, ["home", "shift+tab", "h"])
        assert quote_at(app) == "The mayor said he would go to court."


async def test_n_and_brackets_go_from_tag_to_tag_that_has_passages() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["p", "n"])
        assert "frame/conflict" in shown(app).splitlines()[0]
        await press(pilot, ["]", "n", "n", "n"])
        assert "(all)" in shown(app).splitlines()[0]
        await press(pilot, ["n"])
        assert "There is no next tag with passages." in shown(app)
        await press(pilot, ["N"])
        assert "actor/company" in shown(app).splitlines()[0]


async def test_enter_on_a_passage_goes_into_the_text() -> None:
    study = ferry_study()
    app = compared(study)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["j", "enter", "j", "enter"])
    start = TEXTS["Ferry to stop"].index("The mayor called")
    (article,) = ids_of(study, "Ferry to stop")
    assert app.answer == Passage(article, Span(start, len(TEXTS["Ferry to stop"])))


async def test_escape_and_p_go_back_to_the_matrix_on_the_column_that_was_read() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        for key in ("escape", "p"):
            await press(pilot, ["g", "home", "p", "tab", key])
            assert not app.opened.reading
            assert app.opened.matrix.grid.column == 1
        assert app.answer is NOTHING


async def test_a_tag_without_passages_says_so_and_does_not_open() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["G", "k", "enter"])
        assert "There are no passages under voice in these articles." in shown(app)
        assert not app.opened.reading


async def test_outlets_show_whose_passages_they_are() -> None:
    app = compared(ferry_study(), *TEXTS)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["a", "G", "p"])
        assert " Bridge opens " in shown(app)
        assert "Ferry to stop" in shown(app)
        await press(pilot, ["a"])
        assert "North Star  Island loses its ferry" in shown(app)


async def test_turning_what_is_across_keeps_reading() -> None:
    app = compared(ferry_study(), *TEXTS)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["p", "a"])
        assert app.opened.reading
        assert "by outlet" in shown(app).splitlines()[0]


async def test_a_passage_taller_than_the_screen_is_read_to_its_end() -> None:
    study = ferry_study()
    text = " ".join(f"Sentence {n} goes on." for n in range(120)) + " It ends here."
    article = study.articles.add(text, title="Long", source="l", media_type="text/plain").article
    study.highlights.make(article.id, Span(0, len(text)), tags=["long"])
    app = compared(study, "Long", "Ferry to stop")
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, ["G", "k", "p"])
        assert "Sentence 0 goes on." in shown(app)
        assert "It ends here." not in shown(app)
        await press(pilot, ["j"] * 6)
        assert "It ends here." in shown(app)
        await press(pilot, ["k"] * 6)
        assert "Sentence 0 goes on." in shown(app)


async def test_eighty_cells_show_two_columns_of_three_and_forty_one() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["p"])
        assert "1–2 of 3" in shown(app)
        await press(pilot, ["tab", "tab"])
        assert "2–3 of 3" in shown(app)
        await pilot.resize_terminal(40, 15)
        await pilot.pause()
        assert "The line never paid." in shown(app)
        assert "court" not in shown(app)


async def test_in_the_reader_m_compares_the_panes_and_comes_back_to_where_it_was(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path / "study.json", coder="ana") as store:
        for title in list(TEXTS)[:2]:
            store.study.articles.add(
                TEXTS[title], title=title, source=title, media_type="text/plain"
            )
        one, two = store.study.articles
        store.study.highlights.make(one.id, Span(0, 9), tags=["ferry"])
        start = TEXTS[two.title].index("The mayor")
        store.study.highlights.make(two.id, Span(start, start + 9), tags=["mayor"])
        app = DiptychApp(store, [one.id, two.id], Settings(), tmp_path / "state")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await burst(pilot, ["M", "j", "enter", "enter"])
            assert app.screen is app.reader
            assert app.reader.pane.article == two
            assert app.reader.pane.caret == start
            await press(pilot, ["M"])
            assert "mayor" in shown(app).splitlines()[0]
            await press(pilot, ["M"])
            assert app.screen is app.reader


async def test_the_wheel_scrolls_the_column_under_the_pointer_and_leaves_the_cursors() -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(120, 8)) as pilot:
        await press(pilot, ["enter", "tab"])
        quote, column = quote_at(app), app.opened.passages.column
        page = app.opened.passages._page
        rolls = [page.fitted(nth).roll for nth in range(page.grid.columns)]
        view = app.opened.passages
        await pilot._post_mouse_events([MouseScrollDown], view, offset=(5, 4))
        await pilot.pause()
        assert [roll.top + roll.line > 0 for roll in rolls] == [True, False, False]
        assert (quote_at(app), view.column) == (quote, column)
