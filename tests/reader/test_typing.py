"""Lines to type in: of a text longer than the line, the part at the caret is visible."""

import pytest

from tests.hands import shown

TEXT = "One two three."
LONG = "An article whose title is so long that no line of any form has the room for it all"


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_long_title_is_seen_in_the_form_and_scrolls_with_the_caret(opened, size) -> None:
    async with opened(size=size, texts=(TEXT,)) as session:
        article = session.reader.pane.article.id
        session.study.articles.set(article, title=LONG + " " + LONG)
        await session.press("O", "i")
        assert "the room for it all" in field(session, "title")
        await session.press("home")
        assert "An article whose" in field(session, "title")
        await session.press("end", *"!!")
        assert "room for it all!!" in field(session, "title")
        await session.press("down")
        assert "An article whose" in field(session, "title")


def field(session, name: str) -> str:
    return next(row for row in shown(session.app).splitlines() if f"│ {name} " in row)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_long_search_is_seen(opened, size) -> None:
    async with opened(size=size, texts=(TEXT,)) as session:
        await session.press("slash")
        await session.type(
            "the minister of foreign affairs in the capital of the country said that nobody knew"
        )
        assert "nobody knew" in shown(session.app)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_long_path_is_seen(opened, size) -> None:
    async with opened(size=size, texts=(TEXT,)) as session:
        await session.press("E", "end")
        await session.type("/a/folder" * 14 + "/out.json")
        assert "folder/out.json" in shown(session.app)
