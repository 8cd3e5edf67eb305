"""A dialog that asks for some names, or all: the coders or tags that a comparison includes."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from tui.screens.ask import NOTHING, Drawn, plainly
from tui.widgets.dialog import TypedLine
from tui.widgets.folding import holds
from tui.widgets.list_dialog import ListDialog
from tui.widgets.lists.choices import Choices, Drawing
from tui.widgets.marks import Marks
from tui.widgets.tags.row import ON

HINTS = (("tab", "mark several"), ("enter", "done"), ("escape", "leave"))


class PickSome(ListDialog[tuple[str, ...] | None]):
    """Returns the names chosen, an empty tuple for all, or None when left.

    Enter takes the marked names or, if no mark was changed, the one under the cursor. `every` is
    the label of the row that stands for all names.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("tab,ctrl+@,ctrl+space", "mark", "Mark and stay")]

    def __init__(
        self,
        title: str,
        every: str,
        names: Sequence[str],
        chosen: Sequence[str],
        draw: Drawn = plainly,
    ) -> None:
        super().__init__()
        self._question = title
        self._every = every
        self._names = names
        self._was = tuple(chosen)
        self._marked = Marks(chosen)
        self._draw = draw
        self._listed: list[str | None] = []

    def compose(self) -> ComposeResult:
        """The line to narrow the names by, and the names."""
        with self.frame(self._question, HINTS):
            yield TypedLine(entered=self.enter)
            yield Choices(self._clicked)

    def on_mount(self) -> None:
        """List all names, with the cursor on the first one chosen now."""
        self.catch_up()
        now = self._was[0] if self._was else None
        if now in self._listed:
            self.query_one(Choices).go(self._listed.index(now))

    def list_for(self, wanted: str) -> None:
        """List the names that match what is typed; with nothing typed, also the row for all."""
        self._listed = [] if wanted else [None]
        self._listed += [name for name in self._names if holds(name, wanted)]
        self._show(0)

    def _show(self, cursor: int) -> None:
        rows: list[Drawing] = [partial(self._row, name) for name in self._listed]
        self.query_one(Choices).show(rows, cursor, NOTHING)

    def _row(self, name: str | None, width: int) -> Content:
        if name is None:
            return Content(f"  {self._every}")
        mark = ON if name in self._marked else " "
        return Content(f"{mark} ") + self._draw(name, max(width - 2, 1))

    @property
    def _here(self) -> tuple[str, ...]:
        """The row under the cursor, as an answer."""
        cursor = self.query_one(Choices).cursor
        name = self._listed[cursor] if cursor >= 0 else None
        return () if name is None else (name,)

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go to the next row.

        On the row for all, unmark all.
        """
        self.catch_up()
        if self._here:
            self._marked.toggle(*self._here)
        else:
            self._marked.clear()
        choices = self.query_one(Choices)
        self._show(min(choices.cursor + 1, len(self._listed) - 1))

    def enter(self) -> None:
        """Answer with the marked names or, if no mark was changed, with the row under the cursor.

        If that row is one of the names chosen before, the answer is all of those.
        """
        self.catch_up()
        if self._marked.touched:
            self.leave(tuple(self._marked))
        elif self._listed:
            self.leave(self._was if set(self._here) & set(self._was) else self._here)

    def _clicked(self, index: int, _times: int) -> None:
        """Answer with the clicked row; if marks were changed, mark or unmark it instead."""
        self.query_one(Choices).go(index)
        if self._marked.touched:
            self.action_mark()
        else:
            self.leave(self._here)
