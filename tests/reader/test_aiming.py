"""What a key is aimed at: what lies under the caret, or what was marked or gone to there."""

TEXT = "One two three. Four five six seven.\n\nEight nine ten. Eleven twelve."


async def test_a_highlight_whose_edges_came_back_from_under_the_caret_is_not_aimed_at(
    opened,
) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("five")
        await session.press("v", "e", "enter", "r", "o", *["left"] * 5, "enter", "u")
        assert session.quotes() == ["five"]
        assert session.inspector() == ""
        await session.press("d")
        assert session.quotes() == ["five"]
        assert "no highlight here" in session.footer()


async def test_a_link_that_ends_where_the_caret_only_stands_beside_is_followed_at_once(
    opened,
) -> None:
    async with opened(texts=(TEXT, "Ten lost their passes.")) as session:
        await session.press("tab", "L", "tab", "end", "L", "enter", "'")
        assert session.reader.pane is session.reader.panes.order[1]
