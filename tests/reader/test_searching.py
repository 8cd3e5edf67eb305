"""Searching by keys: as the user types, in all articles; a hit becomes the selection."""

from asyncio import sleep

import pytest

from annotations.search import Query
from tests.hands import shown, until
from tui.commands.opening import show
from tui.reader.text_search import MOST
from tui.slicing import REST
from tui.widgets.dialog import TypedLine


def found(session) -> str:
    """What the prompt says about the hits."""
    return session.reader.prompt.query_one(".found").render().plain


TEXT = "The Élysée said no. the elysee palace. THE END."


async def test_a_hit_becomes_the_selection_and_n_goes_to_the_next(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash")
        await session.type("the")
        await session.press("enter")
        assert session.reader.pane.selection.span.of(TEXT) == "The"
        await session.press("n")
        assert session.reader.pane.selection.span.of(TEXT) == "the"
        await session.press("N")
        assert session.reader.pane.selection.span.of(TEXT) == "The"


async def test_while_selecting_a_hit_is_selected_up_to_as_any_place_that_is_gone_to(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        pane = session.reader.pane
        await session.press("w", "v", "slash", *"the", "enter")
        assert pane.selection.span.of(TEXT) == "Élysée said no. the"
        assert "tags all" not in session.footer()
        await session.press("n")
        assert pane.selection.span.of(TEXT) == "Élysée said no. the elysee palace. THE"
        await session.press("N")
        assert pane.selection.span.of(TEXT) == "Élysée said no. the"
        await session.press("N")
        assert pane.selection.span.of(TEXT) == "The "
        await session.press("n")
        assert pane.selection.span.of(TEXT) == "Élysée said no. the"


async def test_the_edge_of_a_highlight_goes_to_a_hit(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("place")
        await session.press("v", "e", "1", "r", "slash", *"said", "enter", "enter")
        assert session.quotes() == ["The Élysée said"]


async def test_a_hit_is_tagged_like_any_selection(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("place")
        await session.press("slash")
        await session.type("palace")
        await session.press("enter", "1")
        assert session.quotes() == ["palace"]


async def test_an_upper_case_letter_makes_case_count(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash")
        await session.type("THE")
        assert [hit.of(TEXT) for hit in session.reader.pane.hits] == ["THE"]


async def test_accents_count_where_some_are_typed_or_where_it_is_asked_for(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        pane = session.reader.pane
        await session.press("slash")
        await session.type("elysee")
        assert len(pane.hits) == 2
        await session.press("alt+a")
        assert len(pane.hits) == 1
        await session.press("alt+a", "ctrl+u")
        await session.type("élysée")
        assert [hit.of(TEXT) for hit in pane.hits] == ["Élysée"]
        assert "accents count" in session.reader.prompt.query_one(".found").render().plain


async def test_a_wrong_regular_expression_is_one_sentence(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash", "alt+r")
        await session.type("(")
        found = session.reader.prompt.query_one(".found").render().plain
        assert "\n" not in found.strip()
        await session.type("the)")
        assert len(session.reader.pane.hits) == 3


async def test_escape_goes_back_to_where_the_search_began(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("said")
        caret = session.reader.pane.caret
        await session.press("slash")
        await session.type("end")
        await session.press("escape")
        assert session.reader.pane.caret == caret
        assert session.reader.pane.hits == ()
        assert session.app.focused is session.reader.pane.view


async def test_all_articles_are_searched_and_listed(opened) -> None:
    async with opened(texts=("Red one.", "Blue two.", "A red three.")) as session:
        await session.press("ctrl+f")
        await session.type("red")
        await session.pilot.pause()
        await session.press("enter")
        await session.pilot.pause()
        assert session.reader.side.display
        await session.press("down", "down", "enter")
        assert session.reader.pane.selection.span.of(session.reader.pane.structure.text) == "red"


async def test_ctrl_z_in_the_search_line_edits_it_and_leaves_the_study_alone(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "slash", *"palace", "ctrl+w", "ctrl+z")
        assert session.app.query_one("SearchPrompt TypedLine").value == "palace"
        await session.press("ctrl+z", "ctrl+z", "escape")
        assert len(session.quotes()) == 1


async def test_a_search_typed_in_one_go_is_searched_and_its_hit_tagged(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("place")
        for key in ["/", *"palace", "enter", "1"]:
            session.app.simulate_key(key)
        await until(session.quotes)
        assert session.quotes() == ["palace"]


async def test_keys_typed_ahead_go_on_from_the_hit_that_was_taken(opened) -> None:
    text = "The needle.\n" + "Nothing here.\n" * 200 + "Another needle.\n"
    async with opened(texts=(text,)) as session:
        await session.press("slash")
        search, pane = session.reader.search, session.reader.pane
        search.typed(Query("needle"))
        await sleep(REST / 2)
        search.accept()
        search.step(1)
        await until(lambda: len(pane.hits) > 1 and pane.selection.span == pane.hits[1])
        assert pane.view.viewport.line_of(pane.caret) is not None


async def test_a_letter_is_shown_before_anything_is_looked_for(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash")
        session.reader.search.typed(Query("the"))
        assert not session.reader.pane.hits
        await until(lambda: len(session.reader.pane.hits) == 3)


async def test_a_wrong_pattern_stops_the_search_that_is_under_way(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash", "alt+r")
        session.reader.search.typed(Query("the", regex=True))
        await sleep(REST / 2)
        session.reader.search.typed(Query("the(", regex=True))
        await until(lambda: not any(worker.is_running for worker in session.reader.workers))
        assert not session.reader.pane.hits
        assert "No regular expression" in found(session)
        await session.press("enter")
        assert session.reader.pane.selection.empty
        assert "No regular expression" in session.footer()


async def test_enter_says_that_there_is_nothing_to_take(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash")
        await session.type("zebra")
        await session.press("enter")
        assert session.footer() == "“zebra” is not in this article; ctrl+f searches all."
        await session.press("slash", "alt+r")
        await session.type(r"\d{9}")
        await session.press("enter")
        assert session.footer().startswith(r"“\d{9}” is not in this article")


async def test_a_pattern_that_takes_too_long_leaves_no_older_hit(opened, monkeypatch) -> None:
    monkeypatch.setattr("tui.time_limit.PATIENCE", 0.05)
    async with opened(texts=("aaa b aaa b " + "a" * 40 + "b",)) as session:
        await session.press("slash", "alt+r")
        await session.type("(a+)+")
        assert session.reader.pane.hits
        await session.type("$")
        await until(lambda: "too long" in found(session))
        await session.press("enter")
        assert session.reader.pane.selection.empty
        assert "too long" in session.footer()


async def test_what_took_too_long_everywhere_is_still_said_in_the_list(opened, monkeypatch) -> None:
    monkeypatch.setattr("tui.time_limit.PATIENCE", 0.05)
    async with opened(texts=("a" * 40 + "b",)) as session:
        await session.press("ctrl+f", "alt+r")
        await session.type("(a+)+$")
        await until(lambda: "too long" in found(session))
        await session.press("enter")
        assert "too long" in session.footer()


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
async def test_the_count_is_seen_whatever_else_has_no_room(opened, size) -> None:
    async with opened(size, texts=(TEXT,)) as session:
        await session.press("slash")
        await session.type("the")
        assert "1 of 3" in shown(session.app)
        await session.press("alt+r")
        await session.type("(")
        await session.press("backspace")
        await until(lambda: "1 of 3" in shown(session.app))
        line = session.reader.prompt.query_one(TypedLine)
        assert line.size.width >= size[0] // 4


async def test_enter_on_what_cannot_be_searched_for_takes_no_older_hit(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash", "alt+r")
        await session.type("the")
        assert session.reader.pane.hits
        await session.type("(")
        await session.press("enter")
        assert session.reader.pane.selection.empty


async def test_a_hit_far_down_a_long_text_is_found_slice_by_slice(opened) -> None:
    text = "Nothing here.\n" * 200_000 + "The needle.\n"
    async with opened(texts=(text,)) as session:
        await session.press("slash")
        await session.type("needle")
        await until(lambda: "1 of 1" in found(session))
        assert [hit.of(text) for hit in session.reader.pane.hits] == ["needle"]


async def test_enter_does_not_wait_for_a_search_to_come_to_its_end(opened) -> None:
    text = "Nothing here.\n" * 200_000 + "The needle.\n"
    async with opened(texts=(text,)) as session:
        for key in ["/", *"needle", "enter"]:
            session.app.simulate_key(key)
        await until(lambda: session.reader.pane.selection.span.of(text) == "needle")


async def test_left_a_hit_at_the_end_of_a_sentence_is_still_in_it(opened) -> None:
    async with opened(texts=("It was open until 2014. Then it closed.",)) as session:
        session.study.codebook.add("time")
        await session.press("slash")
        await session.type("until 2014.")
        await session.press("enter", "escape", "1")
        assert session.quotes() == ["It was open until 2014."]
        await session.press("a")
        await session.type("why")
        await session.press("escape")
        assert [highlight.note for highlight in session.study.highlights] == ["why"]


async def test_that_there_are_more_hits_than_are_listed_is_told_where_they_are_counted(
    opened,
) -> None:
    async with opened(texts=("ferry " * (MOST + 1),)) as session:
        await session.press("ctrl+f")
        await session.type("ferry")
        await until(lambda: " in 1 article" in found(session))
        assert f"more than {MOST:,} in 1 article" in found(session)


@pytest.mark.parametrize("key", ["escape", "enter", "down"])
async def test_of_an_article_that_has_given_way_meanwhile_no_hit_is_gone_to(
    opened, key: str
) -> None:
    async with opened(size=(80, 24), texts=(TEXT * 20, "Short.")) as session:
        await session.press("G", "slash")
        await session.type("the")
        short = list(session.study.articles)[1].id
        show(session.reader, session.reader.pane, short)
        await session.press(key, "escape")
        pane = session.reader.pane
        assert pane.article.id == short
        assert pane.selection.span.end <= len("Short.")
        assert not pane.hits
        await session.press("x")
        assert pane.selection.span.of("Short.") == "Short"
