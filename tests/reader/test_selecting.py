"""Where the caret goes when a selection is abandoned."""

TEXT = "One two three. Four five six seven."


async def test_escape_leaves_the_caret_on_the_character_it_is_drawn_on(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        pane = session.reader.pane
        await session.press("x", "x", "escape")
        assert pane.caret == TEXT.index(". Four")
        assert pane.selection.empty
        await session.press("v", "b", "escape")
        assert pane.caret == TEXT.index("three")


async def test_right_goes_on_behind_a_selection_and_left_to_where_it_begins(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        pane = session.reader.pane
        await session.press("x", "right")
        assert pane.caret == len("One")
        await session.press("g", "x", "left")
        assert pane.caret == 0


async def test_selecting_that_has_selected_nothing_leaves_the_caret_where_it_is(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("w", "v", "escape")
        assert session.reader.pane.caret == TEXT.index("two")
        assert not session.reader.pane.selection.sticky


async def test_that_selecting_has_begun_is_said_until_the_caret_moves(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("v")
        assert session.footer().startswith("select: go to where the passage ends · v stops there")
        await session.press("e")
        assert session.footer().startswith("1-9 tag")
        await session.press("v")
        assert session.footer().startswith("1-9 tag")


async def test_o_is_for_the_selection_as_soon_as_that_has_begun(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("w", "v", "o", "e")
        assert session.app.screen is session.reader
        assert session.reader.pane.selection.span.of(TEXT) == "two"


async def test_one_character_is_said_to_be_one(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("shift+right")
        assert session.inspector() == "1 word, 1 character"


async def test_what_labels_are_for_is_said_whole_though_the_panes_scroll_together(opened) -> None:
    async with opened(size=(80, 24)) as session:
        await session.press("S")
        assert "scroll: proportion" in session.footer()
        await session.press("s")
        assert "CAPITALS" in session.footer()
        assert "…" not in session.footer()
        await session.press("escape")
        assert "scroll: proportion" in session.footer()
