"""The form for the editable fields of articles."""

import pytest
from textual.widgets import Input

from annotations.change import Change
from annotations.study.study import Study
from tests.hands import press, shown
from tests.screens.dialog_host import NOTHING, TEXT, Host, a_study
from tui.screens.library.article_form import ArticleForm


def library() -> Study:
    """Two articles: "Ferry stops", without any details, and "Bridge opens"."""
    study = a_study()
    study.articles.add(
        TEXT + "!", title="Bridge opens", source="bridge.txt", media_type="text/plain",
        outlet="The Ledger", event="bridge",
    )  # fmt: skip
    return study


async def filled(study: Study, *keys: str, several: bool = False) -> Host:
    ids = [article.id for article in study.articles]
    app = Host(ArticleForm(study, ids if several else ids[:1]))
    async with app.run_test() as pilot:
        await press(pilot, keys)
    return app


async def test_what_is_typed_is_set_as_one_change() -> None:
    study = library()
    app = await filled(
        study, "end", *"!", "tab", *"North Star", "tab", *"ferry", "tab", "tab", *"2024-05-01",
        "tab", *"doing", "enter",
    )  # fmt: skip
    ferry = next(iter(study.articles))
    assert (ferry.title, ferry.outlet, ferry.event) == ("Ferry stops!", "North Star", "ferry")
    assert (ferry.published, ferry.status) == ("2024-05-01", "doing")
    assert isinstance(app.answer, Change)
    study.undo()
    assert next(iter(study.articles)).title == "Ferry stops"
    assert next(iter(study.articles)).outlet == ""


@pytest.mark.parametrize("save", ["enter", "ctrl+s", "escape"])
async def test_enter_ctrl_s_and_escape_save(save: str) -> None:
    study = library()
    await filled(study, "tab", *"Herald", save)
    assert next(iter(study.articles)).outlet == "Herald"


async def test_control_g_leaves_everything_as_it_was() -> None:
    study = library()
    app = await filled(study, "tab", *"Herald", "ctrl+g")
    assert app.answer is None
    assert next(iter(study.articles)).outlet == ""


async def test_left_from_outside_it_keeps_all_but_what_is_refused() -> None:
    study = library()
    before = study.last
    app = Host(ArticleForm(study, [next(iter(study.articles)).id]))
    async with app.run_test() as pilot:
        await press(pilot, ["tab", *"Herald", "tab", *"ferry"])
        app.opened.keep_written()
        assert study.last == before + 1
        await press(pilot, ["tab", "tab", *"soon", "up", *"Eve"])
        app.opened.keep_written()
    ferry = next(iter(study.articles))
    assert (ferry.outlet, ferry.event, ferry.byline) == ("Herald", "ferry", "Eve")
    assert ferry.published == ""


@pytest.mark.parametrize("first", ["escape", "enter"])
async def test_escape_leaves_what_was_refused_as_it_was_and_sets_the_rest(first: str) -> None:
    study = library()
    before = study.last
    form = ArticleForm(study, [next(iter(study.articles)).id])
    app = Host(form)
    async with app.run_test() as pilot:
        await press(pilot, ["tab", *"Herald", *["tab"] * 3, *"soon", "tab", *"half", first])
        assert app.answer is NOTHING
        assert "Esc leaves it as it" in shown(app)
        await press(pilot, ["x", "escape"])
        assert app.answer is NOTHING
        await press(pilot, ["escape"])
    assert isinstance(app.answer, Change)
    ferry = next(iter(study.articles))
    assert (ferry.outlet, ferry.published, ferry.status) == ("Herald", "", None)
    assert study.last == before + 1


async def test_a_status_may_be_typed_with_a_capital() -> None:
    study = library()
    await filled(study, *["tab"] * 5, *"Doing", "enter")
    assert next(iter(study.articles)).status == "doing"


async def test_the_date_is_asked_for_by_how_it_is_written() -> None:
    app = Host(ArticleForm(library(), [next(iter(library().articles)).id]))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "YYYY-MM-DD" in shown(app)


async def test_saving_what_nobody_altered_makes_no_change() -> None:
    study = library()
    before = study.last
    app = await filled(study, "enter")
    assert app.answer is None
    assert study.last == before


async def test_outlets_of_the_study_are_suggested() -> None:
    study = library()
    await filled(study, "tab", *"the l", "right", "enter")
    assert next(iter(study.articles)).outlet == "The Ledger"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [("published", "tomorrow", "'tomorrow' is no date"), ("status", "half", "A status is one of")],
)
async def test_a_refusal_is_said_below_the_form(field: str, typed: str, says: str) -> None:
    study = library()
    tabs = {"published": 4, "status": 5}[field]
    app = Host(ArticleForm(study, [next(iter(study.articles)).id]))
    async with app.run_test() as pilot:
        await press(pilot, ["tab"] * tabs + [*typed, "enter"])
        assert app.answer is NOTHING
        assert says in " ".join(shown(app).split())
        assert app.focused is not None


async def test_what_is_refused_is_mended_where_it_was_typed() -> None:
    study = library()
    ferry = next(iter(study.articles))
    app = Host(ArticleForm(study, [ferry.id]))
    async with app.run_test() as pilot:
        await press(pilot, ["tab"] * 4 + [*"tomorrow", "tab", *"todo", "enter"])
        await press(pilot, ["ctrl+u", *"2024-05-01", "enter"])
    ferry = study.articles.get(ferry.id)
    assert (ferry.published, ferry.status) == ("2024-05-01", "todo")


async def test_several_articles_get_the_fields_they_may_share_at_once() -> None:
    study = library()
    before = study.last
    await filled(study, "tab", *"crossing", "tab", *"todo", "enter", several=True)
    assert [article.event for article in study.articles] == ["crossing", "crossing"]
    assert [article.status for article in study.articles] == ["todo", "todo"]
    assert [article.outlet for article in study.articles] == ["", "The Ledger"]
    assert study.last == before + 1


async def test_the_form_for_several_has_no_title() -> None:
    study = library()
    app = Host(ArticleForm(study, [article.id for article in study.articles]))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert len(app.screen.query(Input)) == 3
        assert "2 articles" in shown(app)
        assert "differs" in shown(app)


async def test_control_characters_and_markup_are_shown_as_text_and_survive_unedited() -> None:
    study = library()
    ferry = next(iter(study.articles))
    study.articles.set(ferry.id, title="A\x1b]52 [b]b[/b]", outlet="O\x07")
    app = Host(ArticleForm(study, [ferry.id]))
    async with app.run_test() as pilot:
        await pilot.pause()
        page = shown(app)
        assert "A␛]52 [b]b[/b]" in page
        assert "\x1b" not in page
        await press(pilot, ["tab", "tab", *"x", "enter"])
    ferry = next(iter(study.articles))
    assert (ferry.title, ferry.outlet, ferry.event) == ("A\x1b]52 [b]b[/b]", "O\x07", "x")


@pytest.mark.parametrize("size", [(40, 15), (200, 60)])
async def test_it_fits_any_terminal(size: tuple[int, int]) -> None:
    app = Host(ArticleForm(library(), [next(iter(library().articles)).id]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "status" in shown(app)
