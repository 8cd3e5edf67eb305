"""The one way for text from a file to reach a widget other than the reading view: made inert."""

import re

from textual.content import Content
from textual.style import Style

from tui.clean import clean, clean_line

AT_MOST = 8_000
"""Code points of a text that are looked at to fill a line: more than any terminal has room for."""

PER_CELL = 16
"""Code points that can be shown in one cell, with all their marks and joiners, at the very most."""

_FOLDERS = r"(?<![^\s'\"(“])(?:~|[.]{0,2})/(?:[^\s'\"/]+/)+(?=[^\s/])"
"""The folders of a path in a sentence, up to the file's own name."""


def plain(text: str, style: str | Style = "") -> Content:
    """Content that shows `text` as it is written, brackets and all, and no control character of it.

    Line ends stay; every other control character is shown by a stand-in.
    """
    return Content.styled("\n".join(clean(line) for line in text.split("\n")), style)


def plain_line(text: str, style: str | Style = "") -> Content:
    """`plain` on one line: each run of white space is one space. `AT_MOST` code points count."""
    return Content.styled(inert_line(text), style)


def inert_line(text: str) -> str:
    """What `plain_line` shows, for those who put a line together themselves."""
    return clean(" ".join(text[:AT_MOST].split()))


def cut(text: str, cells: int) -> str:
    """`text` cut to a width in cells, with an ellipsis where something was left out."""
    from rich.cells import cell_len, set_cell_size

    enough = beginning(text, cells)
    if len(enough) == len(text) and cell_len(text) <= cells:
        return text
    return set_cell_size(enough, max(cells - 1, 0)).rstrip() + "…"


def fit(text: str, cells: int) -> str:
    """`text` on one line, cleaned, cut or padded to exactly `cells`."""
    from rich.cells import cell_len

    shown = cut(clean_line(beginning(text, cells)), cells) if cells > 0 else ""
    return shown + " " * (cells - cell_len(shown))


def fitted(sentence: str, cells: int) -> str:
    """`sentence` cut to a width in cells. First its paths lose their folders, as `…/name`.

    What a message has to say of a file stands behind its path as often as before it.
    """
    if PER_CELL * (cells + 1) < len(sentence):
        return cut(sentence, cells)
    from rich.cells import cell_len

    short = sentence if cell_len(sentence) <= cells else re.sub(_FOLDERS, "…/", sentence)
    return cut(short, cells)


def beginning(text: str, cells: int) -> str:
    """As much of a text as is enough to fill so many cells, whatever it is made of."""
    return text[: PER_CELL * (max(cells, 0) + 1)]
