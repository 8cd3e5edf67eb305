"""What the brush paints is identical, cell by cell, to what Textual would have painted."""

import pytest
from rich.style import Style
from textual.app import App
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from tui.widgets.brush import Brush

WIDTH = 24

LINES = {
    "plain": Content("The embassy"),
    "nothing": Content(""),
    "styled": Content.assemble(("The ", "dim"), ("embassy", "bold underline"), " closes"),
    "in colours": Content.assemble(("5 ", "bold #e69f00"), ("frame/conflict", "on #0072b2")),
    "in the theme's": Content.styled("▐▐▐", "$foreground 30%"),
    "one over another": Content("The embassy closes").stylize("dim").stylize("bold", 4, 11),
    "cut short": Content.assemble(("The embassy to the ", "dim"), ("alliance closes", "bold")),
    "wide letters": Content.assemble(("大使馆", "bold"), ("关闭关闭关闭关闭关闭", "dim")),
    "one too wide": Content("a大使馆关闭关闭关闭关闭关闭"),
}


class Sheet(Widget):
    """A widget to paint on."""

    DEFAULT_CSS = """
    Sheet { text-wrap: nowrap; text-overflow: ellipsis; background: $surface; color: $text-muted; }
    """


class Easel(App[None]):
    """Shows a sheet."""

    def compose(self):
        yield Sheet()


def cells(strip: Strip) -> list[tuple[str, object]]:
    """The letters of a strip, each with its style."""
    return [
        (letter, looks(segment.style)) for segment in strip for letter in segment.text
    ]  # fmt: skip


def looks(style: Style | None) -> object:
    assert style is not None
    shapes = (style.bold, style.dim, style.italic, style.underline, style.reverse)
    return style.color, style.bgcolor, tuple(map(bool, shapes))


@pytest.mark.parametrize("colours", ["textual-dark", "textual-light", "ansi-dark", "none"])
@pytest.mark.parametrize("name", LINES)
async def test_it_paints_as_textual_does(
    name: str, colours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colours == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    app = Easel()
    async with app.run_test(size=(40, 5)):
        if colours in app.available_themes:
            app.theme = colours
        sheet = app.query_one(Sheet)
        (theirs,) = Visual.to_strips(sheet, LINES[name], WIDTH, 1, sheet.visual_style, pad=True)
        for line_filter in sheet.get_line_filters():
            theirs = theirs.apply_filter(line_filter, sheet.background_colors[1])
        ours = Brush(sheet).on(sheet.visual_style).strip(LINES[name], WIDTH)
        assert cells(ours) == cells(theirs)
        assert ours.cell_length == WIDTH == sum(segment.cell_length for segment in ours)


async def test_another_theme_is_painted_in_its_own_colours() -> None:
    app = Easel()
    async with app.run_test(size=(40, 5)) as pilot:
        sheet = app.query_one(Sheet)
        brush, line, ground = Brush(sheet), LINES["in the theme's"], sheet.visual_style
        dark = brush.on(ground).strip(line, WIDTH)
        app.theme = "textual-light"
        await pilot.pause()
        light = brush.on(ground).strip(line, WIDTH)
        assert [letter for letter, _ in cells(dark)] == [letter for letter, _ in cells(light)]
        assert cells(dark)[0] != cells(light)[0]
