"""The library, driven by keys: how it changes articles."""

import pytest

from tests.hands import burst, press, shown
from tests.linking import linked
from tests.screens.dialog_host import NOTHING, a_study
from tests.screens.library_host import library, listed, open_on, titles


async def test_removing_never_asks_and_can_be_undone() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["d"])
        assert "removed Bridge opens with 3 highlights; u undoes" in shown(app)
        assert len(study.articles) == 3
        assert len(study.highlights) == 0
        await press(pilot, ["u"])
        assert len(study.highlights) == 3
        assert listed(app)[1] == "Bridge opens"
        await press(pilot, ["U"])
        assert len(study.articles) == 3


async def test_links_that_go_with_an_article_are_told() -> None:
    study = library()
    one, other, *_ = study.highlights
    linked(study, one.id, other.id, "adds")
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["d"])
        assert "removed Bridge opens with 3 highlights and 1 link; u undoes" in shown(app)
        await press(pilot, ["u"])
        assert len(study.links) == 1


async def test_marked_articles_are_removed_together_and_one_u_brings_them_back() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        before = listed(app)
        await press(pilot, ["g", "space", "G", "space", "d"])
        assert "removed 2 articles with 3 highlights; u undoes" in shown(app)
        assert len(study.articles) == 2
        await press(pilot, ["u"])
        assert len(study.articles) == 4
        assert [row for row in listed(app) if row in before] == before


async def test_an_article_that_comes_back_has_the_cursor() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["down", "d", "u", "s"])
    statuses = {article.title: article.status for article in study.articles}
    assert statuses["A bridge too far"] == "todo"


async def test_removing_the_last_article_says_what_to_do_next() -> None:
    study = a_study()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["d"])
        assert "No articles yet" in shown(app)
        await press(pilot, ["u"])
        assert "Ferry stops" in shown(app)
        await press(pilot, ["enter"])
    assert titles(study, app.answer) == ["Ferry stops"]


async def test_s_goes_through_the_states() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        seen = []
        await press(pilot, ["j"])
        for _ in range(4):
            await press(pilot, ["s"])
            seen.append(study.articles.named("A bridge too far").status)
    assert seen == ["todo", "doing", "done", None]


async def test_the_fields_of_the_marked_articles_are_edited_together() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["G", "space", "k", "space", "i"])
        await press(pilot, ["tab", *"crossing", "enter"])
        assert [name for name in listed(app) if name == "crossing"]
    assert [a.event for a in study.articles] == ["crossing", "bridge", "crossing", "bridge"]


async def test_tags_are_picked_and_made() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["t", *"opinion", "enter"])
    tags = study.articles.named("Bridge opens").tags
    assert study.codebook.names(tags) == ("opinion",)
    study.undo()
    assert study.codebook.named("opinion") is None
    assert not study.articles.named("Bridge opens").tags


async def test_a_note_is_written() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await press(pilot, ["a", *"read twice", "escape"])
    assert study.articles.named("Bridge opens").note == "read twice"


async def test_a_study_for_reading_only_says_so_and_nothing_happens() -> None:
    study = library()
    study.refusal = "bo has this study open; it can only be read here."
    app = open_on(study)
    async with app.run_test() as pilot:
        for key in ("d", "i", "s", "t", "a", "+", "u"):
            await press(pilot, ["down", key])
            assert app.screen is app.opened
            assert "bo has this study open" in shown(app)
    assert len(study.articles) == 4


async def test_a_key_behind_the_one_that_opens_edits_nothing() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["enter", "d"])
    assert titles(study, app.answer) == ["Bridge opens"]
    assert len(study.articles) == 4


async def test_what_is_typed_ahead_reaches_the_form() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["i", "tab", *"!d", "enter"])
    assert study.articles.named("Bridge opens").outlet == "The Ledger!d"


async def test_an_article_that_went_while_the_library_opened_is_not_listed() -> None:
    study = library()
    app = open_on(study)
    study.articles.remove(study.articles.named("Bridge opens").id)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "Bridge opens" not in listed(app)
        assert "A bridge too far" in listed(app)


async def test_an_article_that_goes_before_the_list_is_filled_anew_ends_nothing() -> None:
    study = library()
    app = open_on(study)
    async with app.run_test(size=(100, 30)) as pilot:
        study.articles.remove(study.articles.named("Bridge opens").id)
        await pilot.resize_terminal(90, 28)
        await pilot.pause()
        assert "A bridge too far" in listed(app)


@pytest.mark.parametrize("key", ["enter", "e", "space", "i", "s", "t", "a", "d"])
async def test_where_no_article_is_listed_each_key_says_so_and_does_nothing(key: str) -> None:
    study = library()
    before = study.state.articles
    app = open_on(study)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, ["/", *"zzz", "enter", key])
        assert "There is no article here; + adds some." in shown(app)
        assert (study.state.articles, app.answer) == (before, NOTHING)
