"""The list of a codebook's tags as a tree, with a cursor."""

from collections.abc import Callable
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from annotations.study.study import Study
from tui.terminal.clean import clean_line
from tui.widgets.lists.choices import Choices, Clicked, Drawing
from tui.widgets.plain import fit
from tui.widgets.tags.row import COUNT, TagColumns, count_of, fold_sign, swatch
from tui.widgets.tags.tree import Twig, tree
from tui.widgets.tags.uses import Uses

INDENT = 2
"""Cells by which a tag is indented more than its parent."""
EMPTY = "No tags yet. n makes one, i reads a codebook from a CSV file."
NOT_FOUND = "No tag has that. Esc shows all."


class TagList(Choices):
    """The tags of a study, nested and foldable; `folds` are the keys of the folded rows.

    `fold_clicked` is called with the index of a row whose fold sign was clicked.
    """

    def __init__(
        self, study: Study, clicked: Clicked, fold_clicked: Callable[[int], object]
    ) -> None:
        super().__init__(clicked)
        self._study = study
        self._fold_clicked = fold_clicked
        self.uses = Uses(study)
        self.folds: set[str] = set()
        self.twigs: list[Twig] = []

    @property
    def here(self) -> Twig | None:
        """The row under the cursor."""
        return self.twigs[self.cursor] if 0 <= self.cursor < len(self.twigs) else None

    def fill(self, wanted: str, at: str = "") -> None:
        """List the tags that match `wanted`; the cursor goes to the key or name `at`, or stays."""
        stays = at or (self.here.key if self.here else "")
        self.twigs = tree(self._study.codebook, self.folds, wanted)
        longest = max((_indent(t) + cell_len(clean_line(t.label)) for t in self.twigs), default=0)
        rows: list[Drawing] = [partial(self._row, twig, longest) for twig in self.twigs]
        places = [nth for nth, twig in enumerate(self.twigs) if stays in {twig.key, twig.name}]
        cursor = places[0] if places else max(self.cursor, 0)
        self.show(rows, cursor, NOT_FOUND if len(self._study.codebook) else EMPTY)

    def refill(self, wanted: str) -> None:
        """List the tags as they are after a change, the cursor on the first row that came back."""
        known = {twig.key for twig in self.twigs}
        self.fill(wanted)
        came = [nth for nth, twig in enumerate(self.twigs) if twig.key not in known]
        if came:
            self.go(came[0])

    def seek(self) -> None:
        """Put the cursor on the first row that matches, unless it is on one."""
        found = [nth for nth, twig in enumerate(self.twigs) if twig.is_found]
        if found and self.cursor not in found:
            self.go(found[0])

    def spot_clicked(self, index: int, _name: str) -> None:
        """Report the row whose fold sign was clicked."""
        self._fold_clicked(index)

    def above(self, twig: Twig) -> Twig | None:
        """The parent of a row in the tree, if any."""
        before = self.twigs[: self.twigs.index(twig)]
        return next((one for one in reversed(before) if one.depth < twig.depth), None)

    def sibling(self, twig: Twig) -> Twig | None:
        """The previous row with the same parent, if any."""
        for one in reversed(self.twigs[: self.twigs.index(twig)]):
            if one.depth <= twig.depth:
                return one if one.depth == twig.depth else None
        return None

    def _row(self, twig: Twig, longest: int, width: int) -> Content:
        start = Content.assemble(" ", swatch(twig.tag), " ")
        columns = TagColumns.within(width - start.cell_length - COUNT, longest)
        lead = " " * INDENT * twig.depth, fold_sign(twig.below, is_folded=twig.is_folded), " "
        label = fit(twig.label, columns.name - _indent(twig))
        name = Content.assemble(*lead, label).truncate(columns.name, ellipsis=True)
        description = twig.tag.description if twig.tag else ""
        about = "  " + fit(description, columns.description) if columns.description else ""
        if twig.tag is None:
            name = name.stylize("dim")
        return Content.assemble(start, name, (about, "dim"), count_of(self._count(twig)))

    def _count(self, twig: Twig) -> int:
        """How many highlights a row stands for, including those of the tags folded into it."""
        if twig.is_folded:
            return self.uses.under(twig.name)
        return self.uses.of(twig.tag.id) if twig.tag else 0


def _indent(twig: Twig) -> int:
    """Cells before a row's label, for the tree's indentation and the fold sign."""
    return INDENT * twig.depth + 2
