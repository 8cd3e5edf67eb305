"""Showing only one coder's highlights, and all again, with the same key."""

import pytest

from annotations.formats.json import records
from annotations.span import Span
from tests.hands import shown
from tests.reader.test_two_coders import marked_by

TEXT = "Eight were expelled. Nobody said why. It was a Monday."
SIZES = [(80, 24), (200, 60)]


def seen(session) -> list[str]:
    """The passages drawn as highlights in the focused pane."""
    pane = session.reader.pane
    text = pane.structure.text
    return [text[mark.start : mark.end] for mark in pane._marks_in(Span(0, len(text)))]


def two(session) -> None:
    """Have ana highlight `Eight`, and bo `Nobody` and the sentence that begins with it."""
    marked_by(session, "ana", Span(0, 5))
    marked_by(session, "bo", Span(21, 27))
    marked_by(session, "bo", Span(21, 37))


@pytest.mark.parametrize("size", SIZES)
async def test_yours_then_each_others_then_all_are_shown(opened, size) -> None:
    async with opened(size=size, texts=(TEXT,)) as session:
        two(session)
        before = records(session.study.state, "highlights")
        await session.press("@")
        assert seen(session) == ["Eight"]
        assert "only by ana" in shown(session.app)
        assert session.footer().startswith("one coder's highlights; @ shows the next, at last all")
        await session.press("@", "down")
        assert sorted(seen(session)) == ["Nobody", "Nobody said why."]
        assert "only by bo" in shown(session.app)
        await session.press("@")
        assert len(seen(session)) == 3
        assert session.footer().startswith("the highlights of all coders are shown")
        await session.press("down")
        assert "only by" not in shown(session.app)
        assert records(session.study.state, "highlights") == before


async def test_the_panes_draw_no_others(opened) -> None:
    async with opened(size=(200, 60), texts=(TEXT,)) as session:
        two(session)
        assert shown(session.app).count("▌") == 3
        await session.press("@")
        assert shown(session.app).count("▌") == 1


@pytest.mark.parametrize("size", SIZES)
async def test_keys_are_aimed_at_what_is_shown(opened, size) -> None:
    async with opened(size=size, texts=(TEXT,)) as session:
        two(session)
        await session.press("@", "]")
        assert session.reader.pane.caret == 0
        await session.press("]")
        assert "no further highlight in this" in session.footer()
        session.put_caret("Nobody")
        await session.press("d")
        assert session.footer().startswith("There is no highlight here.")
        assert "by bo" not in session.inspector()
        await session.press("@", "]")
        assert "by bo" in session.inspector()
        await session.press("d")
        assert session.footer().startswith("deleted bo's highlight; u undoes")
        assert len(seen(session)) == 1
        await session.press("u")
        assert len(seen(session)) == 2


async def test_what_you_mark_among_anothers_is_yours_and_all_are_shown_again(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        two(session)
        await session.press("@", "@")
        session.put_caret("It was")
        await session.press("enter")
        assert len(seen(session)) == 4
        assert "only by" not in shown(session.app)
        assert [h.coder for h in session.study.highlights if h.quote == "It was a Monday."] == [
            "ana"
        ]


async def test_your_own_of_just_a_selection_is_edited_though_it_is_not_shown(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        two(session)
        session.study.codebook.add("tone")
        await session.press("@", "@", "g", *["shift+right"] * 5, "1")
        assert [h.quote for h in session.study.highlights].count("Eight") == 1
        assert session.tags_of("Eight") == ("tone",)
        assert len(seen(session)) == 3


async def test_what_the_side_bar_leads_to_is_shown(opened) -> None:
    async with opened(size=(200, 60), texts=(TEXT,)) as session:
        two(session)
        await session.press("@", "B", "ctrl+b", "G", "enter")
        assert len(seen(session)) == 3


async def test_it_opens_as_it_was_left_if_there_are_any(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        two(session)
        await session.press("@", "@")
    async with opened() as session:
        assert sorted(seen(session)) == ["Nobody", "Nobody said why."]
        assert "only by bo" in shown(session.app)
        for _ in range(2):
            await session.press("]", "d")
        session.reader.coder_filter.only = "bo"
    async with opened() as session:
        assert seen(session) == ["Eight"]


async def test_who_is_alone_is_told_so(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        marked_by(session, "ana", Span(0, 5))
        await session.press("@")
        assert session.footer() == "All highlights here are yours, and shown."
        assert seen(session) == ["Eight"]
