"""Undo and redo behave alike on every screen that edits the study."""

from collections.abc import Callable

import pytest

from annotations.study.study import Study
from tests.hands import press, shown
from tests.screens.dialog_host import Host, a_study
from tui.screens.codebook.screen import CodebookScreen
from tui.screens.keyed import KeyedScreen
from tui.screens.library.screen import LibraryScreen


@pytest.mark.parametrize("opens", [CodebookScreen, lambda study: LibraryScreen(study, (), print)])
async def test_what_is_undone_and_done_again_is_told_to_the_last(
    opens: Callable[[Study], KeyedScreen[None]],
) -> None:
    study = a_study("frame")
    before = dict(study.state.tags)
    app = Host(opens(study))
    async with app.run_test(size=(100, 24)) as pilot:
        for key, told, tags in (
            ("u", "make the tag frame", {}),
            ("u", "There is nothing to undo.", {}),
            ("U", "make the tag frame", before),
            ("U", "There is nothing to redo.", before),
        ):
            await press(pilot, [key])
            assert told in shown(app)
            assert study.state.tags == tags
