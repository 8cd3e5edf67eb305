"""The side bar's list of tags, nested by name, with the number of highlights that carry each."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from annotations.compare.matrix.outline import Outline
from annotations.span import Passage
from annotations.study import Study
from annotations.tag import SEPARATOR, Tag
from tui.widgets.lists.roll import Item
from tui.widgets.plain import plain_line
from tui.widgets.side.list import Chosen, KeyOf, SideList
from tui.widgets.tags.row import BAR
from tui.widgets.tags.uses import Uses

INDENT = 2
"""Cells by which a tag is indented more than its parent."""


class SideTags(SideList):
    """Tags in study order, each below its parents; an item's key is the tag's name."""

    called = "tags"
    hints = (("enter", "show its highlights"),)

    def __init__(self, study: Study, key_of: KeyOf, chosen: Chosen) -> None:
        super().__init__(study, key_of, chosen)
        self._uses = Uses(study)

    def scan(self) -> Iterator[list[Item]]:
        """The names of all tags, and of parents that are not tags themselves."""
        yield list(Outline(self.study.codebook).names)

    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """The tag's swatch, key and last part; at the right, how many highlights carry it.

        If more carry one of the tags below it, it also tells how many in all.
        """
        *above, leaf = item.split(SEPARATOR)
        indent = Content(" " * (INDENT * len(above)))
        tag = self.study.codebook.named(item)
        if tag is None:
            line = indent + plain_line(leaf, "dim")
        else:
            key = Content.styled(f"{tag.key or ' '} ", "dim")
            line = indent + Content.styled(BAR, tag.color) + key + plain_line(leaf)
        count = Content.styled(self._count(item, tag), "dim")
        room = max(width - count.cell_length - 1, 1)
        return [
            line.truncate(room, ellipsis=True).pad_right(max(room - line.cell_length, 0))
            + " "
            + count
        ]

    def _count(self, name: str, tag: Tag | None) -> str:
        """How many highlights carry the tag of this name, and how many that or one below it.

        A name that is only the parent of tags has just the second number.
        """
        total = self._uses.under(name)
        own = self._uses.of(tag.id) if tag else total
        return f"{own:,}" if own == total else f"{own:,} of {total:,}"

    def place(self, item: Item) -> Passage | None:
        """None: choosing a tag filters the highlights instead."""
        return None

    def caption(self, count: int) -> str:
        """The number of tags."""
        return f"codebook · {len(self.study.codebook):,}"

    def nothing(self) -> str:
        """Why there is no tag to show."""
        key = self.key_of("tagging.pick")
        return f"No tags yet. Select a passage, press {key} and type a name."
