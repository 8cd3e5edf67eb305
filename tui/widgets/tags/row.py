"""How a tag is drawn on a row: mark, swatch, key, name, description, count, sign of its fold."""

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len
from textual.content import Content

from annotations.study import Study
from annotations.tag import SEPARATOR, Tag
from tui.clean import clean_line
from tui.widgets.plain import cut, fit, plain_line
from tui.widgets.spots import spot

SWATCH = "■"
BAR = "▌"
ON = "✓"

FOLDED, OPEN = "▸", "▾"
FOLD = "fold"
"""The spot that folds and unfolds what lies below a tag."""

NARROW = 46
"""Cells below which a row has no room for descriptions."""
COUNT = 6
"""Cells kept for a count, at the right."""


class TagColumns(msgspec.Struct, frozen=True):
    """The widths, in cells, of a row's name and description; 0 leaves the description out."""

    name: int
    description: int

    @classmethod
    def within(cls, width: int, longest: int) -> "TagColumns":
        """Share out `width` cells; `longest` is the longest name: three fifths at most."""
        if width < NARROW:
            return cls(max(width, 0), 0)
        name = min(longest, max(3 * width // 5, NARROW // 2))
        return cls(name, max(width - name - 2, 0))


def path_within(name: str, cells: int) -> tuple[str, str]:
    """A tag's name in two parts, what it lies under and itself, within `cells`.

    What does not fit goes from the front of the path: its last part tells most.
    """
    *parents, leaf = clean_line(name).split(SEPARATOR)
    above = "".join(part + SEPARATOR for part in parents)
    while parents and cell_len(above + leaf) > cells:
        parents = parents[1:]
        above = "…/" + "".join(part + SEPARATOR for part in parents)
    if cell_len(above + leaf) > cells:
        return "", cut(leaf, cells)
    return above, leaf


def swatch(tag: Tag | None) -> Content:
    """A tag's colour and key, in two cells."""
    if tag is None:
        return Content("  ")
    return Content.assemble((SWATCH, tag.color), tag.key or " ")


def fold_sign(below: int, *, is_folded: bool) -> Content:
    """In one cell whether a tag is folded, or blank where nothing lies below it."""
    return spot(Content(FOLDED if is_folded else OPEN), FOLD) if below else Content(" ")


def count_of(uses: int) -> Content:
    """A count, dim, in `COUNT` cells; nothing when it is none."""
    return Content.styled(f"{uses or '':>{COUNT}}", "dim")


def described(tag: Tag, uses: int, columns: TagColumns) -> Content:
    """Name, description and count of a tag, its path in full."""
    above, leaf = path_within(tag.name, columns.name)
    pad = " " * (columns.name - cell_len(above + leaf))
    parts: list[Content | tuple[str, str]] = [(above, "dim"), Content(leaf + pad)]
    if columns.description:
        parts.append(("  " + fit(tag.description, columns.description), "dim"))
    return Content.assemble(*parts, count_of(uses))


def tags_line(study: Study, ids: Sequence[str]) -> Content:
    """Tags by id, each with a swatch of its colour; a plain highlight is called one."""
    tags = [study.state.tags[id] for id in ids if id in study.state.tags]
    if not tags:
        return Content.styled("plain highlight", "dim")
    parts = (Content.styled(BAR, tag.color) + plain_line(tag.name) for tag in tags)
    return Content(" ").join(parts)
