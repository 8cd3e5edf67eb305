"""Which highlight a key acts on: one under the caret, or the one just made or gone to there."""

import pytest

TEXT = "One two three. Four five six seven.\n\nEight nine ten. Eleven twelve."


async def test_a_highlight_whose_edges_came_back_from_under_the_caret_is_told_and_aimed_at(
    opened,
) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("five")
        await session.press("v", "e", "enter", "r", "o", *["left"] * 5, "enter", "u")
        assert session.quotes() == ["five"]
        assert session.inspector() == "highlight"
        await session.press("d")
        assert session.quotes() == []


async def test_a_link_that_ends_where_the_caret_only_stands_beside_is_followed_at_once(
    opened,
) -> None:
    async with opened(texts=(TEXT, "Ten lost their passes.")) as session:
        await session.press("tab", "L", "tab", "end", "L", "enter", "'")
        assert session.reader.pane is session.reader.panes.order[1]


@pytest.mark.parametrize(("word", "beside"), [("six", "end"), ("Eight", "up")])
async def test_beside_a_sentence_that_is_highlighted_that_highlight_is_edited_and_not_doubled(
    opened, word: str, beside: str
) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        session.put_caret(word)
        await session.press("1", beside)
        (quote,) = session.quotes()
        assert session.inspector() == ""
        await session.press("1")
        assert session.tags_of(quote) == ()
        await session.press(beside, "enter")
        assert "highlighted already" in session.footer()
        await session.press("a", *"why", "escape")
        assert [(h.quote, h.note) for h in session.study.highlights] == [(quote, "why")]


@pytest.mark.parametrize(("word", "beside"), [("six", "end"), ("Eight", "up")])
async def test_beside_a_highlight_nothing_is_deleted(opened, word: str, beside: str) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret(word)
        await session.press("enter", beside, "d")
        assert len(session.quotes()) == 1
        assert "no highlight here" in session.footer()


async def test_white_space_at_the_edges_of_a_selection_is_not_marked(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("five")
        await session.press("v", "w", "enter")
        assert session.quotes() == ["five"]
        session.put_caret("five")
        await session.press("v", "w", "d")
        assert session.quotes() == []


async def test_moving_the_edges_over_white_space_alone_moves_nothing(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("five")
        await session.press("v", "e", "enter", "r", "right", "enter")
        assert session.quotes() == ["five"]
        assert "stay as they were" in session.footer()


async def test_blanks_alone_can_be_marked(opened) -> None:
    async with opened(texts=("One.\n\n \n\nTwo.",)) as session:
        await session.press("down", "v", "down", "down", "enter")
        assert [quote.strip() for quote in session.quotes()] == [""]


async def test_the_inspector_begins_with_the_highlight_that_the_next_key_is_aimed_at(
    opened,
) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        session.put_caret("One")
        await session.press("v", "e", "enter", "V", "enter", "1")
        assert session.tags_of("One two three. Four five six seven.") == ("frame",)
        assert session.inspector() == "1 frame    │ highlight"
        await session.press("right")
        assert session.inspector() == "highlight    │ 1 frame"


async def test_the_inspector_has_the_coders_own_highlights_before_those_of_others(opened) -> None:
    async with opened(texts=(TEXT,), coder="ben") as session:
        session.put_caret("five")
        await session.press("v", "e", "enter")
    async with opened() as session:
        session.put_caret("five")
        await session.press("V", "enter")
        session.put_caret("five")
        await session.press("right")
        assert session.inspector() == "highlight    │ highlight  by ben"


async def test_the_passage_of_a_highlight_that_was_taken_back_is_selected_for_the_right_tag(
    opened,
) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("wrong")
        session.study.codebook.add("right")
        session.put_caret("two")
        await session.press("v", "e", "1", "u", "2")
        assert session.quotes() == ["two"]
        assert session.tags_of("two") == ("right",)


async def test_a_highlight_that_was_redone_is_what_the_next_key_is_aimed_at(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        session.put_caret("two")
        await session.press("v", "e", "enter", "u", "U")
        assert session.reader.pane.selection.empty
        await session.press("1")
        assert session.quotes() == ["two"]
        assert session.tags_of("two") == ("frame",)


async def test_undo_leaves_the_edges_that_are_being_moved(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("six")
        await session.press("v", "e", "enter", "g", "v", "e", "enter", "]", "r", "u")
        assert session.quotes() == ["six"]
        assert session.reader.pane.selected.of(TEXT) == "six"
