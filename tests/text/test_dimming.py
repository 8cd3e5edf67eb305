"""Dimmed words remain readable."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from annotations.ink import READ, contrast
from tui.text.dimming import Dimming, faded

WHITE = Color.parse("white")

colours = st.builds(Color, *[st.integers(0, 255)] * 3)


@given(colours, colours)
def test_what_is_faded_is_read_where_its_ink_is(ink: Color, ground: Color) -> None:
    shade = contrast(faded(ink, ground).hex6, ground.hex6)
    assert shade >= min(READ, contrast(ink.hex6, ground.hex6))


def test_only_what_is_dim_fades_and_the_terminals_own_colours_stay() -> None:
    plain = Segment("plain", Style.parse("#000000 on #ffffff bold"))
    own = Segment("own", Style.parse("dim red on default"))
    bare = Segment("bare")
    dim = Segment("dim", Style.parse("dim bold #000000 on #ffffff"))
    *others, shade = Dimming().apply([plain, own, bare, dim], WHITE)
    assert others == [plain, own, bare]
    assert shade == Segment("dim", Style.parse("not dim bold #565656 on #ffffff"))


def test_an_ink_too_faint_to_fade_is_slanted() -> None:
    (shade,) = Dimming().apply([Segment("dim", Style.parse("dim #586e75 on #fdf6e3"))], WHITE)
    assert shade == Segment("dim", Style.parse("not dim italic #586e75 on #fdf6e3"))
