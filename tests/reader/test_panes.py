"""Panes: how many are shown, what they show, and what is restored the next time."""

from pathlib import Path

import pytest

from annotations.span import Span
from tests.hands import burst
from tests.terminal import DIPTYCH, Terminal
from tui.commands.opening import side_by_side
from tui.text.pointing import ContextWanted, Pressed
from tui.widgets.panes import fitting


async def test_two_articles_stand_side_by_side_at_120_columns(opened) -> None:
    async with opened(size=(120, 40)) as session:
        assert [pane.article.title for pane in session.reader.panes.shown] == [
            article.title for article in session.study.articles
        ]


def bright(session) -> list[bool]:
    """For each visible pane, whether its title is bright."""
    titles = [pane.query_one("PaneTitle") for pane in session.reader.panes.shown]
    return [title.visual_style.foreground.a > 0.7 for title in titles]


async def test_the_title_of_the_pane_that_has_the_keys_is_bright(opened) -> None:
    async with opened(size=(120, 40)) as session:
        assert bright(session) == [True, False]
        await session.press("tab")
        assert bright(session) == [False, True]
        await session.pilot.resize_terminal(160, 48)
        assert bright(session) == [False, True]
        await session.press("shift+tab")
        assert bright(session) == [True, False]
        await session.press("o")
        assert bright(session) == [True, False]
        await session.press("escape", "W")
        assert bright(session) == [False, True]
        await session.press("B", "ctrl+b")
        assert bright(session) == [False, False]
        await session.press("ctrl+b")
        assert bright(session) == [False, True]


async def test_at_80_columns_one_pane_shows_and_tab_flips_to_the_other(opened) -> None:
    async with opened(size=(80, 24)) as session:
        first = session.reader.pane.article.id
        assert len(session.reader.panes.shown) == 1
        await session.press("tab")
        assert len(session.reader.panes.shown) == 1
        assert session.reader.pane.article.id != first


async def test_a_narrow_and_tall_terminal_stacks_two(opened) -> None:
    async with opened(size=(80, 60)) as session:
        upper, lower = session.reader.panes.shown
        assert upper.region.bottom <= lower.region.y


def test_no_pane_is_ever_too_narrow_to_read() -> None:
    for width in range(20, 400):
        for height in range(10, 80, 7):
            count, stacked = fitting(width, height)
            assert stacked or count == 1 or width // count >= 46


async def test_the_text_has_all_rows_but_three_at_80x24(opened) -> None:
    async with opened(size=(80, 24)) as session:
        assert session.reader.pane.view.size.height == 21


async def test_zoom_shows_the_pane_alone_and_again_all(opened) -> None:
    async with opened() as session:
        await session.press("z")
        assert session.reader.panes.shown == [session.reader.pane]
        await session.press("z")
        assert len(session.reader.panes.shown) == 2


async def test_swapping_exchanges_what_stands_where(opened) -> None:
    async with opened() as session:
        before = [pane.article.id for pane in session.reader.panes.shown]
        await session.press("W")
        panes = sorted(session.reader.panes.shown, key=lambda pane: pane.region.x)
        assert [pane.article.id for pane in panes] == before[::-1]


async def test_a_resize_keeps_the_caret_in_view(opened) -> None:
    async with opened() as session:
        await session.press("G", "{", "{")
        caret = session.reader.pane.caret
        for size in ((60, 20), (200, 60), (45, 12), (120, 40)):
            await session.pilot.resize_terminal(*size)
            await session.pilot.pause()
            visible = session.reader.pane.view.viewport.visible
            assert session.reader.pane.caret == caret
            assert visible.start <= caret <= visible.end


async def test_what_was_open_and_where_comes_back(opened) -> None:
    async with opened() as session:
        await session.press("W", "G", "{")
        left = [(pane.article.id, pane.caret) for pane in session.reader.panes.order]
        focused = session.reader.pane.article.id
    async with opened() as session:
        assert [(p.article.id, p.caret) for p in session.reader.panes.order] == left
        assert session.reader.pane.article.id == focused


async def test_the_last_pane_is_not_closed(opened) -> None:
    async with opened() as session:
        await session.press("minus", "minus")
        assert len(session.reader.panes.order) == 1
        assert "only pane" in session.footer()


