"""Opened again, the reader stands where it was left."""

import pytest

TEXT = "A headline\n\n" + "\n\n".join(
    f"Paragraph {n} goes on over several rows, whatever the width of its pane is. " * 6
    for n in range(30)
)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50), (80, 40)])
@pytest.mark.parametrize("keys", [["space"] * 3, ["ctrl+d"] * 3 + ["down"] * 3, ["down"] * 40])
async def test_the_text_comes_back_to_the_same_row(opened, size, keys) -> None:
    tops, carets = [], []
    for turn in range(3):
        async with opened(size=size, texts=(TEXT, TEXT)) as session:
            if not turn:
                await session.press(*keys, "tab", *keys, "space", "tab")
            await session.pilot.pause()
            panes = session.reader.panes.order
            tops.append([pane.view.viewport.rows[0].start for pane in panes])
            carets.append([pane.caret for pane in panes])
    assert tops == [tops[0]] * 3
    assert carets == [carets[0]] * 3
