"""Draws a tag on a row: mark, swatch, key, name, description, count, fold sign."""

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len
from textual.content import Content

from annotations.study import Study
from annotations.tag import SEPARATOR, Tag
from tui.terminal.clean import clean_line
from tui.widgets.click_targets import spot
from tui.widgets.plain import cut, fit, plain_line

SWATCH = "■"
BAR = "▌"
ON = "✓"

FOLDED, OPEN = "▸", "▾"
FOLD = "fold"
"""The name of the spot that folds and unfolds the tags below a tag."""

NARROW = 46
"""Cells below which a row has no room for descriptions."""
COUNT = 6
"""Cells reserved for a count, at the right."""


class TagColumns(msgspec.Struct, frozen=True):
    """The widths, in cells, of a row's name and description; 0 leaves the description out."""

    name: int
    description: int

    @classmethod
    def within(cls, width: int, longest: int) -> "TagColumns":
        """Distribute `width` cells; names get what the `longest` needs, at most three fifths."""
        if width < NARROW:
            return cls(max(width, 0), 0)
        name = min(longest, max(3 * width // 5, NARROW // 2))
        return cls(name, max(width - name - 2, 0))


def path_within(name: str, cells: int) -> tuple[str, str]:
    """A tag's name in two parts, its parents and its last part, within `cells`.

    If it does not fit, parents are dropped from the front: the last part tells most.
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
    """The fold sign of a tag, in one cell; blank if no tags lie below it."""
    return spot(Content(FOLDED if is_folded else OPEN), FOLD) if below else Content(" ")


def count_of(uses: int) -> Content:
    """A count, dim, in `COUNT` cells; blank if it is 0."""
    return Content.styled(f"{uses or '':>{COUNT}}", "dim")


def described(tag: Tag, uses: int, columns: TagColumns) -> Content:
    """A tag's name with its path, its description and its count."""
    above, leaf = path_within(tag.name, columns.name)
    pad = " " * (columns.name - cell_len(above + leaf))
    parts: list[Content | tuple[str, str]] = [(above, "dim"), Content(leaf + pad)]
    if columns.description:
        parts.append(("  " + fit(tag.description, columns.description), "dim"))
    return Content.assemble(*parts, count_of(uses))


def tags_line(study: Study, ids: Sequence[str]) -> Content:
    """Tags, given by id, each with a bar of its colour; without tags, "plain highlight"."""
    tags = [study.state.tags[id] for id in ids if id in study.state.tags]
    if not tags:
        return Content.styled("plain highlight", "dim")
    parts = (Content.styled(BAR, tag.color) + plain_line(tag.name) for tag in tags)
    return Content(" ").join(parts)