async def test_what_a_pane_tells_that_is_closed_already_is_passed_over(opened) -> None:
    async with opened() as session:
        gone, panes = session.reader.pane, session.reader.panes
        panes.close(gone)
        await gone.pointed(Pressed(Span(3, 4), 1, shift=False))
        await gone.pointed(ContextWanted(3))
        await session.press("right")
        assert panes.focused in panes.order
        assert session.app.screen is session.reader


async def test_the_title_bar_tells_how_much_is_read(opened) -> None:
    async with opened() as session:
        await session.press("G")
        assert "100%" in session.reader.pane.query_one("PaneTitle").render().plain


async def test_an_events_articles_come_into_the_panes_and_the_next_events(opened) -> None:
    async with opened(texts=("One.", "Two.", "Three.")) as session:
        ids = [article.id for article in session.study.articles]
        session.study.articles.set_all(ids[:2], event="mission")
        session.study.articles.set(ids[2], event="summit")
        await session.press("greater_than_sign")
        assert [p.article.id for p in session.reader.panes.order] == [ids[2]]
        await session.press("greater_than_sign")
        assert [p.article.id for p in session.reader.panes.order] == ids[:2]
        await session.press("less_than_sign")
        assert [p.article.id for p in session.reader.panes.order] == [ids[2]]


async def test_a_removed_article_leaves_its_pane_and_undo_brings_it_to_the_study(opened) -> None:
    async with opened(texts=("One.", "Two.")) as session:
        article = session.reader.pane.article.id
        session.study.articles.remove(article)
        await session.pilot.pause()
        assert session.reader.pane.article is None
        await session.press("1", "u")
        assert article in session.study.state.articles


@pytest.mark.parametrize("key", ["o", "O"])
async def test_chooser_and_library_begin_on_the_article_that_is_read(opened, key: str) -> None:
    async with opened() as session:
        await session.press("tab")
        read = session.reader.pane.article
        assert read is session.reader.panes.order[1].article
        await session.press(key, "enter")
        assert session.reader.pane.article.id == read.id


async def test_an_article_that_is_removed_and_brought_back_stands_where_it_stood(opened) -> None:
    async with opened(size=(120, 20)) as session:
        pane = session.reader.pane
        await session.press("pagedown", "pagedown")
        read, caret, top = pane.article, pane.caret, pane.view.viewport.top
        assert top > 0
        await session.press("O", "d", "escape")
        assert pane.article is None
        await session.press("u")
        assert pane.article == read
        assert (pane.caret, pane.view.viewport.top) == (caret, top)


async def test_an_article_that_is_brought_back_stays_scrolled_away_from_its_caret(opened) -> None:
    async with opened(size=(120, 20)) as session:
        view = session.reader.pane.view
        view.seek(1.0)
        top = view.viewport.top
        assert top > 0
        await session.press("O", "d", "escape", "u")
        assert view.viewport.top == top


async def test_an_empty_pane_that_was_given_another_article_keeps_it(opened) -> None:
    async with opened() as session:
        pane = session.reader.pane
        await session.press("O", "d", "enter")
        other = pane.article
        await session.press("u")
        assert pane.article is other


async def test_a_session_left_wide_takes_keys_when_it_comes_back_narrow(opened) -> None:
    async with opened(size=(120, 40)) as session:
        await session.press("tab")
    async with opened(size=(80, 24)) as session:
        await session.press("}")
        assert session.reader.pane is session.reader.panes.order[1]
        assert session.reader.pane.caret > 0


async def test_the_second_pane_keeps_the_keys_when_the_terminal_gets_narrow(opened) -> None:
    async with opened(size=(120, 40)) as session:
        await session.press("tab")
        await session.pilot.resize_terminal(80, 24)
        await session.press("}")
        assert session.reader.pane is session.reader.panes.order[1]
        assert session.reader.pane.caret > 0


async def test_keys_pressed_right_behind_closing_a_pane_reach_the_next(opened) -> None:
    async with opened() as session:
        await burst(session.pilot, ["-", "g", "v", "e", "enter"])
        [pane] = session.reader.panes.order
        [highlight] = session.study.highlights
        assert highlight.article == pane.article.id
        assert highlight.start == 0


