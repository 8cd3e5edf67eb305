"""Styles: text is always readable and what matters stands out, with colours and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.color import Color

from annotations.ink import contrast
from tui.text.palette import Palette, ink_on

DARK = {"background": "#121212", "foreground": "#e0e0e0"}
LIGHT = {"background": "#e0e0e0", "foreground": "#1f1f1f"}
KINDS = ["furniture", "hit", "current", "flash", "selected", "label", "label-beside", "number"]
TAG = "mark #0072b2"


def ratio(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    grounds = (Color.from_rich_color(color).hex6 for color in (style.color, style.bgcolor))
    return contrast(*grounds)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_ink_is_read_on_any_colour(parts: tuple[int, int, int]) -> None:
    assert contrast(ink_on(Color(*parts)).hex6, Color(*parts).hex6) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("kinds", [(), (TAG,), ("mark ",), *[(kind,) for kind in KINDS]])
def test_text_is_read_in_every_look(theme: dict[str, str], kinds: tuple[str, ...]) -> None:
    assert ratio(Palette(theme, focused=True).style(*kinds)) >= 4.5


@pytest.mark.parametrize("monochrome", [False, True])
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_what_lies_over_a_text_is_told_apart(theme: dict[str, str], monochrome: bool) -> None:
    palette = Palette(theme, focused=True, monochrome=monochrome)
    looks = {
        palette.style(*kinds)
        for kinds in [
            (),
            (TAG,),
            (TAG, "overlap"),
            ("selected",),
            ("furniture",),
            ("hit",),
        ]
    }
    assert len(looks) == 6


@pytest.mark.parametrize("monochrome", [False, True])
@pytest.mark.parametrize("below", [(), (TAG,), ("mark ",), (TAG, "overlap"), ("hit",)])
def test_selection_and_caret_stay_visible_over_anything(
    below: tuple[str, ...], monochrome: bool
) -> None:
    palette = Palette(DARK, focused=True, monochrome=monochrome)
    plain, selected = palette.style(*below), palette.style(*below, "selected")
    assert selected not in {plain, palette.style(*below, "selected", "caret")}
    assert palette.style(*below, "caret") != plain


def test_the_caret_is_a_block_in_the_focused_pane_and_a_line_elsewhere() -> None:
    block = Palette(DARK, focused=True).style("caret")
    line = Palette(DARK, focused=False).style("caret")
    assert block.bgcolor == Color.parse("#e0e0e0").rich_color
    assert line.bgcolor == Color.parse("#121212").rich_color
    assert line.underline


def test_without_colours_there_are_none() -> None:
    palette = Palette(DARK, focused=True, monochrome=True)
    for kinds in [(), (TAG,), ("selected", "caret"), ("bar #0072b2",), ("key #0072b2",)]:
        style = palette.style(*kinds)
        assert style.color is None
        assert style.bgcolor is None


def test_a_theme_that_leaves_its_colours_to_the_terminal_still_paints() -> None:
    theme = {"background": "ansi_default", "foreground": "ansi_default"}
    assert ratio(Palette(theme, focused=True).style()) >= 4.5
