"""Where dialogs are placed: near their subject, and clear of the lines at the edges."""

import pytest


@pytest.mark.parametrize("key", ["t", "a", "o"])
@pytest.mark.parametrize("end", ["g", "G"])
async def test_in_a_wide_terminal_no_shreds_of_other_lines_stand_beside_it(
    opened, key: str, end: str
) -> None:
    async with opened(size=(120, 30)) as session:
        await session.press(end, key)
        frame = session.app.screen.query_one(".frame").region
        assert frame.y >= 2
        assert frame.bottom <= 28
        caret = session.reader.pane.view.viewport.line_of(session.reader.pane.caret)
        assert not frame.y <= caret + 2 < frame.bottom


@pytest.mark.parametrize("key", ["t", "a", "o"])
async def test_in_a_small_one_it_takes_the_whole_width_and_spares_no_row(opened, key: str) -> None:
    async with opened(size=(80, 24)) as session:
        await session.press(key)
        frame = session.app.screen.query_one(".frame").region
        assert (frame.x, frame.width, frame.bottom) == (0, 80, 24)


async def test_the_footer_tells_no_keys_that_a_dialog_has_taken(opened) -> None:
    async with opened(size=(120, 40)) as session:
        before = session.footer()
        await session.press("t")
        assert "select" not in session.footer()
        await session.press("escape")
        assert session.footer() == before


async def test_the_footer_tells_the_keys_again_behind_the_palette(opened) -> None:
    async with opened(size=(120, 40)) as session:
        before = session.footer()
        await session.press("colon")
        # A checkpoint's status arrives while the palette is open.
        session.reader.lines.refresh()
        assert "select" not in session.footer()
        await session.press("escape")
        await session.pilot.pause()
        assert session.footer() == before