@pytest.mark.parametrize(("size", "has_one"), [((80, 24), False), ((100, 30), True)])
def test_the_first_frame_has_a_status_line_only_where_rows_are_many(
    tmp_path: Path, size: tuple[int, int], has_one: bool
) -> None:
    (tmp_path / "a.txt").write_text("A mission closes\n\nThe embassy will stop work.\n")
    argv = (*DIPTYCH, "--study", str(tmp_path / "study.json"), str(tmp_path / "a.txt"))
    with Terminal(argv, size=size) as terminal:
        terminal.shows("The embassy")
        terminal.settle()
        assert (b"scroll: off" in terminal.seen) == has_one


async def test_a_pane_knows_its_article_as_it_is_now(opened) -> None:
    async with opened() as session:
        pane = session.reader.pane
        assert pane.article is not None
        session.study.articles.set(pane.article.id, outlet="The Harbour Post")
        assert pane.article.outlet == "The Harbour Post"
        await session.press("u")
        assert pane.article.outlet == ""


async def test_a_pane_that_no_article_is_chosen_for_goes_again(opened) -> None:
    async with opened() as session:
        before = list(session.reader.panes.order)
        await session.press("plus", "escape")
        assert session.reader.panes.order == before
        assert session.reader.pane is before[0]
        await session.press("down")
        assert session.reader.pane.caret > 0


@pytest.mark.parametrize(
    ("size", "shown"),
    [((92, 30), 2), ((91, 30), 1), ((138, 30), 3), ((137, 30), 2), ((80, 39), 2), ((80, 38), 1)],
)
async def test_as_many_articles_stand_side_by_side_as_the_readme_says(opened, size, shown) -> None:
    async with opened(size=size, texts=("One.", "Two.", "Three.")) as session:
        await session.press("plus")
        await session.type("2")
        await session.press("enter")
        assert len(session.reader.panes.order) == 3
        assert len(session.reader.panes.shown) == shown


async def test_going_back_passes_over_places_in_articles_that_were_removed(opened) -> None:
    async with opened(texts=("One. Two. Three.", "Four.")) as session:
        first, second = session.study.articles
        await session.press(")", "O", "down", "enter", "O", "down", "enter")
        session.study.articles.remove(second.id)
        await session.press("ctrl+o")
        assert session.reader.pane.article == first
        assert session.reader.pane.caret == 5
        await session.press(*["ctrl+o"] * 3)
        assert "nowhere to go back to" in session.footer()


async def test_that_an_event_has_more_articles_than_panes_is_told(opened) -> None:
    async with opened(texts=tuple(f"Text {number}." for number in range(10))) as session:
        for article in list(session.study.articles):
            session.study.articles.set(article.id, event="flood")
        await session.press("greater_than_sign")
        assert len(session.reader.panes.order) == 8
        assert "2 articles more not opened" in session.footer()
        await session.press("O", "e")
        assert session.footer() == "2 articles more not opened"


async def test_a_pane_that_is_given_up_leaves_the_zoom_as_it_was(opened) -> None:
    async with opened() as session:
        await session.press("tab", "z", "plus", "escape")
        assert session.reader.panes.shown == [session.reader.panes.order[1]]
        await session.press("plus", "enter")
        assert len(session.reader.panes.shown) > 1


async def test_the_only_pane_cannot_be_zoomed_and_articles_side_by_side_are_not(opened) -> None:
    async with opened() as session:
        await session.press("z")
        await side_by_side(session.reader, list(session.study.state.articles))
        assert len(session.reader.panes.shown) == 2
        await session.press("-", "z")
        assert session.footer() == "This is the only pane."
        assert not session.reader.panes.zoomed


THREE = ("One tells it.", "Two tells it.", "Three tells it.")


@pytest.mark.parametrize("keys", [["o", *"Article 2"], ["O", "G"]])
async def test_an_article_that_waits_behind_the_others_changes_places_with_the_one_here(
    opened, keys: list[str]
) -> None:
    async with opened(size=(120, 40), texts=THREE) as session:
        zero, one, two = (article.id for article in session.study.articles)
        await side_by_side(session.reader, [zero, one, two])
        await session.press("tab", *keys, "enter")
        assert [pane.article.id for pane in session.reader.panes.order] == [zero, two, one]
        assert [pane.article.id for pane in session.reader.panes.shown] == [zero, two]
        assert session.reader.pane.article.id == two
        await session.press("ctrl+o")
        assert session.reader.pane.article.id == one


