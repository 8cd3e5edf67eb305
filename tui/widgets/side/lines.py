"""Draws what the side bar's lists have in common: short texts, notes, headings."""

from textual.content import Content

from annotations.study import Study
from tui.widgets.plain import plain_line


def enough_of(text: str, width: int, style: str = "") -> Content:
    """The beginning of a text on one line, somewhat longer than `width` cells.

    `plain.beginning` is long enough for any text, but with it a row takes three to five times as
    long to draw.
    """
    return plain_line(text[: 4 * width + 8], style)


def note_line(note: str, width: int) -> Content:
    """The beginning of an entry's note, for the line below the entry."""
    # Truncate the note before prefixing it: it may be very long.
    return Content("  ") + enough_of(f"note: {note[: 4 * width]}", width, "dim")


def heading_line(study: Study, article: str, width: int, count: int = 0) -> Content:
    """The heading over an article's entries: its title, its outlet and, if not 0, the count."""
    found = study.state.articles.get(article)
    if found is None:
        return Content.styled("removed", "dim")
    outlet = enough_of(found.outlet, width).truncate(max(width // 3, 1), ellipsis=True)
    after = [part for part in (outlet, Content(f"{count:,}" if count else "")) if part]
    tail = Content("  ").join([Content(""), *after]).stylize("dim")
    room = max(width - tail.cell_length, 1)
    return enough_of(found.title, width, "bold").truncate(room, ellipsis=True) + tail
