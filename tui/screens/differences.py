"""A dialog on an import that the user must decide about: what differs, what may be the same.

It only asks; the caller acts on the answer.
"""

from collections.abc import Iterator
from typing import ClassVar

import msgspec
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from annotations.study.adoption import Adoption, Conflict
from annotations.study.reconciliation import Side
from tui.counted import counted
from tui.import_report import alike, twice
from tui.widgets.dialog import Dialog
from tui.widgets.hints import Hint
from tui.widgets.plain import plain
from tui.widgets.sentence_list import SentenceList

MOST = 200
"""The most differing records that are listed."""

AS_ONE = "Articles of one text, and one title or file name, are taken for one."


class ImportOptions(msgspec.Struct, frozen=True):
    """How to import, like the options of `diptych import`.

    `twice` is whether articles that are here under another id are imported nevertheless.
    """

    prefer: Side | None = None
    same_articles: bool = False
    twice: bool = False


class Differences(Dialog[ImportOptions | None]):
    """Lists why nothing was imported. Returns other options, or None when left."""

    DEFAULT_CSS = """
    Differences SentenceList { max-height: 45vh; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "SentenceList"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("o", "prefer('ours')", "Keep what is here"),
        ("t", "prefer('theirs')", "Take what the file has"),
        ("s", "same", "Articles of one text are one"),
        ("enter", "twice", "Have articles twice"),
        ("escape", "leave", "Import nothing"),
    ]

    def __init__(self, file: str, found: Conflict | Adoption, options: ImportOptions) -> None:
        super().__init__()
        self._file = file
        self._options = options
        self._conflicts = found.conflicts if isinstance(found, Conflict) else ()
        self._is_open = isinstance(found, Conflict) and found.is_open
        self._alike = alike(found.doubles)

    def compose(self) -> ComposeResult:
        """The sentences, which can be scrolled, and which articles may be the same."""
        with self.frame(self._title, tuple(self._hints())):
            yield SentenceList("\n".join(self._listed()) or self._same)
            if self._conflicts and self._same:
                yield Static(plain(self._same), markup=False)

    @property
    def _same(self) -> str:
        """Which articles may be the same, or that such articles are joined; empty if none may."""
        if self._options.same_articles:
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
        if self._options.same_articles:
            yield "s", "other articles"
        elif self._alike and self._conflicts:
            yield "s", "same articles"
        yield "escape", "leave"

    def action_prefer(self, side: Side) -> None:
        """Import with one side's version wherever records differ."""
        if self._is_open:
            self.leave(replace(self._options, prefer=side, twice=True))

    def action_same(self) -> None:
        """Toggle whether articles of one text, and one title or file name, are treated as one."""
        if self._alike or self._options.same_articles:
            self.leave(replace(self._options, same_articles=not self._options.same_articles))

    def action_twice(self) -> None:
        """Import articles although they are here under another id."""
        if not self._conflicts:
            self.leave(replace(self._options, twice=True))

    def action_leave(self) -> None:
        """Import nothing."""
        self.leave(None)