async def test_an_article_that_is_seen_already_may_stand_beside_itself(opened) -> None:
    async with opened(size=(120, 40), texts=THREE) as session:
        zero, one, _ = (article.id for article in session.study.articles)
        await side_by_side(session.reader, [zero, one])
        await session.press("o", *"Article 1", "enter")
        assert [pane.article.id for pane in session.reader.panes.order] == [one, one]


async def test_an_article_that_is_done_gives_way_to_the_next_that_is_not(opened) -> None:
    async with opened(size=(80, 24), texts=(*THREE, "Four tells it.")) as session:
        ids = [article.id for article in session.study.articles]
        session.study.articles.set(ids[2], status="done")
        await side_by_side(session.reader, ids[1:2])
        await session.press("D")
        assert session.study.articles.get(ids[1]).status == "done"
        assert [pane.article.id for pane in session.reader.panes.order] == [ids[3]]
        assert "done, 2 of 4; u undoes" in session.footer()
        await session.press("D")
        assert session.reader.pane.article.id == ids[0]
        await session.press("D")
        assert session.reader.pane.article.id == ids[0]
        assert "done, as all 4 articles now" in session.footer()
        title = session.study.articles.get(ids[3]).title
        await session.press("u", "u")
        assert f"undid: set status, of “{title}”" in session.footer()
        assert [bool(article.status) for article in session.study.articles] == [0, 1, 1, 0]


async def test_behind_the_last_article_of_an_event_all_of_the_next_come_into_the_panes(
    opened,
) -> None:
    texts = (*THREE, "Four tells it.", "Five tells it.")
    async with opened(size=(120, 40), texts=texts) as session:
        ids = [article.id for article in session.study.articles]
        for id, event in zip(ids, ("flood", "flood", "vote", "vote", ""), strict=True):
            session.study.articles.set(id, event=event)
        session.study.articles.set(ids[2], status="done")
        await side_by_side(session.reader, ids[:2])
        await session.press("D", "D")
        assert [pane.article.id for pane in session.reader.panes.order] == ids[2:4]
        assert session.reader.pane.article.id == ids[3]
        assert session.footer().startswith("done, 3 of 5; u undoes · next: vote")
        await session.press("D")
        assert [pane.article.id for pane in session.reader.panes.order] == [ids[2], ids[4]]
        await session.press("ctrl+o")
        assert session.reader.pane.article.id == ids[3]


async def test_the_next_article_that_is_not_done_is_gone_to_where_it_stands(opened) -> None:
    async with opened(size=(120, 40), texts=THREE) as session:
        zero, one, _ = (article.id for article in session.study.articles)
        await side_by_side(session.reader, [zero, one])
        await session.press("D")
        assert [pane.article.id for pane in session.reader.panes.order] == [zero, one]
        assert session.reader.pane.article.id == one


async def test_an_article_without_an_event_is_next_behind_those_of_the_same(opened) -> None:
    async with opened(size=(80, 24), texts=THREE) as session:
        zero, one, two = (article.id for article in session.study.articles)
        session.study.articles.set_all([zero, two], event="mission")
        await side_by_side(session.reader, [zero])
        await session.press("D")
        assert session.reader.pane.article.id == two
        await session.press("D")
        assert session.reader.pane.article.id == one


@pytest.mark.parametrize("key", ["o", "+"])
async def test_where_there_is_no_article_at_all_none_is_asked_for(opened, key: str) -> None:
    async with opened(texts=("One two three.",)) as session:
        session.study.articles.remove(next(iter(session.study.articles)).id)
        await session.press(key)
        said = "There is no article in this pane; O opens the library, + there adds one."
        assert session.footer().startswith(said)
        assert len(session.reader.panes.order) == 1
        await session.press("O")
        assert type(session.app.screen).__name__ == "LibraryScreen"


async def test_the_footer_of_an_empty_pane_tells_what_can_be_done_there(opened) -> None:
    async with opened(texts=("One two three.",)) as session:
        session.study.articles.remove(next(iter(session.study.articles)).id)
        await session.press("v")
        said = "There is no article in this pane; O opens the library, + there adds one."
        assert session.footer().startswith(said)
        await session.press("escape")
        assert session.footer().split("  ")[:3] == ["o article", "O library", "I import"]
