"""The mouse does what the keys do."""

from textual.geometry import Offset

from tui.widgets.side.key_hints import KeyHints

TEXT = "One two three. Four five six seven.\n\nEight nine ten."


def cell_of(session, passage: str) -> Offset:
    """Where a passage begins, in cells of the focused pane's view."""
    view = session.reader.pane.view
    at = TEXT.index(passage)
    for y in range(view.size.height):
        for x in range(view.size.width):
            if view.offset_under(x, y) == at and view.offset_under(x + 1, y) == at + 1:
                return Offset(x, y)
    raise AssertionError(passage)


async def test_a_click_puts_the_caret_and_a_double_click_takes_the_word(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "five"))
        assert session.reader.pane.caret == TEXT.index("five")
        await session.pilot.click(view, offset=cell_of(session, "nine"), times=2)
        assert session.reader.pane.selection.span.of(TEXT) == "nine"


async def test_a_triple_click_takes_the_sentence(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "five"), times=3)
        assert session.reader.pane.selection.span.of(TEXT) == "Four five six seven."


async def test_dragging_selects(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.mouse_down(view, offset=cell_of(session, "two"))
        await session.pilot.hover(view, offset=cell_of(session, "five"))
        await session.pilot.mouse_up(view, offset=cell_of(session, "five"))
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == "two three. Four "


async def test_a_right_click_opens_the_tag_picker(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "nine"), button=3)
        await session.pilot.pause()
        await session.type("place")
        await session.press("enter")
        assert session.tags_of("Eight nine ten.") == ("place",)


async def test_a_click_on_a_title_asks_for_the_article(opened) -> None:
    async with opened() as session:
        await session.pilot.click("PaneTitle")
        await session.pilot.pause()
        assert type(session.app.screen).__name__ == "ArticleChooser"


async def test_a_click_in_the_footer_does_what_it_says(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        footer = session.reader.lines.footer
        at = footer.render().plain.index("note")
        await session.pilot.click(footer, offset=(at, 0))
        await session.pilot.pause()
        assert type(session.app.screen).__name__ == "NoteEditor"


async def test_a_drag_over_the_lines_round_the_text_selects_nothing_and_ends_nothing(
    opened,
) -> None:
    async with opened((140, 40), texts=(TEXT,)) as session:
        await session.press("B", "slash")
        for widget in (session.reader.side.query_one(KeyHints), session.reader.lines.footer):
            await session.pilot.mouse_down(widget, offset=(0, 0))
            await session.pilot.hover(widget, offset=(6, 0))
            await session.pilot.mouse_up(widget, offset=(9, 0))
        assert session.app.is_running
        assert session.reader.pane.selection.empty
