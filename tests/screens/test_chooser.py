"""The chooser: which articles it finds, and which one it returns."""

from collections.abc import Sequence

import pytest

from annotations.span import Span
from annotations.study.study import Study
from tests.hands import burst, press, shown
from tests.screens.dialog_host import NOTHING, TEXT, Host, a_study, mark
from tui.screens.chooser import ArticleChooser
from tui.widgets.articles.match import Catalogue


def library() -> Study:
    """Three articles; the first is called "Ferry stops" and has one highlight."""
    study = a_study()
    for title, outlet, event in (
        ("Bridge opens", "The Ledger", "bridge"),
        ("Élection [b]day[/b]", "North Star", "vote-2024"),
    ):
        study.articles.add(
            TEXT + title, title=title, source=title, media_type="text/plain", outlet=outlet,
            event=event, published="2024-05-01",
        )  # fmt: skip
    mark(study, 4, 9)
    return study


async def chosen(
    *keys: str,
    study: Study | None = None,
    open: Sequence[int] = (0,),  # noqa: A002
    replaces: bool = True,
) -> object:
    study = study or library()
    ids = [article.id for article in study.articles]
    app = Host(ArticleChooser(study, [ids[at] for at in open if ids], replaces=replaces))
    async with app.run_test() as pilot:
        await press(pilot, keys)
    return study.articles.get(app.answer).title if isinstance(app.answer, str) else app.answer


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("bridge", "Bridge opens"),
        ("LEDGER", "Bridge opens"),
        ("election", "Élection [b]day[/b]"),
        ("star 2024", "Élection [b]day[/b]"),
        ("brigde", "Bridge opens"),
    ],
)
async def test_what_is_typed_finds_an_article(typed: str, title: str) -> None:
    assert await chosen(*typed, "enter") == title


async def test_the_cursor_begins_on_the_article_that_is_open() -> None:
    assert await chosen("enter", open=[1]) == "Bridge opens"


@pytest.mark.parametrize(
    ("open", "title"),
    [
        ((0,), "Bridge opens"),
        ((2, 0), "Bridge opens"),
        ((2, 1), "Ferry stops"),
        ((1, 0, 2), "Bridge opens"),
    ],
)
async def test_for_an_empty_pane_it_begins_on_the_next_that_is_not_open(open, title: str) -> None:  # noqa: A002
    assert await chosen("enter", open=open, replaces=False) == title


async def test_arrows_move_while_one_types() -> None:
    assert await chosen("down", "enter") == "Bridge opens"
    assert await chosen("pagedown", "up", "enter") == "Bridge opens"


async def test_escape_leaves_without_an_article() -> None:
    assert await chosen(*"bri", "escape") is None


async def test_enter_on_an_empty_list_does_nothing() -> None:
    assert await chosen(*"zzzzzz", "enter") is NOTHING


async def test_a_click_chooses() -> None:
    study = library()
    app = Host(ArticleChooser(study, ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("Listing", offset=(4, 2))
        await pilot.pause()
        assert study.articles.get(app.answer).title == "Élection [b]day[/b]"


async def test_each_article_shows_outlet_date_and_highlights() -> None:
    study = library()
    study.highlights.make(next(iter(study.articles)).id, Span(0, 3))
    app = Host(ArticleChooser(study, [next(iter(study.articles)).id]))
    async with app.run_test() as pilot:
        await pilot.pause()
        page = shown(app)
        (ferry,) = [row for row in page.splitlines() if "• Ferry stops" in row]
        assert ferry.split()[-2] == "2"
        (election,) = [row for row in page.splitlines() if "Élection [b]day[/b]" in row]
        assert "North Star" in election
        assert "2024-05-01" in election


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (200, 60), (20, 6)])
async def test_it_fits_any_terminal(size: tuple[int, int]) -> None:
    study = library()
    app = Host(ArticleChooser(study, ()))
    async with app.run_test(size=size) as pilot:
        await press(pilot, ["down", "down", "enter"])
    assert study.articles.get(app.answer).title.startswith("Élection")


def test_every_word_must_be_found_and_the_order_is_the_studys() -> None:
    catalogue = Catalogue(library().articles)
    assert len(catalogue.find("")) == 3
    assert len(catalogue.find("e s")) == 3
    assert catalogue.find("ledger star") == []


async def test_enter_typed_ahead_takes_what_was_typed_before_it() -> None:
    study = library()
    app = Host(ArticleChooser(study, ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, [*"election", "enter", "x"])
    assert study.articles.get(app.answer).title == "Élection [b]day[/b]"
    assert app.strays == ["x"]
