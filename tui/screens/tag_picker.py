"""The tag picker: finds tags as the user types, marks several, and offers to make missing ones.

It only asks. The caller tags, makes the tags and assigns the key.
"""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from annotations.errors import Refused
from annotations.study.study import Study
from annotations.tag import tag_name
from tui.terminal.clean import clean_line
from tui.widgets.dialog import TypedLine
from tui.widgets.list_dialog import ListDialog
from tui.widgets.lists.choices import Choices, Drawing
from tui.widgets.plain import cut
from tui.widgets.tags.options import Offer, Option, TagMarks
from tui.widgets.tags.row import COUNT, ON, TagColumns, described, swatch

HINTS = (("tab", "mark"), ("enter", "done"), ("escape", "leave"))
HINTS_FOR_KEY = (("enter", "choose"), ("escape", "leave"))


class Picked(msgspec.Struct, frozen=True):
    """The answer: the names of the tags as finally set, those kept before those added.

    When the picker was opened to assign a key, `keyed` is the name of the tag chosen for it.
    """

    tags: tuple[str, ...]
    changed: bool
    keyed: str = ""


class TagPicker(ListDialog[Picked | None]):
    """Asks for tags. Returns `Picked`, or None when left without a change.

    `chosen` are the names set at first; they are listed first, then `recents`. `about` says what is
    tagged. With `give_key` it asks for one tag, to be assigned that key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("tab,ctrl+@,ctrl+space", "mark", "Mark and stay")]

    def __init__(
        self,
        study: Study,
        chosen: Sequence[str],
        recents: Sequence[str],
        about: str = "",
        *,
        give_key: str = "",
    ) -> None:
        super().__init__()
        self._uses = study.state.count_uses
        self._offer = Offer(study.codebook, [*chosen, *recents])
        self._marks = TagMarks(chosen)
        self._about = about
        self._key = give_key
        self._options: list[Option] = []

    def compose(self) -> ComposeResult:
        """The line to type in, and the tags below it."""
        if self._key:
            title = f"key {self._key} has no tag: choose one for it"
        else:
            title = f"tags  {self._about}".rstrip()
        with self.frame(title, HINTS_FOR_KEY if self._key else HINTS):
            yield TypedLine(placeholder="find a tag, or type a new one", entered=self.enter)
            yield Choices(self._clicked)

    def list_for(self, wanted: str, at: str = "") -> None:
        """List the tags that match, with the cursor on the one named `at`, or the best match."""
        self._options = self._offer.options(wanted, self._marks)
        longest = max((cell_len(clean_line(one.name)) for one in self._options), default=0)
        rows: list[Drawing] = [partial(self._row, one, longest) for one in self._options]
        first = self._offer.first(wanted) if wanted else 0
        cursor = next((i for i, one in enumerate(self._options) if one.name == at), first)
        missing = _why_not(wanted) or "no tags yet: type a name"
        self.query_one(Choices).show(rows, cursor, missing)

    def _row(self, option: Option, longest: int, width: int) -> Content:
        mark = ON if option.name in self._marks else " "
        start = Content.assemble(mark, " ", swatch(option.tag), " ")
        room = width - start.cell_length
        if option.tag is None:
            word = "new   " if mark == ON else "make  "
            return Content.assemble(start, (word, "dim"), cut(clean_line(option.name), room - 6))
        columns = TagColumns.within(room - COUNT, longest)
        return start + described(option.tag, self._uses(option.tag.id), columns)

    def _toggle(self, index: int) -> str:
        """Mark or unmark a row; return its tag's name."""
        name = self._options[index].name
        self._marks.toggle(name)
        return name

    def _close(self) -> None:
        self.leave(Picked(self._marks.tags, self._marks.changed))

    def _give(self, index: int) -> None:
        """Close with the row's tag set, and chosen for the key."""
        name = self._options[index].name
        if name not in self._marks:
            self._marks.toggle(name)
        self.leave(Picked(self._marks.tags, self._marks.changed, name))

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, empty the line, and stay open."""
        self.catch_up()
        cursor = self.query_one(Choices).cursor
        if cursor < 0 or self._key:
            return
        name = self._toggle(cursor)
        self.query_one(TypedLine).value = self._listed_for = ""
        self.list_for("", at=name)

    def enter(self) -> None:
        """Mark or unmark the row under the cursor, and close.

        If nothing is typed, only close if marks were changed, or if tags are set and the cursor is
        still on the first. With `give_key` the row's tag is chosen for the key.
        """
        self.catch_up()
        cursor = self.query_one(Choices).cursor
        nothing_done = cursor == 0 and bool(self._marks.tags) and not self._key
        if not self.wanted and (self._marks.touched or nothing_done):
            self._close()
        elif cursor >= 0 and self._key:
            self._give(cursor)
        elif cursor >= 0:
            self._toggle(cursor)
            self._close()

    def _clicked(self, index: int, times: int) -> None:
        """Mark or unmark the clicked row; the second click of a double click closes."""
        if self._key:
            self._give(index)
        elif times > 1:
            self._close()
        else:
            self._toggle(index)
            self.query_one(Choices).go(index)


def _why_not(name: str) -> str:
    """Why a tag cannot have this name; empty if it can, or if the name is empty."""
    try:
        if name:
            tag_name(name)
    except Refused as error:
        return str(error)
    return ""
