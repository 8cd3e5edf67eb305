"""A question that one line of text answers, with suggestions where there are some."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from tui.clean import clean_line
from tui.widgets.choices import Choices, Drawing
from tui.widgets.dialog import TypedLine
from tui.widgets.list_dialog import ListDialog
from tui.widgets.plain import cut
from tui.widgets.tag_match import folded

HINTS = "Enter done · Esc leave"
HINTS_SUGGESTING = "Enter done · ↓ choose · Tab complete · Esc leave"


class AskLine(ListDialog[str | None]):
    """Asks for one line. Comes back with it, stripped, or None when left.

    `value` stands in the line at first. Suggestions that hold what is typed are listed below it;
    with `only_suggested` the answer is one of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "complete", "Take the suggestion over")]

    def __init__(
        self,
        title: str,
        value: str = "",
        suggestions: Sequence[str] = (),
        *,
        only_suggested: bool = False,
    ) -> None:
        super().__init__()
        self._question = title
        self._value = value
        self._suggestions = suggestions
        self._only = only_suggested
        self._listed: list[str] = []

    def compose(self) -> ComposeResult:
        """The line, and what is suggested for it."""
        with self.frame(self._question, HINTS_SUGGESTING if self._suggestions else HINTS):
            yield TypedLine(self._value)
            if self._suggestions or self._only:
                yield Choices()

    def on_mount(self) -> None:
        """Suggest before anything is typed."""
        self._suggest("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Suggest what holds the words typed; a value as it came is no search."""
        self._suggest("" if event.value == clean_line(self._value) else event.value)

    def _suggest(self, typed: str) -> None:
        wanted = folded(typed.strip())
        found = [(folded(one).find(wanted), one) for one in self._suggestions]
        by_place = sorted(
            (place > 0, nth, one) for nth, (place, one) in enumerate(found) if place >= 0
        )
        self._listed = [one for _, _, one in by_place]
        rows: list[Drawing] = [partial(_drawn, one) for one in self._listed]
        for choices in self.query(Choices):
            choices.show(rows, 0 if self._only else -1, "nothing goes by that name")

    @property
    def _under_cursor(self) -> str | None:
        cursor = next((choices.cursor for choices in self.query(Choices)), -1)
        return self._listed[cursor] if cursor >= 0 else None

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Answer with the suggestion under the cursor, else with the line."""
        chosen = self._under_cursor
        if chosen is not None:
            self.dismiss(chosen)
        elif not self._only:
            self.dismiss(self.query_one(TypedLine).text.strip())

    def on_choices_clicked(self, event: Choices.Clicked) -> None:
        """Answer with what was clicked."""
        self.dismiss(self._listed[event.index])

    def action_complete(self) -> None:
        """Put the suggestion under the cursor, or the first, into the line."""
        chosen = self._under_cursor or next(iter(self._listed), None)
        if chosen is not None:
            line = self.query_one(TypedLine)
            line.value = clean_line(chosen)
            line.action_end()


def _drawn(suggestion: str, width: int) -> Content:
    return Content(cut(clean_line(suggestion), width))
