"""What keeps an export from coming in by itself: what differs, what may be the same, whose holds.

It only asks; what is done then is for whoever opened it.
"""

from collections.abc import Iterator
from typing import ClassVar

import msgspec
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from annotations.study.adoption import Adoption, Conflict
from annotations.study.settlement import Side
from tui.account import alike, twice
from tui.counted import counted
from tui.widgets.dialog import Dialog
from tui.widgets.hints import Hint
from tui.widgets.plain import plain
from tui.widgets.told import Told

MOST = 200
"""How many records that differ are listed."""

AS_ONE = "Articles of one text, and one title or file name, are taken for one."


class Wish(msgspec.Struct, frozen=True):
    """How an import is to go: as the options of `diptych import` say.

    `twice` is whether articles that are here under another id are to be so twice.
    """

    prefer: Side | None = None
    same_articles: bool = False
    twice: bool = False


class Differences(Dialog[Wish | None]):
    """Lists why nothing came in. Comes back with another wish, or None when it was left."""

    DEFAULT_CSS = """
    Differences Told { max-height: 45vh; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "Told"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("o", "prefer('ours')", "Keep what is here"),
        ("t", "prefer('theirs')", "Take what the file has"),
        ("s", "same", "Articles of one text are one"),
        ("enter", "twice", "Have articles twice"),
        ("escape", "leave", "Import nothing"),
    ]

    def __init__(self, file: str, found: Conflict | Adoption, wish: Wish) -> None:
        super().__init__()
        self._file = file
        self._wish = wish
        self._conflicts = found.conflicts if isinstance(found, Conflict) else ()
        self._is_open = isinstance(found, Conflict) and found.is_open
        self._alike = alike(found.doubles)

    def compose(self) -> ComposeResult:
        """The sentences, which may take more rows than there are, and what may be the same."""
        with self.frame(self._title, tuple(self._hints())):
            yield Told("\n".join(self._listed()) or self._same)
            if self._conflicts and self._same:
                yield Static(plain(self._same), markup=False)

    @property
    def _same(self) -> str:
        """Which articles may be the same, or that some are taken so; empty where none may be."""
        if self._wish.same_articles:
            return AS_ONE
        return twice(self._alike) if self._alike else ""

    @property
    def _title(self) -> str:
        if not self._conflicts:
            return f"{self._file} has articles that are here"
        if not self._is_open:
            return f"{self._file} cannot come in"
        count = len(self._conflicts)
        differ = "differs" if count == 1 else "differ"
        return f"{self._file}: {counted(count, 'record')} {differ}; nothing came in yet"

    def _listed(self) -> Iterator[str]:
        yield from (f"• {sentence}." for sentence in self._conflicts[:MOST])
        if len(self._conflicts) > MOST:
            yield f"… and {len(self._conflicts) - MOST:,} more."

    def _hints(self) -> Iterator[Hint]:
        if not self._conflicts:
            yield "s", "take them for one"
            yield "enter", "have them twice"
        if self._is_open:
            yield "o", "keep ours"
            yield "t", "take theirs"
        if self._wish.same_articles:
            yield "s", "other articles"
        elif self._alike and self._conflicts:
            yield "s", "same articles"
        yield "escape", "leave"

    def action_prefer(self, side: Side) -> None:
        """Have one side's version of what differs hold."""
        if self._is_open:
            self.leave(replace(self._wish, prefer=side, twice=True))

    def action_same(self) -> None:
        """Take articles of one text, and one title or file name, for one, or not."""
        if self._alike or self._wish.same_articles:
            self.leave(replace(self._wish, same_articles=not self._wish.same_articles))

    def action_twice(self) -> None:
        """Have articles that are here under another id twice."""
        if not self._conflicts:
            self.leave(replace(self._wish, twice=True))

    def action_leave(self) -> None:
        """Import nothing."""
        self.leave(None)
