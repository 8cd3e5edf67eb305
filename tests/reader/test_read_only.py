"""A read-only study: no dialog asks for anything that could not be saved."""

import pytest

TEXTS = ("Eight were expelled. Nobody said why.", "Ten lost their passes. It was a Monday.")

WHY = "Read-only: ben has it open."

ASKING = {
    "a free digit": ("9",),
    "tag picker": ("t",),
    "every occurrence": ("T",),
    "note": ("a",),
    "edges": ("g", "r"),
    "link": ("L",),
    "tag what is told here alone": ("A",),
    "link what is told here alone": ("alt+a",),
    "import": ("I",),
    "tags from the side bar": ("ctrl+b", "1", "t"),
    "note from the side bar": ("ctrl+b", "1", "a"),
    "relation from the side bar": ("ctrl+b", "3", "e"),
    "link's note from the side bar": ("ctrl+b", "3", "a"),
}


@pytest.mark.parametrize("keys", ASKING.values(), ids=ASKING)
async def test_it_says_why_at_once_and_opens_no_dialog(opened, keys: tuple[str, ...]) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "tab", "L", "enter", "g")
        session.study.refusal = WHY
        await session.press(*keys)
        assert session.app.screen is session.reader
        assert session.footer() == WHY
