"""Assigning a free key to a tag, and applying that tag."""

import pytest

TEXT = "One two three. Four five six seven."


@pytest.mark.parametrize("keys", [("g",), ("g", "v", "e", "e", "e")])
async def test_a_key_that_is_given_to_a_tag_that_is_on_leaves_it_on(opened, keys) -> None:
    async with opened(texts=(TEXT,)) as session:
        tag = session.study.codebook.add("frame")
        await session.press("1", *keys, "5")
        await session.type("frame")
        await session.press("enter")
        assert session.study.codebook.get(tag.id).key == "5"
        assert session.quotes()
        assert all("frame" in session.tags_of(quote) for quote in session.quotes())
        assert session.footer() == "tagged frame; 5 sets it now"


async def test_giving_a_key_is_one_step_to_undo_whether_or_not_the_tag_was_on(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        tag = session.study.codebook.add("frame")
        await session.press("1", "5", "enter", "u")
        assert session.study.codebook.get(tag.id).key == "1"
        assert session.tags_of("One two three.") == ("frame",)
        await session.press("u", "5", "enter", "u")
        assert session.quotes() == []
        assert session.study.codebook.get(tag.id).key == "1"
