"""A line of chrome shows what fits at its left, and one ellipsis where something is cut."""

import pytest
from textual.app import App, ComposeResult

from tests.hands import shown
from tui.widgets.line import Line, Piece


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield Line()


@pytest.mark.parametrize("width", range(14, 40))
async def test_what_is_cut_has_one_ellipsis_and_takes_no_cell_from_what_stands_at_the_right(
    width: int,
) -> None:
    app = Host()
    async with app.run_test(size=(width, 1)) as pilot:
        left = (Piece("↔ contradicts "), Piece("The Tribune 7  "), Piece("by ben  "))
        app.query_one(Line).set(left, (Piece("saved"),))
        await pilot.pause()
        row = shown(app).splitlines()[0]
        assert row.count("…") <= 1
        assert row.endswith("saved")
        assert len(row) == width
