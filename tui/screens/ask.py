"""Two small dialogs: one asks for a line of text, one for confirmation.

They only ask; the caller acts on the answer.
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
from tui.terminal.clean import clean_line
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
"""Seconds without a key press after which a dialog may open by itself."""

NOTHING = "nothing goes by that name"

Drawn = Callable[[str, int], Content]
"""Draws a suggestion for a width in cells."""


def plainly(suggestion: str, width: int) -> Content:
    """The suggestion as plain text, cut to the width."""
    return Content(cut(clean_line(suggestion), width))


class Suggestions(msgspec.Struct, frozen=True):
    """Suggested answers, which `draw` draws; they are filtered by what is typed, folded.

    With `only` the answer must be one of them. With `first_usual` Enter alone takes the first one
    found if it begins with what is typed, which may be nothing. `makes` says what Enter does if
    none matches.
    """

    answers: Sequence[str] = ()
    only: bool = False
    first_usual: bool = False
    makes: str = NOTHING
    draw: Drawn = plainly

    @property
    def are_listed(self) -> bool:
        """Whether the dialog has a list; with `only` it has one even if it is empty."""
        return bool(self.answers) or self.only

    def holding(self, wanted: str) -> list[str]:
        """The answers with all words of `wanted`; those that begin with it come first."""
        held = (one for one in self.answers if holds(one, wanted))
        return sorted(held, key=lambda one: not _begins(one, wanted))

    def marks_first(self, found: Sequence[str], wanted: str) -> bool:
        """Whether Enter alone takes the first of the answers found."""
        begins = bool(found) and _begins(found[0], wanted)
        return self.only or (self.first_usual and begins)


NONE = Suggestions()


def _begins(answer: str, wanted: str) -> bool:
    return folded(answer).startswith(wanted)


class AskLine(ListDialog[str | None]):
    """Asks for one line of text. Returns it, stripped, or None when left.

    `value` is the initial text; suggestions that match the text are listed below the line. With
    `replaced` the first letter typed replaces the whole value. `wrong` says why an earlier answer
    was refused.
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
        """The line, and the suggestions below it."""
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
        """The same dialog again, with the refused answer to correct, and the reason."""
        once_more = type(self)(self._question, answer, self._suggestions, wrong=wrong)
        return once_more.add_class(*self.classes)

    def on_mount(self) -> None:
        """Select the whole value, if the first letter typed is to replace it."""
        if self._replaced:
            self.query_one(TypedLine).select_all()

    @property
    def wanted(self) -> str:
        """The text of the line, exactly."""
        return self.query_one(TypedLine).text

    def list_for(self, wanted: str) -> None:
        """List the suggestions that contain the words typed."""
        # The initial value, unedited, does not filter the suggestions.
        wanted = "" if wanted == self._value else folded(wanted.strip())
        found = self._suggestions.holding(wanted)
        is_marked = self._suggestions.marks_first(found, wanted)
        self._list(found, self._suggestions.makes, is_marked=is_marked)

    def _list(self, found: list[str], instead: str, *, is_marked: bool = False) -> None:
        """List answers, with the cursor on the first or none; if there are none, show `instead`."""
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
        """Answer with the suggestion that was clicked."""
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
    """Open a dialog; call `answered` with its answer, or `left` if it is left without one.

    If these raise `DiptychError`, the dialog opens again with the text to correct or, where that
    cannot help, the message goes to `say`. `then` is called last. Key handlers should await the
    result, so that keys typed ahead wait until the dialog receives them.
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
    """The dialog with the typed text to correct; None if no other answer could succeed."""
    if isinstance(wrong, ReadOnly) or not (isinstance(asked, AskLine) and isinstance(answer, str)):
        return None
    return asked.again(answer, str(wrong))


def write_over(path: Path) -> "Confirm":
    """The dialog that asks before an existing file is overwritten."""
    return Confirm(f"{path} exists. Write over it?", "write over it")


class Confirm(Dialog[bool]):
    """Shows a sentence. Returns True for Enter, False for Esc. `yes` says what Enter does."""

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
