"""Every word on the screen is readable in every theme."""

import pytest
from rich.style import Style
from textual.color import Color

from annotations.ink import READ, contrast
from tui.settings import THEMES


def ratio(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(*(Color.from_rich_color(one).hex6 for one in (style.color, style.bgcolor)))


@pytest.mark.parametrize("theme", [name for name in THEMES if not name.startswith("ansi")])
@pytest.mark.parametrize("keys", [["1"], ["?"], ["B"], ["!"]])
async def test_words_are_never_too_dim(opened, theme: str, keys: list[str]) -> None:
    async with opened(size=(140, 40)) as session:
        session.app.theme = theme
        await session.press(*keys)
        ink = Color.parse(session.app.theme_variables["foreground"]).rich_color
        words = {
            segment.text: (ratio(segment.style), ratio(segment.style + Style(color=ink)))
            for strip in session.app.screen._compositor.render_strips()
            for segment in strip
            if any(map(str.isalnum, segment.text))
        }
        assert len(words) > 20
        too_dim = {word for word, (found, whole) in words.items() if found < min(READ, whole)}
        assert too_dim == set()
