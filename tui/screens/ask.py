"""Two small questions: one that a line of text answers, and one before many edits at once.

They only ask; what becomes of the answer is for whoever opened them.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import msgspec
from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.widgets import Static

from annotations.errors import DiptychError, ReadOnly
from tui.clean import clean_line
from tui.widgets.dialog import Dialog, TypedLine
from tui.widgets.folding import folded, holds
from tui.widgets.hints import Hint
from tui.widgets.list_dialog import ListDialog
from tui.widgets.lists.choices import Choices, Drawing
from tui.widgets.plain import cut, plain

Answer = TypeVar("Answer")

ENTER, TAB, LEAVE = ("enter", "done"), ("tab", "complete"), ("escape", "leave")
HINTS = (ENTER, LEAVE)
HINTS_SUGGESTING = (ENTER, ("down", "choose"), TAB, LEAVE)

CALM = 0.6
"""Seconds without a key after which a question may come by itself."""

NOTHING = "nothing goes by that name"

Drawn = Callable[[str, int], Content]
"""Draws a suggestion for a width in cells."""


def plainly(suggestion: str, width: int) -> Content:
    """The suggestion as it is."""
    return Content(cut(clean_line(suggestion), width))


class Suggestions(msgspec.Struct, frozen=True):
    """Answers that are suggested, as `draw` shows them, by what is typed, which is folded.

    With `only` the answer is one of them, with `first_usual` the first one where nothing is typed,
    or where it begins so. `makes` is what Enter does where none holds what is typed.
    """

    answers: Sequence[str] = ()
    only: bool = False
    first_usual: bool = False
    makes: str = NOTHING
    draw: Drawn = plainly

    @property
    def are_listed(self) -> bool:
        """Whether there is a list, be it empty: also where the answer has to be of it."""
        return bool(self.answers) or self.only

    def holding(self, wanted: str) -> list[str]:
        """Those that hold the words typed, first those that begin so; all for nothing."""
        held = (one for one in self.answers if holds(one, wanted))
        return sorted(held, key=lambda one: not _begins(one, wanted))

    def marks_first(self, found: Sequence[str], wanted: str) -> bool:
        """Whether Enter alone takes the first of those that were found."""
        begins = bool(found) and _begins(found[0], wanted)
        return self.only or (self.first_usual and begins)


NONE = Suggestions()


def _begins(answer: str, wanted: str) -> bool:
    return folded(answer).startswith(wanted)


class AskLine(ListDialog[str | None]):
    """Asks for one line. Comes back with it, stripped, or None when left.

    `value` stands in the line at first; suggestions that hold what is typed are listed below it.
    With `replaced` the first letter typed takes the place of the whole value. `wrong` says why an
    earlier answer was none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "complete", "Take the suggestion over")]

    def __init__(
        self,
        title: str,
        value: str = "",
        suggestions: Suggestions = NONE,
        *,
        replaced: bool = False,
        wrong: str = "",
    ) -> None:
        super().__init__()
        self._replaced = replaced
        self._wrong = wrong
        self._question = title
        self._value = value
        self._suggestions = suggestions
        self._listed: list[str] = []

    def compose(self) -> ComposeResult:
        """The line, and what is suggested for it."""
        with self.frame(self._question, self._hints):
            if self._wrong:
                yield Static(plain(self._wrong), markup=False)
            yield TypedLine(self._value, entered=self.enter)
            if self._has_list:
                yield Choices(self._clicked)

    @property
    def _hints(self) -> Sequence[Hint]:
        return HINTS_SUGGESTING if self._suggestions.answers else HINTS

    @property
    def _has_list(self) -> bool:
        return self._suggestions.are_listed

    def again(self, answer: str, wrong: str) -> "AskLine":
        """The same question once more, with the answer that was none, and why, for mending it."""
        once_more = type(self)(self._question, answer, self._suggestions, wrong=wrong)
        return once_more.add_class(*self.classes)

    def on_mount(self) -> None:
        """Have the first letter take the place of all, where that is meant."""
        if self._replaced:
            self.query_one(TypedLine).select_all()

    @property
    def wanted(self) -> str:
        """What stands in the line, to the code point."""
        return self.query_one(TypedLine).text

    def list_for(self, wanted: str) -> None:
        """Suggest what holds the words typed."""
        # A value as it came is no search.
        wanted = "" if wanted == self._value else folded(wanted.strip())
        found = self._suggestions.holding(wanted)
        is_marked = self._suggestions.marks_first(found, wanted)
        self._list(found, self._suggestions.makes, is_marked=is_marked)

    def _list(self, found: list[str], instead: str, *, is_marked: bool = False) -> None:
        """List these below the line, the first marked or none; where there are none, say so."""
        self._listed = found
        rows: list[Drawing] = [partial(self._suggestions.draw, one) for one in found]
        for choices in self.query(Choices):
            choices.show(rows, 0 if is_marked else -1, instead)

    @property
    def _under_cursor(self) -> str | None:
        cursor = next((choices.cursor for choices in self.query(Choices)), -1)
        return self._listed[cursor] if cursor >= 0 else None

    def enter(self) -> None:
        """Answer with the suggestion under the cursor, else with the line."""
        self.catch_up()
        chosen = self._under_cursor
        if chosen is not None:
            self.leave(chosen)
        elif not self._suggestions.only:
            self.leave(self.wanted.strip())

    def _clicked(self, index: int, _times: int) -> None:
        """Answer with what was clicked."""
        self.leave(self._listed[index])

    def action_complete(self) -> None:
        """Put the suggestion under the cursor, or the first, into the line."""
        self.catch_up()
        chosen = self._under_cursor or next(iter(self._listed), None)
        if chosen is not None:
            line = self.query_one(TypedLine)
            line.put(chosen)
            line.action_end()


