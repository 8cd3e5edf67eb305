"""A screen's line of hints: the most wanted first, and always the ways out."""

from collections.abc import Callable, Sequence

import pytest

from tests.hands import press, shown
from tests.screens.comparing import compared, ferry_study
from tests.screens.dialog_host import Host, a_study
from tui.screens.codebook import keys as codebook
from tui.screens.codebook.screen import CodebookScreen
from tui.screens.compare import keys as compare
from tui.screens.keyed import KeyTable
from tui.screens.library import keys as library
from tui.widgets.line import Piece


@pytest.mark.parametrize(
    ("host", "keys", "hints"),
    [
        (
            lambda: Host(CodebookScreen(a_study("tone"))), [],
            "n new  r rename  m merge  d delete  u undo  / filter",
        ),
        (
            lambda: compared(ferry_study()), [],
            "Enter open  p passages  s articles  a across  t tags",
        ),
        (
            lambda: compared(ferry_study()), ["p"],
            "Enter open  n next tag  s articles  t tags  c coder",
        ),
    ],
    ids=["codebook", "matrix", "passages"],
)  # fmt: skip
async def test_in_80_columns_it_tells_what_is_wanted_most_and_the_ways_out(
    host: Callable[[], Host], keys: Sequence[str], hints: str
) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        await pilot.pause()
        line = shown(app).splitlines()[-1]
    assert line.startswith(f" {hints} ")
    assert line.endswith("  ? keys  Esc back ")
    assert len(line) == 80


@pytest.mark.parametrize(
    ("table", "hints"),
    [
        (codebook.TABLE, codebook.HINTS + codebook.ALWAYS),
        (compare.TABLE, compare.HINTS + compare.ALWAYS),
        (compare.TABLE, compare.READING_HINTS + compare.ALWAYS),
        (library.TABLE, library.HINTS + library.ALWAYS),
    ],
    ids=["codebook", "matrix", "passages", "library"],
)
def test_each_key_in_it_has_a_word(table: KeyTable, hints: Sequence[Piece]) -> None:
    words = {key: one.hint for bindings in table.values() for one in bindings for key in one.keys}
    assert [piece.action for piece in hints if not words[piece.action]] == []
