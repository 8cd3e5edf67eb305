"""Lays out a page of keys: sections side by side where they fit, else below one another.

It computes text; the help screen scrolls and filters.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

import msgspec
from rich.cells import cell_len
from textual.content import Content

from tui.widgets.folding import holds
from tui.widgets.plain import plain_line

COLUMN = 58
"""Minimum cells of a column, if there are several."""
GAP = 3
"""Cells between columns."""
KEYS_AT_MOST = 24
"""Maximum cells of the keys before their description; longer ones get a line of their own."""


class KeyRow(msgspec.Struct, frozen=True):
    """Keys in readable notation, what they do, and how to do it with the mouse."""

    keys: tuple[str, ...]
    does: str
    mouse: str = ""

    @property
    def keyed(self) -> str:
        """The keys in one line."""
        return " ".join(self.keys) or "palette"

    @property
    def words(self) -> str:
        """All the text that a filter searches."""
        return " ".join((*self.keys, self.does, self.mouse))


class Section(msgspec.Struct, frozen=True):
    """A heading and the keys under it."""

    heading: str
    rows: tuple[KeyRow, ...]


class Explanation(msgspec.Struct, frozen=True):
    """A heading and a short paragraph."""

    heading: str
    words: str


def merged(rows: Iterable[KeyRow]) -> tuple[KeyRow, ...]:
    """The rows, with consecutive ones that do the same merged."""
    kept: list[KeyRow] = []
    for row in rows:
        if kept and (kept[-1].does, kept[-1].mouse) == (row.does, row.mouse):
            row = KeyRow((*kept.pop().keys, *row.keys), row.does, row.mouse)
        kept.append(row)
    return tuple(kept)


def laid_out(
    sections: Sequence[Section], explanations: Sequence[Explanation], width: int, wanted: str = ""
) -> Content:
    """The page for `width` cells; with `wanted`, only the parts that match it."""
    shown = [found for section in sections if (found := _filtered(section, wanted)).rows]
    told = [one for one in explanations if holds(f"{one.heading} {one.words}", wanted)]
    number = max((width + GAP) // (COLUMN + GAP), 1)
    column = (width - GAP * (number - 1)) // number
    room = _room_for_keys(shown, column)
    blocks = [_section(section, room, column) for section in shown]
    blocks += [_explanation(one, column) for one in told]
    if not blocks:
        return plain_line("no key has to do with that", "dim")
    return Content("\n").join(_beside(_dealt(blocks, number), column))


def _filtered(section: Section, asked: str) -> Section:
    """The rows that match; all of them if only the heading matches."""
    rows = tuple(row for row in section.rows if holds(row.words, asked))
    if not rows and holds(section.heading, asked):
        rows = section.rows
    return Section(section.heading, rows)


def _room_for_keys(sections: Sequence[Section], column: int) -> int:
    """The cells of the longest keys, within bounds."""
    longest = max((cell_len(row.keyed) for one in sections for row in one.rows), default=0)
    return min(longest, KEYS_AT_MOST, max(column // 3, 8))


def _section(section: Section, room: int, width: int) -> list[Content]:
    """The lines of a section."""
    lines = [Content.styled(section.heading, "bold")]
    for row in section.rows:
        lines += _row(row, room, width)
    return [*lines, Content("")]


def _row(row: KeyRow, room: int, width: int) -> list[Content]:
    keys = row.keyed
    does = Content(row.does)
    if row.mouse:
        does += Content.styled(f"  {row.mouse}", "dim")
    told = does.wrap(max(width - room - 2, 4))
    if cell_len(keys) > room:
        return [Content(keys), *(Content(" " * (room + 2)) + line for line in told)]
    start = Content(keys) + " " * (room + 2 - cell_len(keys))
    blank = Content(" " * (room + 2))
    return [(blank if nth else start) + line for nth, line in enumerate(told)]


def _explanation(one: Explanation, width: int) -> list[Content]:
    return [Content.styled(one.heading, "bold"), *Content(one.words).wrap(width), Content("")]


def _dealt(blocks: list[list[Content]], number: int) -> list[list[Content]]:
    """Blocks distributed in order to `number` columns, as even in height as the order allows."""
    lowest = max(len(block) for block in blocks)
    height = next(h for h in range(lowest, 10**6) if len(_filled(blocks, h)) <= number)
    return _filled(blocks, height)


def _filled(blocks: Iterable[list[Content]], height: int) -> list[list[Content]]:
    columns: list[list[Content]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns[-1]) + len(block) > height:
            columns.append([])
        columns[-1] += block
    return columns


def _beside(columns: list[list[Content]], width: int) -> Iterable[Content]:
    """The lines of the columns side by side, each column `width` cells wide."""
    empty = Content("")
    for lines in zip_longest(*columns, fillvalue=empty):
        padded = [line.pad_right(width + GAP - line.cell_length) for line in lines[:-1]]
        yield empty.join([*padded, lines[-1]])
