"""Makes text from files inert: the one way for it to reach any widget but the reading view."""

import re

from textual.content import Content
from textual.style import Style

from tui.terminal.clean import clean, clean_line

AT_MOST = 8_000
"""Code points of a text that are read to fill a line: more than any terminal has room for."""

PER_CELL = 16
"""Maximum code points in one cell, with all their marks and joiners."""

_FOLDERS = r"(?<![^\s'\"(“])(?:~|[.]{0,2})/(?:[^\s'\"/]+/)+(?=[^\s/])"
"""The folders of a path in a sentence, up to the file's own name."""


def plain(text: str, style: str | Style = "") -> Content:
    """Content that shows `text` literally, brackets included, without control characters.

    Line ends are kept; every other control character is shown as a stand-in.
    """
    return Content.styled("\n".join(clean(line) for line in text.split("\n")), style)


def plain_line(text: str, style: str | Style = "") -> Content:
    """`plain` on one line: each run of white space is one space; cut at `AT_MOST` code points."""
    return Content.styled(inert_line(text), style)


def inert_line(text: str) -> str:
    """The text that `plain_line` shows, for callers that assemble a line themselves."""
    return clean(" ".join(text[:AT_MOST].split()))


def cut(text: str, cells: int) -> str:
    """`text` cut to a width in cells, with an ellipsis if anything was left out."""
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
    """`sentence` cut to a width in cells, after shortening its paths to `…/name` if needed.

    The important part of a message may come after a path as well as before it.
    """
    if PER_CELL * (cells + 1) < len(sentence):
        return cut(sentence, cells)
    from rich.cells import cell_len

    short = sentence if cell_len(sentence) <= cells else re.sub(_FOLDERS, "…/", sentence)
    return cut(short, cells)


def beginning(text: str, cells: int) -> str:
    """The beginning of a text that is certainly enough to fill so many cells."""
    return text[: PER_CELL * (max(cells, 0) + 1)]
