"""The one way for text from a file to reach a widget other than the reading view: made inert."""

from textual.content import Content
from textual.style import Style

from tui.clean import clean


def plain(text: str, style: str | Style = "") -> Content:
    """Content that shows `text` as it is written, brackets and all, and no control character of it.

    Line ends stay; every other control character is shown by a stand-in.
    """
    return Content.styled("\n".join(clean(line) for line in text.split("\n")), style)


def plain_line(text: str, style: str | Style = "") -> Content:
    """`plain` on one line: each run of white space is one space."""
    return Content.styled(clean(" ".join(text.split())), style)


def cut(text: str, cells: int) -> str:
    """`text` cut to a width in cells, with an ellipsis where something was left out."""
    from rich.cells import cell_len, set_cell_size

    return (
        text if cell_len(text) <= cells else set_cell_size(text, max(cells - 1, 0)).rstrip() + "…"
    )