def ask(
    app: App[Any],
    dialog: Screen[Answer] | Screen[Answer | None],
    answered: Callable[[Answer], object],
    say: Callable[[str], object],
    *,
    left: Callable[[], object] = lambda: None,
    then: Callable[[], object] = lambda: None,
) -> AwaitMount | AwaitComplete:
    """Open a dialog; its answer goes to `answered`, or `left` is called where there is none.

    What they cannot do is told to `say`, but a line that answers nothing is asked for once more;
    `then` is called behind all that. To be awaited where keys are, so that those typed ahead wait
    until the dialog takes them.
    """

    def told(answer: Answer | None) -> None:
        try:
            if answer is None:
                left()
            else:
                answered(answer)
        except DiptychError as error:
            if (once_more := _once_more(dialog, answer, error)) is None:
                say(str(error))
            else:
                app.push_screen(once_more, told)
        then()

    return app.push_screen(dialog, told)


def _once_more(asked: Screen[Any], answer: object, wrong: DiptychError) -> Screen[Any] | None:
    """The dialog with what was typed, to be mended, where another answer may be right."""
    if isinstance(wrong, ReadOnly) or not (isinstance(asked, AskLine) and isinstance(answer, str)):
        return None
    return asked.again(answer, str(wrong))


def write_over(path: Path) -> "Confirm":
    """Asks before a file that is there is written over."""
    return Confirm(f"{path} exists. Write over it?", "write over it")


class Confirm(Dialog[bool]):
    """Shows a sentence; True comes back for Enter, False for Esc. `yes` says what Enter does."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "answer(True)", "Do it"),
        ("escape", "answer(False)", "Leave"),
    ]

    def __init__(self, sentence: str, yes: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The sentence."""
        with self.frame("", (("enter", self._yes), LEAVE)):
            yield Static(plain(self._sentence), markup=False)

    def action_answer(self, yes: bool) -> None:
        """Leave with the answer."""
        self.leave(yes)
