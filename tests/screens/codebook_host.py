"""For tests of the codebook screen: what it shows after some keys, and what the study holds."""

from annotations.study.study import Study
from annotations.tag import Tag
from tests.hands import press, shown
from tests.screens.dialog_host import Host
from tui.screens.codebook.screen import CodebookScreen

NAMES = ("frame/conflict", "frame/blame", "tone", "actor")


def names(study: Study) -> list[str]:
    return [tag.name for tag in study.codebook]


def tag(study: Study, name: str) -> Tag:
    found = study.codebook.named(name)
    assert found is not None
    return found


async def page_after(study: Study, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """Open the codebook screen, press keys, and return what it shows."""
    app = Host(CodebookScreen(study))
    async with app.run_test(size=size) as pilot:
        await press(pilot, keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return shown(app)


async def undone(study: Study, before: dict[str, Tag]) -> None:
    """Assert that one undo restores the tags."""
    await page_after(study, "u")
    assert study.state.tags == before
